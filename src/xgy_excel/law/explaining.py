"""Every rule put to one person or village, with what came out and what it looked at: nobody has to trust a black box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..core import Answer, Finding, Law, Pack, Row, Rule, Setting, Severity
from ..records import Records, person_of
from ..rows import Approval, Coordinator, Village
from ..values import person_key
from .agreement.contents import A2
from .judging import SWITCH, Approvals, approvals_of, approved, found, lacking_columns, lacking_sheets, switched_on
from .watching import Reading, Seen, Use, Watch, watched

KEPT, NOT_RUN, NOT_ABOUT = "通过", "未运行", "不适用"
WORDS = (*(severity.value for severity in Severity), KEPT, NOT_RUN, NOT_ABOUT)  # the gravest first


@dataclass(frozen=True)
class Matter:
    """Whom it is about: a person's rows in every sheet and those of the village served, or a village's rows."""

    label: str
    rows: tuple[Row, ...]
    is_person: bool = True

    @property
    def row(self) -> Row:
        """The row by which it is found: the person's first one, the village's own."""
        return self.rows[0]


@dataclass(frozen=True)
class Asked:
    """One rule put to one row, or to the whole book: on which day, under which pack, what it said, what it looked at."""

    row: Row | None
    day: date
    pack: Pack | None
    findings: tuple[Finding, ...]
    readings: tuple[Reading, ...]  # cells of the matter's own rows
    others: Mapping[
        str, tuple[int, tuple[str, ...]]
    ]  # sheet -> how many rows of others were compared, in which columns
    uses: tuple[Use, ...]
    pack_asked: bool = False  # did it ask for the dates of the pack?

    @property
    def word(self) -> str:
        """The gravest of what it said."""
        return (
            min((finding.severity for finding in self.findings), key=lambda s: s.rank).value if self.findings else KEPT
        )


@dataclass(frozen=True)
class Outcome:
    """What became of one rule. `why`: why it was not put to anything, or not to everything."""

    rule: Rule
    word: str
    asked: tuple[Asked, ...] = ()
    why: tuple[str, ...] = ()


def person(row: Row, records: Records) -> Matter:
    """A person by one of the rows about him: the rows of the same number, the roster's first; and the village served."""
    key = person_of(row)
    rows: list[Row] = [row]
    if key:
        rows += [one for table in records.tables for one in table.rows if _number(one) == key and one is not row]
    rows.sort(key=lambda one: not isinstance(one, Coordinator))
    posts = [one for one in rows if isinstance(one, Coordinator)]
    served = {id(v): v for one in posts if (v := records.village(one.service_village, one.township))}
    return Matter(row.subject, (*rows, *(one for v in served.values() for one in _of_village(v, records))))


def village(row: Village, records: Records) -> Matter:
    """A village by its row."""
    return Matter(row.subject, tuple(_of_village(row, records)), is_person=False)


def _number(row: Row) -> str:
    return person_key(row.target) if isinstance(row, Approval) else person_of(row)


def _of_village(row: Village, records: Records) -> Iterator[Row]:
    """The village's own row first, then what other sheets say of it."""
    yield row
    for table in records.tables:
        name = "target" if table.kind is Approval else "village"
        if table.kind is not Village and name in table.kind.columns():
            yield from (one for one in table.rows if row in records.villages(getattr(one, name)))


def explain(matter: Matter, records: Records, law: Law, rules: Iterable[Rule]) -> list[Outcome]:
    """What every rule says of the matter, in the order of the catalogue."""
    approvals = approvals_of(records, law.checked)
    with watched(records, law) as (seen_records, seen_law, watch):
        hearing = _Hearing(matter, seen_records, seen_law, approvals, watch)
        return [hearing.outcome(rule) for rule in rules]


