"""Cells and lines the program could not read or passed over (no article): nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ...core import Answer, Law, Row, Rule, Severity, Unread, error, hint, unknown
from ...core.row import ERROR_CELL, LOST_DIGITS, MONTH_WANTED, NO_CACHE, NO_SUCH_DAY
from ...records import Records
from ...rows import READ, Payment
from .numbers import BASE_DATA, is_cut

_FORMULAS = (ERROR_CELL, NO_CACHE)
_IDLE = ("number", "age", "remark", "note")  # nothing is decided by them
Question = Callable[[Row, Records, Law], Iterator[Answer]]


def unread_cells(code: str) -> Question:
    """The question of K7, K12 and K15: each unreadable cell is told by exactly one of them."""

    def ask(row: Row, records: Records, law: Law) -> Iterator[Answer]:
        for name, unread in row.unread.items():
            if _told_by(row, name, unread) == code:
                column = row.columns()[name]
                certain = code == "K7" or unread.why == NO_SUCH_DAY
                answer = hint if name in _IDLE else error if certain else unknown
                yield answer(field=name, r=row.place.row, 列=column.header, v=unread.text)

    return ask


_unread_numbers = unread_cells("K7")


def lost_digits(row: Row, records: Records, law: Law) -> Iterator[Answer]:
    """Numbers that were cut, those too that were made text again afterwards."""
    yield from _unread_numbers(row, records, law)
    if is_cut(getattr(row, "id_number", None)):
        yield error(field="id_number", r=row.place.row)


def _told_by(row: Row, name: str, unread: Unread) -> str:
    if unread.why == LOST_DIGITS:
        return "K7"
    if unread.why == MONTH_WANTED:
        return "K4"
    is_day = row.columns()[name].kind in ("date", "month")
    return "K12" if is_day and unread.why not in _FORMULAS else "K15"


def skipped_rows(_: None, records: Records, law: Law) -> Iterator[Answer]:
    for sheet, why in records.passed:
        if sheet in records.lost:
            yield unknown("整表", 表=sheet, 因=why)
    for table in records.tables:
        if skipped := sum(table.skipped.values()):
            read = len(table.rows)
            counts = [f"{why}{table.skipped.get(why, 0)}" for why in ("合计", "隐藏", "空行")]
            counts += [f"{why}{n}" for why, n in table.skipped.items() if why not in ("合计", "隐藏", "空行") and n]
            facts = {"表": table.sheet, "n": read + skipped, "a": read, "b": skipped, "其中": "、".join(counts)}
            left = table.skipped.get("合计", 0) - bool(table.written_total)  # one of them is that of the whole sheet
            wording = "小计" if table.kind is Payment and left else ""
            yield Answer(Severity.HINT, {**facts, "未核": left}, wording)


_rule = partial(Rule, cite=BASE_DATA, about=READ, without_pack=True)

K7 = _rule(
    code="K7",
    title="证件号或账号被存为数字",
    severities=(Severity.ERROR,),
    ask=lost_digits,
    field="id_number",
    logic="16位以上的号码存为数字，或写成科学计数法，或由数字转成（身份证号末三位为000而校验位不符）：15位以后的数字已丢失",
    message="【证件号】第{r}行号码被存为数字，末尾已丢失，无法还原。",
    remedy="从原始表重新导入，导入前把该列设为文本。",
)
K12 = _rule(
    code="K12",
    title="日期",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=unread_cells("K12"),
    field="agreement_start",
    logic="没有这一天为错误；只写年月、长期或不是日期的为待核",
    message="【日期】第{r}行“{列}”的“{v}”不是有效日期。",
    remedy="按2025-05-01这样的写法填写。",
)
K13 = _rule(
    code="K13",
    title="跳过的行",
    severities=(Severity.HINT, Severity.UNKNOWN),
    about=(),
    ask=skipped_rows,
    field="",
    logic="合计、小计、隐藏、空行和说明行不读取，逐表计数；花名册、嘎查村、发放表整个不能读取的为待核",
    message="【行数】{表}共{n}行，读取{a}行，跳过{b}行（{其中}）。",
    wordings={
        "小计": "【行数】{表}共{n}行，读取{a}行，跳过{b}行（{其中}）；其中{未核}行小计、合计的金额没有与逐行之和核对。",
        "整表": "【行数】工作表“{表}”没有读取：{因}。",
    },
    remedies={
        "小计": "核对跳过的行，自行核对小计；整张表的合计写作一行“总计”的，P14会核对。",
        "整表": "改正表头后重新校验。",
    },
    remedy="核对跳过的行；不应跳过的取消隐藏后重新校验。",
)
K15 = _rule(
    code="K15",
    title="无法识别的单元格",
    severities=(Severity.UNKNOWN, Severity.HINT),
    ask=unread_cells("K15"),
    field="id_number",
    logic="错误值、没有计算结果的公式，或数字、金额、是否列中不能识别的内容；用到该单元格的规则一律为待核。序号、年龄、备注、说明列的只提示",
    message="【数据】第{r}行“{列}”的“{v}”无法识别。",
    remedy="按表头说明重新填写；公式没有结果的，用Excel打开、保存后重新校验。",
)

RULES = (K7, K12, K13, K15)
PARAMS = ()
