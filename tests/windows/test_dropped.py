"""Workbooks dropped onto a .cmd file: whatever their names, they arrive as files and nothing runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xgy_excel.windows.dropped import LINE, dropped

NAME = st.text(st.sampled_from("甲乙 &%^!()'；;,=\u3000az.1~$"), min_size=1, max_size=20).filter(
    lambda name: name.strip()
)


def line(*paths):
    """As Explorer hands on what was dropped: a path with a blank in quotes."""
    return (
        r'C:\WINDOWS\system32\cmd.exe /c ""D:\XGY\校验.cmd" '
        + " ".join(f'"{p}"' if " " in p else p for p in paths)
        + '"'
    )


@given(st.lists(NAME, max_size=4))
def test_every_name_arrives_as_it_is(names):
    paths = [rf"D:\书\{name}.xlsx" for name in names]
    assert [str(path) for path in dropped(line(*paths))] == paths


@pytest.mark.parametrize("started", ["", r"C:\WINDOWS\system32\cmd.exe", '"C:\\WINDOWS\\system32\\cmd.exe" '])
def test_started_otherwise_nothing_was_dropped(started):
    assert dropped(started) == []


def test_a_dropped_workbook_is_checked(county, xgy, monkeypatch, tmp_path):
    books = [county(name="甲&乙.xlsx"), county({"文化程度": "小学"}, name="丙 丁.xlsx")]
    monkeypatch.setenv(LINE, line(*map(str, books)))
    status, out, _ = xgy("addin", "drop", "check")
    assert status == 1  # the gravest of all
    assert "低于初中" in out
    assert {path.name for path in tmp_path.glob("*-核对.xlsx")} == {"甲&乙-核对.xlsx", "丙 丁-核对.xlsx"}


def test_agreements_are_made_for_a_dropped_workbook(county, xgy, monkeypatch):
    monkeypatch.setenv(LINE, line(str(county())))
    _, out, err = xgy("addin", "drop", "contract")
    assert "应生成 1" in out, err


def test_with_nothing_dropped_the_person_is_told_how(xgy, monkeypatch):
    monkeypatch.delenv(LINE, raising=False)
    status, out, _ = xgy("addin", "drop", "check")
    assert status == 2
    assert "拖到" in out
