"""发放表: the workbook a township signs: a sheet for each, the sums before them, and who is not in it and why."""

from __future__ import annotations

from collections.abc import Sequence

from ...core import Finding, Law
from ...forms.payment import amount_of
from ...forms.printed import printed_name
from ...law.pay.paid import COUNTY, roster_row
from ...rows import Payment
from ...values import id_text, money_text, money_words
from ..printed_lists import Cell, Col, Page, workbook
from .lines import Line, Sorted
from .month import Month
from .totals import Totals, sum_of, totals

COLUMNS = (
    Col("序号", 6, "count"), Col("姓名", 14), Col("身份证号", 21), Col("嘎查村", 15), Col("岗位类别", 9),
    Col("出勤（天）", 9), Col("金额（元）", 13, "money"), Col("资金来源", 25, "words"), Col("开户行", 25, "words"),
    Col("一卡通账号", 23), Col("户名", 14),
)  # fmt: skip
_OUT = (
    Col("序号", 6, "count"), Col("苏木乡镇", 14), Col("姓名", 16), Col("金额（元）", 13, "money"), Col("未列入的原因", 92, "words"),
)  # fmt: skip
_TOLD = (Col("级别", 12), Col("规则", 8), Col("姓名", 16), Col("问题", 70, "words"), Col("处理办法", 46, "words"))
SIGNATURES = "制表人：＿＿＿＿＿＿＿＿　　　　　审核人：＿＿＿＿＿＿＿＿　　　　　负责人（盖章）：＿＿＿＿＿＿＿＿　　　　　　　　年　　月　　日"


def pay_table(month: Month, found: Sorted, told: Sequence[Finding], law: Law) -> bytes:
    """The workbook as bytes."""
    county = law.get(COUNTY) or next((line.person.county for line in found.lines if line.person.county), None) or ""
    sums = totals(found.lines)
    pages = [_sums(month, found, sums, county)]
    pages += [
        _township(month, town, [one for one in found.lines if one.township == town], county) for town in sums.townships
    ]
    if found.out:
        pages.append(_out(month, found.out))
    if told:
        pages.append(_told(month, told))
    return workbook(pages, f"{month.words}一卡通发放表")


def _sums(month: Month, found: Sorted, sums: Totals, county: str) -> Page:
    columns = (
        Col("苏木乡镇", 20), Col("人数", 8, "count"), *(Col(source, 19, "money") for source in sums.sources), Col("合计（元）", 18, "money"),
    )  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (
            town,
            sums.people[town],
            *(sums.amounts.get((town, source)) for source in sums.sources),
            sums.of_township(town),
        )
        for town in sums.townships
    ]
    total: Sequence[Cell] = ("合计", sums.head_count, *map(sums.of_source, sums.sources), sums.whole)
    out = len(found.out)
    counts = f"应发放{found.requested}笔，列入{len(found.lines)}笔，未列入{out}笔" + ("（见“未列入”）" if out else "")
    return Page(
        "汇总",
        columns,
        rows,
        f"{county}村级就业帮扶协管员劳务报酬发放汇总表",
        (f"发放月份：{month.words}", "单位：元"),
        total,
        (f"合计（大写）：{money_words(sums.whole)}", counts, SIGNATURES),
    )


def _township(month: Month, town: str, lines: Sequence[Line], county: str) -> Page:
    whole = sum_of(lines)
    total: list[Cell] = ["合计", f"{len({id(line.person) for line in lines})}人", *[None] * (len(COLUMNS) - 2)]
    total[[column.kind for column in COLUMNS].index("money")] = whole
    return Page(
        town,
        COLUMNS,
        [_cells(number, line) for number, line in enumerate(lines, 1)],
        f"{county}{town}村级就业帮扶协管员劳务报酬一卡通发放表",
        (f"发放月份：{month.words}", f"共{len(lines)}笔　单位：元"),
        total,
        (f"合计（大写）：{money_words(whole)}", SIGNATURES),
    )


def _cells(number: int, line: Line) -> Sequence[Cell]:
    row, person = line.payment, line.person
    return (
        number,
        printed_name(row.name),
        id_text(row.id_number or "")[:18],
        line.village,
        person.post_category,
        attendance(row),
        line.amount,
        fund_text(line),
        person.bank,
        id_text(row.account_no or ""),
        row.account_holder,
    )


def attendance(row: Payment) -> str:
    """Days attended of days required, as far as they are known.

    >>> attendance(Payment(days_actual=21, days_required=22)), attendance(Payment(days_actual=21)), attendance(Payment())
    ('21/22', '21', '')
    """
    return "/".join(
        str(days) for days in (row.days_actual, row.days_required) if days is not None and row.days_actual is not None
    )


def fund_text(line: Line) -> str:
    """The source, or each with its part."""
    if len(line.parts) == 1:
        return line.parts[0][0]
    return "；".join(f"{name} {money_text(part)}" for name, part in line.parts)


def _out(month: Month, out: Sequence[tuple[Payment, list[str]]]) -> Page:
    rows = []
    for number, (row, why) in enumerate(out, 1):
        person = roster_row(row, month.records)
        rows.append((number, person.township if person else "", row.subject, amount_of(row), "\n".join(why)))
    return Page(
        "未列入",
        _OUT,
        rows,
        f"{month.words}未列入发放表的人员",
        ("处理后重新运行，可补列；已经发放的不会重复列入。", ""),
    )


def _told(month: Month, told: Sequence[Finding]) -> Page:
    rows = [(f.severity.value, f.rule.code, f.subject, f.message, f.remedy) for f in told]
    return Page("提示", _TOLD, rows, f"{month.words}发放核对提示", ("下列事项不影响列入，请核对。", ""))