@dataclass(frozen=True)
class _Hearing:
    """What is needed to put rules to a matter."""

    matter: Matter
    records: Records
    law: Law
    approvals: Approvals
    watch: Watch

    def outcome(self, rule: Rule) -> Outcome:
        if not switched_on(rule, self.law):
            set_so = self.law.setting(SWITCH, rule.code)
            return Outcome(rule, NOT_ABOUT, why=("本县已停用（参数“规则开关”）" if set_so else "默认不启用",))
        if rule is A2:
            return Outcome(rule, NOT_ABOUT, why=("针对协议的 Word 模板，用“检查模板”核对",))
        if why := lacking_sheets(rule, self.records):
            return Outcome(rule, NOT_RUN, why=(why,))
        if not rule.about:
            return self._put(rule, [None], [])
        own = {id(row) for row in self.matter.rows}
        rows: list[Row | None] = []
        lacking = []
        for table in self.records.tables:
            here = [row for row in table.rows if id(row) in own] if table.kind in rule.about else []
            if here and (why := lacking_columns(rule, table)):
                lacking.append(why)
            else:
                rows += here
        if rows or lacking:
            return self._put(rule, rows, lacking)
        return Outcome(rule, NOT_ABOUT, why=(_not_about(rule, self.matter, self.records),))

    def _put(self, rule: Rule, rows: list[Row | None], why: list[str]) -> Outcome:
        asked = []
        for row in rows:
            seen = Seen()
            begins = rule.begins_later(row, self.records, self.law)
            with self.watch.into(seen):
                then = rule.law_of(row, self.records, self.law)
            runs = not begins and (rule.without_pack or then.governed)
            with self.watch.into(seen):
                answers = list(rule.ask(row, self.records, then)) if runs else []
            where = f"“{row.place.sheet}”第{row.place.row}行" if row is not None else ""
            if begins:
                why.append(f"{where}{begins}以后才开始，参照日期时还没有")
            elif not runs:
                why.append(f"{where}按{then.day}判断，当日没有有效政策包")
            else:
                asked.append(self._asked(rule, row, then, answers, seen))
        word = min((one.word for one in asked), key=WORDS.index, default=NOT_RUN)
        return Outcome(rule, word, tuple(asked), tuple(dict.fromkeys(why)))

    def _asked(self, rule: Rule, row: Row | None, then: Law, answers: Iterable[Answer], seen: Seen) -> Asked:
        findings = (found(rule, answer, None if answer.once else row, self.records) for answer in answers)
        told = tuple(approved(finding, self.approvals) for finding in findings)
        own = {id(one) for one in self.matter.rows}
        readings = tuple(seen.own(own))
        uses = tuple(seen.uses.values())
        return Asked(row, then.day, then.pack, told, readings, _columns(seen.others(own, row)), uses, seen.pack)


def _columns(looked: Iterable[Reading]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """How many rows of others were compared, and in which columns; never what stands in them."""
    rows: dict[str, set[int]] = {}
    columns: dict[str, dict[str, None]] = {}
    for row, name in looked:
        if not isinstance(row, Setting | Pack):
            rows.setdefault(row.place.sheet, set()).add(id(row))
            columns.setdefault(row.place.sheet, {})[row.columns()[name].header] = None
    return {sheet: (len(rows[sheet]), tuple(columns[sheet])) for sheet in rows}


def _not_about(rule: Rule, matter: Matter, records: Records) -> str:
    """Why a rule has nothing to ask of the matter: no row in its sheets, or sheets of another kind."""
    kinds = [kind for kind in rule.about if records.has(kind)]
    of_people = [kind for kind in kinds if "id_number" in kind.columns()]
    of_villages = [kind for kind in kinds if "village" in kind.columns()]
    both = [kind for kind in kinds if kind is Approval]
    if here := both + (of_people if matter.is_person else of_villages):
        return f"“{'”“'.join(kind.SHEET for kind in here)}”表没有{'此人' if matter.is_person else '该嘎查村'}的记录"
    if of_people or of_villages:
        return "针对人员的规则，请按姓名查看" if of_people else "针对嘎查村的规则，没有查到其服务的嘎查村"
    return f"针对“{'”“'.join(kind.SHEET for kind in kinds)}”表的规则"
