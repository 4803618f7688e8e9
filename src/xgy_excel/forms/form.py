"""Form: a document that can be made from the roster: its template, what fills it, the article that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..core import Law, Param, Row
from ..records import Records
from ..rows import Coordinator, Village
from .privacy import known_numbers, leaks

Values = dict[str, Any]  # str, None where nothing is known, or a list of such mappings under 名单


@dataclass(frozen=True)
class Subject:
    """What one document is about: one person, or the people of one village who go on one notice."""

    rows: tuple[Coordinator, ...]
    village: Village | None = None
    label: str = ""  # the name of the person or of the village

    @property
    def row(self) -> Coordinator:
        """The person; of a village's people the first."""
        return self.rows[0]

    @property
    def township(self) -> str:
        return self.row.township or (self.village.township if self.village else None) or ""

    def numbered(self, number: str) -> Subject:
        """The same person with an agreement number: the program gives it before the document is filled."""
        return replace(self, rows=(replace(self.row, agreement_no=number), *self.rows[1:]))


@dataclass(frozen=True, eq=False)
class Form:
    """A document. Everything it holds is a pure function of the records, the law and the subject.

    `choose(records, law, where)` gives the subjects the clerk asked for, in roster order; `refuse` says why one of them can
    have no document at all, whatever the rules say; `gate` names the rules that must have passed, for `待核` is not enough;
    a rule in `cures` may be broken, because the document is its cure.
    """

    code: str
    name: str
    title: str
    article: str
    public: bool
    template: str  # file name in templates/
    choose: Callable[[Records, Law, Sequence[str]], list[Subject]]
    fill: Callable[[Subject, Records, Law], Values]
    refuse: Callable[[Subject, Records, Law], list[str]]
    gate: Callable[[Subject, Records], tuple[str, ...]]
    file_name: Callable[[Subject, Values], str]  # township/name without suffix
    blanks: Mapping[str, str] = field(default_factory=dict)  # printed for a hand to fill where nothing is known
    optional: tuple[str, ...] = ()  # may be empty on paper
    cures: tuple[str, ...] = ()
    params: tuple[Param[Any], ...] = ()  # without them no document can be made
    beside: tuple[type[Row], ...] = ()  # what is 待核 in rows of these kinds keeps no gate shut
    contacts: tuple[Param[Any], ...] = ()  # telephone numbers that are published on purpose

    def subjects(self, records: Records, law: Law, where: Iterable[str] = ()) -> list[Subject]:
        """Who the documents are about, in roster order: one each. `where` are conditions such as 苏木乡镇=巴彦镇.

        Raises Stopped on a condition that names no column of the roster.
        """
        return self.choose(records, law, tuple(where))

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
        nobody = self.fields(Subject((Coordinator(),)), Records(), Law(date(2025, 1, 1)))
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
        return [number for param in self.contacts if (number := law.get(param))]


def _numbers(records: Records) -> frozenset[str]:
    """The identity, account and telephone numbers of everybody in the roster."""
    return known_numbers(
        number for row in records.of(Coordinator) for number in (row.id_number, row.account_no, row.phone)
    )
