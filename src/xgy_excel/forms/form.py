"""Form: a document that can be made from the roster: its template, what fills it, the article that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..core import Finding, Law, Param, Row
from ..law import Verdict
from ..privacy import known_numbers, leaks
from ..records import Records
from ..rows import Coordinator, Village

Values = dict[str, Any]  # str, None where nothing is known, or a list of such mappings under 名单
HAND_LINE = "＿＿＿＿＿＿＿＿"
HAND_DATE = "　　　　年　　月　　日"
HAND_SPACE = "＿＿＿＿"  # what a form that is filled by hand prints where nothing is known


@dataclass(frozen=True)
class Subject:
    """What one document is about: a person, the people of a village, a township or the county, a village, findings."""

    rows: tuple[Coordinator, ...] = ()  # the people
    village: Village | None = None
    label: str = ""  # how the clerk is told of it: the name of the person, of the village, of the township
    villages: tuple[Village, ...] = ()  # of a table of villages
    record: Row | None = None  # the line of another sheet it is about, such as 解聘
    findings: tuple[Finding, ...] = ()  # what the document tells of
    not_run: tuple[tuple[str, str], ...] = ()  # the rules that could not be asked, and why
    place: str | None = None  # the folder; None: the township of the person or village; empty: none

    @property
    def row(self) -> Coordinator:
        """The person; of several the first; nobody where it is about no person."""
        return self.rows[0] if self.rows else _NOBODY

    @property
    def township(self) -> str:
        """The township whose folder the document goes into; empty where it is about the county."""
        if self.place is not None:
            return self.place
        return self.row.township or (self.village.township if self.village else None) or ""

    @property
    def name(self) -> str:
        """The village or else the township or county by name, without what tells it from another subject of that name."""
        if self.village:
            return self.village.subject
        return self.label.partition("（第")[0]

    @property
    def number(self) -> str:
        """The agreement number of the one person it is about."""
        return self.row.agreement_no or "" if len(self.rows) == 1 else ""

    def numbered(self, number: str) -> Subject:
        """The same person with an agreement number: the program gives it before the document is filled."""
        return replace(self, rows=(replace(self.row, agreement_no=number), *self.rows[1:]))

    def of_one(self, row: Coordinator) -> Subject:
        """The same subject with one of its people alone."""
        return replace(self, rows=(row,), label=row.name or f"第{row.place.row}行")


_NOBODY = Coordinator()
BLANK = Subject(label="空白表", place="")
_ANYBODY = Subject((Coordinator(),), Village(), "", (Village(),))  # for asking a form which names it fills

Choose = Callable[[Records, Law, Sequence[str], Verdict], list[Subject]]
Fill = Callable[[Subject, Records, Law], Values]


def never(subject: Subject, records: Records, law: Law) -> list[str]:
    """The refusal of a form that has none of its own."""
    return []


def no_gate(subject: Subject, records: Records) -> tuple[str, ...]:
    """The gate of a form that waits for no rule."""
    return ()


def nothing(subject: Subject, records: Records, law: Law) -> list[Finding]:
    """What is asked of a document that says nothing but what the book says."""
    return []


@dataclass(frozen=True, eq=False)
class Form:
    """A document. Everything it holds is a pure function of the records, the law and the subject.

    `choose(records, law, where, verdict)` gives the subjects the clerk asked for, in roster order; `refuse` says why one of
    them can have no document at all, whatever the rules say; `gate` names the rules that must have passed, for `待核` is not
    enough; a rule in `cures` may be broken, because the document is its cure.
    """

    code: str
    name: str
    title: str
    article: str
    public: bool
    template: str  # file name in templates/
    choose: Choose
    fill: Fill
    file_name: Callable[[Subject, Values], str]  # without folder and suffix
    refuse: Callable[[Subject, Records, Law], list[str]] = never
    gate: Callable[[Subject, Records], tuple[str, ...]] = no_gate
    ask: Callable[[Subject, Records, Law], list[Finding]] = nothing  # what rules say of what no sheet holds yet
    blanks: Mapping[str, str] = field(default_factory=dict)  # printed for a hand to fill where nothing is known
    optional: tuple[str, ...] = ()  # may be empty on paper
    cures: tuple[str, ...] = ()
    params: tuple[Param[Any], ...] = ()  # without them no document can be made
    beside: tuple[type[Row], ...] = ()  # what is 待核 in rows of these kinds keeps no gate shut
    contacts: tuple[Param[Any], ...] = ()  # telephone numbers that are published on purpose
    exempt: bool = False  # a working paper that neither 错误 nor 需例外审批 holds up
    numbers: bool = False  # gives agreement numbers and enters them in the register
    by_hand: bool = False  # a hand fills what is not known, so that it can also be made blank
    leaves_out: bool = False  # of several people those who may not stand in it are left out by name, not the whole

    def subjects(
        self, records: Records, law: Law, where: Iterable[str] = (), verdict: Verdict | None = None
    ) -> list[Subject]:
        """Who the documents are about, in roster order: one each. `where` are conditions such as 苏木乡镇=巴彦镇.

        Raises Stopped on a condition that names no column.
        """
        return self.choose(records, law, tuple(where), verdict or Verdict())

    def fields(self, subject: Subject, records: Records, law: Law) -> Values:
        """The value of every variable a template may use; None where nothing is known, which stops the document."""
        values = self.fill(subject, records, law)
        for name, blank in self.blanks.items():
            values[name] = values.get(name) or blank
        for name in self.optional:
            values[name] = values.get(name) or ""
        return values

    def names(self) -> frozenset[str]:
        """Every variable the form fills; those of the rows of a list as 名单.姓名."""
        nobody = self.fields(_ANYBODY, Records(), Law(date(2025, 1, 1)))
        lists = {key: value for key, value in nobody.items() if isinstance(value, list)}
        return frozenset(nobody) | {f"{key}.{name}" for key, rows in lists.items() for name in rows[0]}

    def shown(self, text: str, records: Records, law: Law) -> list[str]:
        """What the finished text of a public document shows that it may not; nothing of an internal one."""
        if not self.public:
            return []
        people = records.remember("private numbers", lambda: _numbers(records))
        return leaks(text, self.allowed_phones(law), people)

    def allowed_phones(self, law: Law) -> list[str]:
        """The telephone numbers a public document of this form may show."""
        keys = [(param, key) for param in self.contacts for key in (law.keys(param) if param.keyed else ("",))]
        return [number for param, key in keys if (number := law.get(param, key))]


def _numbers(records: Records) -> frozenset[str]:
    """The identity, account and telephone numbers of everybody in the roster."""
    return known_numbers(
        number for row in records.of(Coordinator) for number in (row.id_number, row.account_no, row.phone)
    )
