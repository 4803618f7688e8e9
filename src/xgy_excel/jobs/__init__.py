"""What a person can ask for, one verb per module. `JOBS` are those that work on an open book with no more questions."""

from __future__ import annotations

from ..books.port import Book
from ..core import Report
from .job import Asked, Job, now

__all__ = ["JOBS", "Asked", "Job", "now"]


def _check(book: Book, asked: Asked) -> Report:
    from .check import check

    return check(book, asked.day)


def _clear(book: Book, asked: Asked) -> Report:
    from .showing import clear

    report = Report(book.name, asked.day, job="clear")
    clear(book, report)
    return report


def _quota(book: Book, asked: Asked) -> Report:
    from .quota import Wish, determine

    return determine(book, Wish(asked.day, asked.now, asked.files), asked.progress)


def _overview(book: Book, asked: Asked) -> Report:
    from .check import judged, report_of
    from .overview import put_overview

    records, law, verdict = judged(book, asked.day)
    report = report_of(book, law, verdict)
    put_overview(book, records, law, report)
    return report


def _form(name: str, book: Book, asked: Asked, *, to_print: bool = False) -> Report:
    from .form import Wish, make

    return make(book, Wish(name, asked.day, asked.now, where=asked.where, to_print=to_print), asked.progress)


def _contract(book: Book, asked: Asked) -> Report:
    return _form("contract", book, asked)


def _notice(book: Book, asked: Asked) -> Report:
    return _form("village-notice", book, asked)


def _pay(book: Book, asked: Asked) -> Report:
    from .pay import Wish, pay

    month = (asked.month or asked.day).replace(day=1)
    answer = asked.files[0] if asked.files else None
    return pay(book, Wish(month, asked.day, asked.now, answer=answer, where=asked.where), asked.progress)


def _print(book: Book, asked: Asked) -> Report:
    return _form("contract", book, asked, to_print=True)


def _inspect(book: Book, asked: Asked) -> Report:
    from .inspect import inspect

    return inspect(book, asked.day, asked.now)


JOBS = (
    Job(
        "check",
        "校验",
        "按办法逐条核对全部工作表，在单元格标出问题并加批注，结果列在“核对结果”。不改动您填写的内容，可用“清除标记”复原。",
        "AcceptInvitation",
        _check,
    ),
    Job(
        "clear",
        "清除标记",
        "清除本程序标出的颜色、批注和“核对结果”。您自己的颜色、批注和处理意见保留。",
        "ClearFormatting",
        _clear,
    ),
    Job(
        "quota",
        "核定岗位",
        "按第四条算出每个嘎查村的劳动力合计、核定岗位数、在岗人数和空岗数，填入“嘎查村”表。有公式的单元格不改动。",
        "CalculateNow",
        _quota,
        asks=("files",),
    ),
    Job(
        "overview",
        "总览",
        "把全县情况汇总到“总览”表：各苏木乡镇岗位和问题、各条款问题、协议到期月份、资金来源，配图表，可直接打印。不改动您的表。",
        "ChartInsert",
        _overview,
    ),
    Job(
        "contract",
        "生成协议",
        "为花名册中的人员生成聘用协议，每人一份 Word。有错误或缺数据的不生成，并列出原因。"
        "会给没有编号的编号、登记台账，并保存工作簿。选中几行再按，可只做选中的行。",
        "SignatureLineInsert",
        _contract,
        of_rows=True,
    ),
    Job(
        "village-notice",
        "生成公示",
        "为每个嘎查村生成拟聘人员公示，证件号、电话已遮盖。会登记台账，并保存工作簿。",
        "MasterDocumentShow",
        _notice,
    ),
    Job(
        "print",
        "打印",
        "生成聘用协议，并合并成一个可直接打印的 PDF，按花名册顺序，每份从单独一页起。选中几行再按，可只做选中的行。",
        "FilePrint",
        _print,
        of_rows=True,
    ),
    Job(
        "pay",
        "发放",
        "某个月的一卡通发放：先在“发放”表预填在岗人员和标准，核对、填好出勤后再按一次，逐行核对，做出发放表、银行代发文件和公示表。"
        "有问题的不列入，并列出原因。会登记台账，并保存工作簿。",
        "AccountingFormat",
        _pay,
        asks=("month",),
    ),
    Job(
        "inspect",
        "自查",
        "按第十五条把全部问题分类列出，汇总资金问题线索、例外审批和生成台账，做成清单（Excel）和报告（Word）。只读取工作簿，不改动。",
        "ErrorChecking",
        _inspect,
    ),
)
