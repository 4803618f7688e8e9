"""Which documents may be made: who asked for one and may have it, and by name and reason who may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..core import Law, Report, by_reason
from ..forms.form import BLANK, Form, Subject, Values
from ..forms.gates import reasons, shut, sifted, waived
from ..forms.lacking import lacking
from ..law import Verdict
from ..records import Records
from ..rows import Coordinator, Village

if TYPE_CHECKING:
    from ..docx import Made


def admitted(
    form: Form,
    where: Sequence[str],
    verdict: Verdict,
    records: Records,
    law: Law,
    report: Report,
    *,
    blank: bool = False,
) -> tuple[list[Subject], dict[str, str]]:
    """Who gets a document, and by label what is 待核 in it all the same. The others are told in the report."""
    if blank:
        report.requested = 1
        return [BLANK], {}
    subjects = form.subjects(records, law, where, verdict)
    report.requested = len(subjects)
    report.notes += [*hidden_rows(records), *shut(form, subjects, verdict, records, law)]
    if not subjects:
        asked = f"没有符合“{'”“'.join(where)}”的" if where else "没有可做这份文书的"
        report.notes.append(f"工作簿里{asked}人员或嘎查村，没有生成文书。")
    wanted, let_pass = [], {}
    for subject in subjects:
        if form.leaves_out:
            subject, out = sifted(form, subject, verdict, records, law)
            if out and not subject.rows:
                report.skipped.append((subject.label, "；".join(_together(out))))
                continue
            report.notes += left_out(form, subject, out)
        if why := reasons(form, subject, verdict, records, law):
            report.skipped.append((subject.label, " ".join(why)))
            continue
        wanted.append(subject)
        if let := waived(form, subject, verdict, records, law):
            let_pass[subject.label] = f"带待核生成：{'、'.join(let)}"
    return wanted, let_pass


def left_out(form: Form, subject: Subject, told: Iterable[tuple[str, str]]) -> list[str]:
    """By name and reason who does not stand in a document that is made all the same."""
    return [f"“{subject.label}”的{form.title}没有列入{words}" for words in _together(told)]


def _together(told: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{'、'.join(names)}：{why}" for why, names in by_reason(told).items()]


def withheld(form: Form, made: Made[tuple[Subject, Values]], records: Records, law: Law) -> str:
    """Why a document that has been filled may not appear: what it lacks, or shows though it is public; empty when it may."""
    from ..docx import text_of

    if made.missing:
        return lacking(made.missing, made.key[1])
    if made.reason or not form.public:
        return made.reason
    shown = form.shown(text_of(made.data, hidden=True), records, law)
    return f"【个人信息】公开文件含完整证件号、银行账号或手机号（{'、'.join(shown)}），已停止生成。" if shown else ""


def hidden_rows(records: Records) -> list[str]:
    """That rows hidden by hand or by a filter are left alone, people and villages."""
    lists = (table for table in records.tables if table.kind in (Coordinator, Village))
    hidden = [(table.sheet, rows) for table in lists if (rows := table.skipped.get("隐藏"))]
    return [f"“{sheet}”隐藏（或筛选掉）的{rows}行没有处理；要处理的取消隐藏后再做。" for sheet, rows in hidden]
