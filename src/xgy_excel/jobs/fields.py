"""栏目一览: every field a form offers to a template, with an example from the sample county and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core import Law, Row
from ..forms import Form, Subject, Values, reasons
from ..forms.sources import KINDS, Source, source_of
from ..law import Verdict
from ..records import Records
from ..rows import SHEETS, Coordinator, Procedure, Village
from .sampled import sample_book, sampled

LINE = "行"  # what a line of a list is called in the loop
MOST = 40  # subjects asked for an example
MOST_LETTERS = 28  # of an example shown to a person
NO_EXAMPLE = "（样例中没有）"
_PERSONAL = {c.header for kind in SHEETS for c in kind.columns().values() if c.kind in ("id", "account", "phone")}


@dataclass(frozen=True)
class Field:
    """One field: `name` as the program knows it (名单.姓名), `write` as it stands in a template, `list` whose lines have it."""

    name: str
    write: str
    list: str
    example: str
    source: Source
    used: bool | None = None  # by the template looked at; None where there is none


@dataclass(frozen=True)
class Offered:
    """What a form offers. `lists`: the names of its lists."""

    form: Form
    fields: tuple[Field, ...]
    lists: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()  # of public forms: what may not stand in them

    def to_json(self) -> dict[str, Any]:
        return {
            "form": self.form.code,
            "name": self.form.name,
            "title": self.form.title,
            "public": self.form.public,
            "loops": {name: list(loop(name)) for name in self.lists},
            "fields": [
                {
                    "name": one.name, "write": one.write, "list": one.list, "example": one.example, "kind": one.source.kind,
                    "source": one.source.words, **({} if one.used is None else {"used": one.used}),
                }
                for one in self.fields
            ],
            "withheld": list(self.withheld),
        }  # fmt: skip


def loop(name: str) -> tuple[str, str]:
    """What stands before and after the row of a table that is printed for each line of a list.

    >>> loop("名单")
    ('{%tr for 行 in 名单 %}', '{%tr endfor %}')
    """
    return f"{{%tr for {LINE} in {name} %}}", "{%tr endfor %}"


def offered(form: Form, template: Path | None = None) -> Offered:
    """Every field of a form; for a public one those alone that may appear. Raises Stopped when the template is none."""
    subjects, records, law, verdict = sampled(form, sample_book())
    examples = _examples(form, subjects, records, law, verdict)
    lists = tuple(name for name, value in examples.items() if isinstance(value, list))
    flat = dict(_flat(form, examples))
    withheld = tuple(name for name, value in flat.items() if _may_not_appear(form, name, value, records, law))
    used = _used(template, flat) if template else None
    fields = tuple(
        Field(name, *_written(name, lists), value, source_of(name, form, flat), None if used is None else name in used)
        for name, value in flat.items()
        if name not in withheld
    )
    return Offered(form, fields, lists, withheld)


def _examples(form: Form, subjects: Sequence[Subject], records: Records, law: Law, verdict: Verdict) -> Values:
    """A value for every field: of the first who may have the document, else of another for whom it is known."""
    ready = [one for one in subjects if not reasons(form, one, verdict, records, law)]
    order = [*ready[:MOST], *subjects[:MOST]]
    found: Values = dict.fromkeys(sorted(name for name in form.names() if "." not in name))
    for subject in order:
        for name, value in form.fields(subject, records, law).items():
            found[name] = _fuller(found.get(name), value)
    return found


def _fuller(one: Any, other: Any) -> Any:
    """The first, with what the other knows where it knows nothing."""
    if isinstance(one, list) and isinstance(other, list):
        lines = [*one[:1], *other]
        names = dict.fromkeys(name for line in lines for name in line)
        return [{name: next((v for line in lines if (v := line.get(name))), None) for name in names}]
    return one or other


def _flat(form: Form, examples: Values) -> Iterator[tuple[str, str]]:
    """Every field by its whole name with its example as text; of a list those of its lines."""
    order = _order()
    for name in sorted(examples, key=lambda name: order.get(name, len(order))):
        value = examples[name]
        if isinstance(value, list):
            inside = {part.partition(".")[2] for part in form.names() if part.startswith(f"{name}.")}
            lines = dict.fromkeys(inside) | (value[0] if value else {})
            for word in sorted(lines, key=lambda word: order.get(word, len(order))):
                yield f"{name}.{word}", str(lines[word] or "")
        elif isinstance(value, Mapping):
            yield from ((f"{name}.{word}", str(part or "")) for word, part in value.items())
        else:
            yield name, str(value or "")


def _order() -> dict[str, int]:
    """The headers as a clerk meets them: the roster, the selection, the village, the other sheets."""
    kinds: tuple[type[Row], ...] = (Coordinator, Procedure, Village, *SHEETS)
    return {h: at for at, h in enumerate(dict.fromkeys(c.header for kind in kinds for c in kind.columns().values()))}


def _may_not_appear(form: Form, name: str, example: str, records: Records, law: Law) -> bool:
    """Is it a full number, which a public form must not show? Asked of the column, and of what the example shows."""
    if not form.public:
        return False
    return name.rpartition(".")[2] in _PERSONAL or bool(form.shown(example, records, law))


def _written(name: str, lists: Sequence[str]) -> tuple[str, str]:
    """How a field stands in a template, and the list whose lines have it."""
    head, _, word = name.rpartition(".")
    return (f"{{{{{LINE}.{word}}}}}", head) if head in lists else (f"{{{{{name}}}}}", "")


def _used(template: Path, names: Iterable[str]) -> set[str]:
    """The fields a template uses. Of a group such as 合计 it is not known which: all count."""
    from ..docx import prepare

    prepared = prepare(template)
    rows = {f"{name}.{word}" for name, words in prepared.row_fields.items() for word in words}
    groups = prepared.fields - set(prepared.row_fields)
    return {name for name in names if name in rows or name.partition(".")[0] in groups}


# -- for a person ---------------------------------------------------------------------------------------------


def told(offer: Offered) -> Iterator[str]:
    """The lines for the screen: the fields by where they come from, those of a list under its loop."""
    form = offer.form
    used = "带✓的是模板已用的。" if any(one.used is not None for one in offer.fields) else ""
    yield f"{form.title}（{form.code} {form.name}）可用的栏目　{'公开' if form.public else '内部'}"
    yield f"例子取自样例旗县，全部虚构。{used}"
    yield from _by_kind([one for one in offer.fields if not one.list and (one.example or not _in_a_list(one, offer))])
    for name in offer.lists:
        before, after = loop(name)
        yield f"列表“{name}”：表格里这一行的上一行写 {before}，下一行写 {after}"
        yield from _by_kind([one for one in offer.fields if one.list == name])
    if any(not one.list and not one.example and _in_a_list(one, offer) for one in offer.fields):
        yield "列表里的栏目写在列表外面时，只有各行内容都相同才有值。"
    if offer.withheld:
        words = dict.fromkeys(name.rpartition(".")[2] for name in offer.withheld)
        yield f"公开文书不能出现完整号码，不提供：{'、'.join(words)}。"


def _in_a_list(one: Field, offer: Offered) -> bool:
    return any(other.list and other.name == f"{other.list}.{one.name}" for other in offer.fields)


def _by_kind(fields: Sequence[Field]) -> Iterator[str]:
    for kind in KINDS:
        for one in (one for one in fields if one.source.kind == kind):
            mark = "✓" if one.used else "　"
            yield f"{mark}{one.write}　例：{_short(one.example)}　来源：{one.source.words}"


def _short(example: str) -> str:
    text = " ".join(example.split("\n")).strip()
    return (text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}……") or NO_EXAMPLE
