"""Whom a clerk means: a name, an identity or agreement number, a village, or a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...core import Row, Stopped, nearest
from ...law.explaining import Matter, person, village
from ...records import Records, person_of
from ...rows import Agreement, Coordinator, Village
from ...values import name_key, number_key, person_key, squash

MOST = 8  # candidates named


def matter_of(words: str, records: Records) -> Matter:
    """The one person or village meant. Stops when there is none, or more than one, and then says how to tell them apart."""
    rows = list(_meant(words.strip(), records))
    if not rows:
        raise Stopped(
            f"“{words}”在这个工作簿里没有找到{_close(words, records)}。可以写姓名、身份证号、协议编号或嘎查村。"
        )
    if len(rows) > 1:
        there = "；".join(_place(row, records) for row in rows[:MOST])
        more = f"；等{len(rows)}个" if len(rows) > MOST else ""
        first = rows[0]
        way = f"“{first.place.sheet}!{first.place.row}”这样的行"
        if isinstance(first, Coordinator) and first.service_village:
            way = f"“{first.service_village}/{first.name}”或{way}"
        raise Stopped(f"“{words}”不止一个：{there}{more}。请写成{way}。")
    return village(rows[0], records) if isinstance(rows[0], Village) else person(rows[0], records)


def _meant(words: str, records: Records) -> Iterator[Row]:
    """A row for each person and village the words may mean, the row of the roster where there is one."""
    if at := re.fullmatch(r"(?:行=)?(.+)[!！](\d+)", words):
        rows = [row for row in _people(records) if row.place.sheet == at[1] and row.place.row == int(at[2])]
        yield from rows
        yield from (v for v in records.of(Village) if v.place.sheet == at[1] and v.place.row == int(at[2]))
        return
    place, _, name = words.rpartition("/")
    called = [row for row in _people(records) if _is_called(row, name, place, records)]
    on_roster = [row for row in called if isinstance(row, Coordinator)]
    known: dict[object, Row] = {}
    for row in on_roster or called:  # what other sheets say of a name is asked for by its number
        known.setdefault(person_of(row) or (row.place.sheet, row.place.row), row)
    yield from known.values()
    yield from records.villages(name, place or None)


def _is_called(row: Row, words: str, place: str, records: Records) -> bool:
    where = getattr(row, "service_village", None)
    if place and not (where and records.same_village(where, place, getattr(row, "township", None))):
        return False
    name, number = getattr(row, "name", None), person_of(row)
    agreement = row.agreement_no if isinstance(row, Coordinator | Agreement) else None
    return (
        (bool(name) and name_key(name) == name_key(words))
        or (bool(number) and number == person_key(words))
        or (bool(agreement) and number_key(agreement) == number_key(words))
    )


def _people(records: Records) -> Iterable[Row]:
    """The rows about people, those of the roster first."""
    tables = [table for table in records.tables if "id_number" in table.kind.columns()]
    return (row for table in sorted(tables, key=lambda t: t.kind is not Coordinator) for row in table.rows)


def _place(row: Row, records: Records) -> str:
    """Where somebody is found, without any number."""
    if isinstance(row, Village):
        words = [row.township, row.village]
    else:
        words = [getattr(row, "township", None), getattr(row, "service_village", None)]
    return f"{''.join(filter(None, words))}（{row.place.sheet}第{row.place.row}行）"


def _close(words: str, records: Records) -> str:
    names = {squash(name) for row in _people(records) if (name := getattr(row, "name", None))}
    names |= {squash(row.village) for row in records.of(Village) if row.village}
    close = nearest(squash(words), names)
    return f"，最接近的是“{close}”" if close else ""
