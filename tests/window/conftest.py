"""The sample county, made once; a virtual screen; a window on it."""

import shutil
from datetime import date

import pytest

from xgy_excel.jobs.new import new
from xgy_excel.rows import Procedure, Village

from ..contract.paper import PARAMS, SELECTION, VILLAGE, person
from .screen import Screen, Window


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    return new(tmp_path_factory.mktemp("sample") / "花名册.xlsx", sample=True)


@pytest.fixture
def book(sample, tmp_path):
    """A copy of the sample county in a folder of its own."""
    return shutil.copy(sample, tmp_path / "花名册.xlsx")


@pytest.fixture
def ready(county):
    """A factory of small counties in which so many people may sign."""

    def make(count=1):
        people = [person(n) for n in range(count)]
        settings = [{"参数": name, "值": value, "生效日期": date(2022, 1, 1)} for name, value in PARAMS.items()]
        chosen = [{**SELECTION, **{h: p[h] for h in ("姓名", "身份证号", "服务嘎查村")}} for p in people]
        villages = [{**VILLAGE, "嘎查村": p["服务嘎查村"]} for p in people]
        return county(*people, settings=settings, extra={Village: villages, Procedure: chosen})

    return make


@pytest.fixture(scope="session")
def screen():
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture
def window(screen, tmp_path_factory):
    """Open the window; what it remembers and what it opened is in a folder apart from the books."""
    opened = []

    def open_window(book=None, day="2025-06-30", on=screen):
        opened.append(Window(on, tmp_path_factory.mktemp("window"), book, day))
        return opened[-1]

    yield open_window
    for window in opened:
        window.close()
