"""What never changes a count: the order of rows, files and columns, and what files repeat."""

import csv
import random
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from .exporting import HEADERS, PERSON, imported, number

NAMES = ("甲脱贫户信息-继续享受政策", "乙脱贫户信息-不享受政策", "丙监测对象信息-风险已消除", "丁监测对象信息")
PEOPLE = st.fixed_dictionaries({
    "证件号码": st.sampled_from([*(number(n) for n in range(6)), number(0) + "42", number(1).lower(), "", "无"]),
    "行政村": st.sampled_from(["红旗嘎查", "红旗噶查村委会", "东升村", "远方村", ""]),
    "乡(镇)": st.sampled_from(["巴彦镇", "巴彦镇", "白音乡", ""]),
    "劳动技能": st.sampled_from(["普通劳动力", "技能劳动力", "弱劳动力", "无劳动力", "", "7"]),
    "户类型": st.sampled_from(["脱贫户", "普通农户", ""]),
    "易返贫致贫户(监测对象)类型": st.sampled_from(["", "脱贫不稳定户", "边缘易致贫户"]),
    "风险是否消除": st.sampled_from(["是", "否", ""]),
    "在校生状况": st.sampled_from(["", "高中", "非在校生"]),
})  # fmt: skip
FILES = st.dictionaries(st.sampled_from(NAMES), st.lists(PEOPLE, min_size=1, max_size=8), min_size=1, max_size=4)
few = settings(max_examples=25, deadline=None)


def counts(folder, files, headers=HEADERS):
    """Every number of the import, by village; `files` are name and people, in order."""
    paths = []
    for name, people in files:
        text = StringIO(newline="")
        rows = [[{**PERSON, **person}[h] for h in headers] for person in people]
        csv.writer(text).writerows([["人口表"], headers, *rows])
        path = folder / f"{name}.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        paths.append(path)
    united = imported(*paths).united
    whole = (united.persons, united.people, united.open, united.gone, united.two_classes, united.nowhere)
    villages = {
        (c.spot.township, c.spot.village): (c.ordinary, c.skilled, c.weak, c.open, c.why, c.old, c.students, c.children)
        for c in united.counts
    }
    return whole, villages


@few
@given(FILES, st.randoms(use_true_random=False))
def test_the_order_of_rows_files_and_columns_never_changes_the_counts(tmp_path_factory, files, rng):
    folder = tmp_path_factory.mktemp("order")
    before = counts(folder, files.items())
    shuffled = [(name, rng.sample(people, len(people))) for name, people in files.items()]
    assert counts(folder, rng.sample(shuffled, len(shuffled)), rng.sample(HEADERS, len(HEADERS))) == before


@few
@given(FILES, st.integers(0, 8), st.integers(0, 8))
def test_one_file_in_two_that_overlap_never_changes_the_counts(tmp_path_factory, files, one, other):
    folder = tmp_path_factory.mktemp("split")
    before = counts(folder, files.items())
    first, last = min(one, other), max(one, other)
    parts = [
        (f"{part}{name}", some)
        for name, people in files.items()
        for part, some in (("一", people[:last]), ("二", people[first:]))
        if some
    ]
    assert counts(folder, parts) == before


def test_two_thousand_rows_are_nine_hundred_people_in_any_order(tmp_path):
    rng = random.Random(1)
    people = [
        {"证件号码": number(n % 900), "劳动技能": rng.choice(["普通劳动力", "", "无劳动力"])} for n in range(2000)
    ]
    before = counts(tmp_path, [(NAMES[0], people)])
    rng.shuffle(people)
    assert counts(tmp_path, [(NAMES[0], people)]) == before
    assert before[0][0] == 900
