"""What a person can ask for, one verb per module. `JOBS` are those that work on an open book with no more questions."""

from __future__ import annotations

from ..books.port import Book
from ..core import Report
from .job import Asked, Job

__all__ = ["JOBS", "Asked", "Job"]


def _check(book: Book, asked: Asked) -> Report:
    from .check import check

    return check(book, asked.day)


def _clear(book: Book, asked: Asked) -> Report:
    from .showing import clear

    report = Report(book.name, asked.day, job="clear")
    clear(book, report)
    return report


def _quota(book: Book, asked: Asked) -> Report:
    from ..law import judge
    from ..law.quota import RULES
    from .check import report_of
    from .loading import load
    from .showing import write_computed

    records, law = load(book, asked.day)
    report = report_of(book, law, judge(records, law, RULES))
    write_computed(book, records, law, report)
    return report


def _form(name: str, book: Book, asked: Asked, *, to_print: bool = False) -> Report:
    from .form import Wish, make

    return make(book, Wish(name, asked.day, asked.now, where=asked.where, to_print=to_print), asked.progress)


def _contract(book: Book, asked: Asked) -> Report:
    return _form("contract", book, asked)


def _notice(book: Book, asked: Asked) -> Report:
    return _form("village-notice", book, asked)


def _print(book: Book, asked: Asked) -> Report:
    return _form("contract", book, asked, to_print=True)


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
)
