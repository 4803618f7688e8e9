"""`xgy window` and what starts it: on a desktop, without one, without Tk, by a file dropped onto 打开窗口.cmd."""

import importlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import xgy_excel.window
from xgy_excel.windows.dropped import LINE

from .screen import Window

ROOT = Path(__file__).parents[2]
SHORTCUT = ROOT / "addin" / "windows" / "打开窗口.cmd"


def run(*words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "xgy_excel.cli", "window", *words],
        env={k: v for k, v in {**os.environ, **environment}.items() if v is not None},
        capture_output=True, text=True, encoding="utf-8", timeout=60,
    )  # fmt: skip


def test_without_a_desktop_it_says_so():
    found = run(DISPLAY=None)
    assert found.returncode == 2
    assert found.stderr.startswith("这里没有图形桌面")
    assert found.stderr.count("\n") == 1


def test_without_tk_it_says_what_to_install(xgy, monkeypatch):
    monkeypatch.setitem(sys.modules, "tkinter", None)
    status, _, err = xgy("window")
    assert status == 2
    assert "python3-tk" in err
    assert "tcl/tk" in err


@pytest.fixture
def asked(monkeypatch):
    """What the window was opened with, which is not opened."""
    calls = []
    monkeypatch.setattr(xgy_excel.window, "open_window", lambda books, day: calls.append((list(books), day)))
    return calls


def test_the_workbook_and_the_day_come_from_the_command(xgy, asked, monkeypatch):
    monkeypatch.delenv(LINE, raising=False)
    assert xgy("window", "花名册.xlsx", "--as-of", "2025-06-30")[0] == 0
    assert xgy("window")[0] == 0
    assert asked == [([Path("花名册.xlsx")], date(2025, 6, 30)), ([], date.today())]


def test_a_workbook_dropped_onto_the_shortcut_is_opened(xgy, asked, monkeypatch):
    monkeypatch.setenv(LINE, r'C:\WINDOWS\system32\cmd.exe /c ""D:\XGY\打开窗口.cmd" "D:\书\甲 & 乙.xlsx""')
    xgy("window")
    assert [[str(book) for book in books] for books, _ in asked] == [[r"D:\书\甲 & 乙.xlsx"]]


def test_started_without_a_console_what_stops_it_is_shown_in_a_box(monkeypatch):
    from xgy_excel.cli import window as command
    from xgy_excel.cli.program import build_parser

    shown = []
    monkeypatch.setattr(command, "_say", shown.append)
    monkeypatch.setitem(sys.modules, "tkinter", None)
    monkeypatch.setattr(sys, "stderr", None)
    args = build_parser().parse_args(["window"])
    assert args.run(args) == 2
    assert "tcl/tk" in shown[0]


def test_the_shortcut_hands_the_name_on_unread_and_leaves_no_console():
    lines = SHORTCUT.read_text(encoding="utf-8").splitlines()
    assert 'set "XGY_LINE=!cmdcmdline!"' in lines
    assert r'start "" "%~dp0python\Scripts\pythonw.exe" -I -m xgy_excel.cli window' in lines
    assert lines[-1] == "exit"
    assert not {"%*", "%1"} & set(SHORTCUT.read_text(encoding="utf-8").split())


def test_a_pc_with_wps_alone_is_installed_all_the_same(monkeypatch, tmp_path, capsys):
    monkeypatch.syspath_prepend(str(SHORTCUT.parent))
    script = importlib.import_module("install")
    (tmp_path / "wheels").mkdir()
    monkeypatch.setattr(script, "HERE", tmp_path)
    monkeypatch.setattr(script, "excel_open", lambda: False)
    monkeypatch.setattr(script.venv, "create", lambda *a, **k: None)

    def no_excel(command, check):
        if "addin" in command:
            raise subprocess.CalledProcessError(2, command)

    monkeypatch.setattr(script.subprocess, "run", no_excel)
    try:
        assert script.main() == 0
    finally:
        sys.modules.pop("install", None)
    assert "打开窗口.cmd" in capsys.readouterr().out


def test_the_window_opens_with_a_workbook_by_the_command_itself(screen, book, tmp_path_factory):
    """The program as it is started by a person; it is closed by its window manager's wish."""
    folder = tmp_path_factory.mktemp("config")
    command = [sys.executable, "-m", "xgy_excel.cli", "window", str(book)]
    environment = {**os.environ, "DISPLAY": screen.display, "XDG_CONFIG_HOME": str(folder)}
    process = subprocess.Popen(command, env=environment)
    try:
        find = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "^Xgy$"]
        found = subprocess.run(find, env=environment, capture_output=True, text=True, check=True, timeout=30)
        assert found.stdout.strip()
        assert process.poll() is None
        assert str(book) in (folder / "xgy" / "window.json").read_text(encoding="utf-8")
    finally:
        process.kill()
        process.wait(10)


def test_a_window_that_cannot_remember_opens_all_the_same(screen, book, tmp_path):
    (tmp_path / "memory.json").mkdir()
    shown = Window(screen, tmp_path, book)
    try:
        assert shown.ask("app.desk.seen.people") > 0
    finally:
        shown.close()
