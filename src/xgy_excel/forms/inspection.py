"""D18 自查报告: the findings of the county in the classes of Article 15, the leads about money, the exceptions. One of a county."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..core import Finding, Law, Severity, Stopped, in_words
from ..law import Verdict
from ..law.citing import numbers_note
from ..law.inspection import (
    DUTIES,
    MONEY,
    OTHERS,
    POSTS,
    SELECTION,
    Exempted,
    Lead,
    exceptions,
    head_words,
    issues,
    known_on,
    leads,
    leads_words,
    unchecked_words,
)
from ..privacy import mask_id
from ..records import Records
from ..rows import Coordinator, Village
from ..values import month_words
from .choosing import county_of
from .fields import shown
from .form import Form, Subject, Values
from .printed import basis_words, policy_words

LISTS = {"设岗": POSTS, "选聘": SELECTION, "履职": DUTIES, "资金": MONEY, "其他": OTHERS}
LEVELS = (Severity.ERROR, Severity.EXCEPTION, Severity.UNKNOWN)
LOG = "文书台账"  # the list of documents that no longer are as they were made: whoever can look at files fills it
_BRACKET = re.compile("^【[^】]*】")
_NUMBER = re.compile(r"\d{15,}[\dXx]?")
Line = dict[str, str]


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    if where:
        raise Stopped("自查报告全县一份，不按条件挑选，请去掉“--where”。")
    name, findings = county_of(records.of(Coordinator), law), tuple(known_on(law.checked, verdict.findings))
    return [Subject(label=name, findings=findings, not_run=tuple(verdict.not_run), place="")]


def fill(subject: Subject, records: Records, law: Law) -> Values:
    found = issues(subject.findings)
    money = leads(subject.findings)
    exempted = [exempted_line(one) for one in exceptions(subject.findings, records, law.checked)]
    totals = {name: f"{sum(getattr(lead, key) for lead in money):.2f}" for name, key in _SUMS.items()}
    return {
        "旗县": subject.label or None,
        "截止日期": shown(law.checked),
        "落款日期": shown(law.checked),
        "政策包": law.policy,
        "政策依据": policy_words(law.pack) or "（参照日期没有有效政策包）",
        "条款依据": basis_words("第十五条", law) or "",
        "自查句": head_of(subject, law),
        "问题数": str(sum(map(len, found.values()))),
        "分类": counts(found),
        **{name: listed([issue_line(f, records) for f in found[which]], _ISSUE) for name, which in LISTS.items()},
        **{f"有{name}": "是" if found[which] else "" for name, which in LISTS.items()},
        "有线索": "是" if money else "",
        "线索": listed([lead_line(lead, records) for lead in money], _LEAD),
        "线索句": _plain(leads_words(money)),
        **totals,
        "例外": listed(exempted, _EXEMPTED),
        "有例外": "是" if exempted else "",
        LOG: listed([], ("时间", "表单", "对象", "文件", "情况")),
        f"有{LOG}": "",
    }


_SUMS = {"合计金额": "total", "期间不符金额": "payment", "渠道不符金额": "source"}
_ISSUE = (
    "级别", "规则", "条款", "对象", "嘎查村", "苏木乡镇", "工作表", "单元格", "位置", "问题", "事实", "怎么改", "处理意见",
)  # fmt: skip
_LEAD = ("对象", "嘎查村", "月份", *_SUMS, "规则", "位置", "事实")
_EXEMPTED = ("状态", "规则", "对象", "文号", "批准单位", "批准日期", "事实")


def listed(lines: list[Line], names: Sequence[str]) -> list[Line]:
    """The lines, or an empty one: a template is told which names a line has."""
    return lines or [dict.fromkeys(names, "")]


def head_of(subject: Subject, law: Law) -> str:
    """The sentence of I1 as a document writes its day, and after it what was not checked: that is no clean result."""
    sentence = _plain(head_words(law.checked, subject.findings))
    return (
        sentence.replace(in_words(law.checked), shown(law.checked) or "", 1)
        + unchecked_words(subject.not_run)
        + numbers_note(law.pack)
    )


def counts(found: dict[str, list[Finding]]) -> list[Line]:
    """How many of each class and severity, and of all."""
    rows = {**found, "合计": [finding for group in found.values() for finding in group]}
    lines = []
    for name, group in rows.items():
        levels = {level.value: str(sum(f.severity is level for f in group)) for level in LEVELS}
        lines.append({"类别": name, **levels, "合计": str(len(group))})
    return lines


def issue_line(finding: Finding, records: Records) -> Line:
    village, township = place_of(finding, records)
    where = (finding.severity.value, finding.rule.code, finding.rule.cite.article, finding.subject, village, township)
    told = (_hidden(finding.message), _plain(_hidden(finding.message)), _hidden(finding.remedy), "")
    at = "!".join(filter(None, (finding.sheet, finding.cell)))
    return dict(zip(_ISSUE, (*where, finding.sheet, finding.cell, at, *told), strict=True))


def lead_line(lead: Lead, records: Records) -> Line:
    first = lead.findings[0]
    money = {name: f"{getattr(lead, key):.2f}" for name, key in _SUMS.items()}
    return {
        "对象": first.subject,
        "嘎查村": place_of(first, records)[0],
        "月份": month_words(lead.month),
        **money,
        "规则": "、".join(dict.fromkeys(f.rule.code for f in lead.findings)),
        "位置": "、".join(dict.fromkeys(f"{f.sheet}!{f.cell}" for f in lead.findings)),
        "事实": "\n".join(dict.fromkeys(_plain(_hidden(f.message)) for f in lead.findings))
        + ("" if lead.known else "\n来源未逐项写明金额，金额待核。"),
    }


def exempted_line(one: Exempted) -> Line:
    row = one.row
    known = {"文号": row.doc_no, "批准单位": row.body, "批准日期": row.date} if row else {}
    texts = {name: in_words(value) if value else "" for name, value in known.items()}
    fact = _plain(_hidden(one.finding.message)) if one.finding else ""
    return {
        "状态": one.state,
        "规则": one.rule,
        "对象": one.subject,
        **dict.fromkeys(_EXEMPTED[3:6], ""),
        **texts,
        "事实": fact,
    }


def place_of(finding: Finding, records: Records) -> tuple[str, str]:
    """The village and the township of what a finding is about, by its row or by the person's row of the roster."""
    row = finding.row
    if isinstance(row, Village):
        return row.village or "", row.township or ""
    number = getattr(row, "id_number", None)
    rows: Iterable[object] = [row, *records.of_person(Coordinator, number)]
    village = next((v for one in rows if (v := getattr(one, "service_village", None))), None)
    village = village or getattr(row, "village", None) or ""
    township = next((t for one in rows if (t := getattr(one, "township", None))), None)
    found = records.village(village, township) if village else None
    return village, township or (found.township if found else None) or ""


def _plain(message: str) -> str:
    """A message without the bracket before it and without the remedy behind it."""
    return _BRACKET.sub("", message).partition("→")[0]


def _hidden(text: str) -> str:
    """A message may quote a number as it was typed: only its end is shown here."""
    return _NUMBER.sub(lambda number: mask_id(number[0]), text)


def file_name(subject: Subject, values: Values) -> str:
    return f"{INSPECTION.title}_{subject.label}_{values['截止日期']}"


INSPECTION = Form(
    code="D18",
    name="inspection-report",
    title="自查报告",
    article="第十五条",
    public=False,
    template="inspection.docx",
    choose=choose,
    fill=fill,
    file_name=file_name,
    exempt=True,
)
