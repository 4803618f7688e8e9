"""How fast `xgy check` is, told as ratios to what a reader can run himself on the same machine.

    make bench          or: python benchmarks/check.py [--rounds 5]

Whole processes, as a clerk starts them; the two sides of a ratio take turns, and the medians are compared. What is
measured is processor time, user and system together, for the clock tells as much of the machine's other work; on
Windows, where a process does not tell its children's, the clock. The workbooks are made here, synthetic and the same
every time.

Our package is compiled first, as pip does when it installs, for openpyxl and pandas are there compiled too. Where
PYTHONDONTWRITEBYTECODE is set, a source tree would otherwise be compiled anew by every process: 0.13 s.
"""

import argparse
import compileall
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import openpyxl

import xgy_excel
from xgy_excel.rows import Coordinator, Village

XGY = Path(sys.executable).with_name("xgy.exe" if sys.platform == "win32" else "xgy")
READ = """
import openpyxl
for sheet in openpyxl.load_workbook({book!r}, read_only=True, data_only=True):
    for row in sheet.iter_rows(values_only=True): pass
"""
SAVE = "import openpyxl; openpyxl.load_workbook({book!r}).save({copy!r})"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(n: int, born: date) -> str:
    """A made-up identity number, each once, odd for a man, with a right check digit (GB 11643)."""
    head = f"150421{born:%Y%m%d}{n // 3000 * 2 + n % 2:03d}"
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, WEIGHTS, strict=True)) % 11]


def person(n: int) -> dict[str, object]:
    """One line of the roster. One in twenty is too old, one in thirty has an agreement that is too long."""
    born = date(1950 if n % 20 == 0 else 1980, 1, 1) + timedelta(days=n % 3000)
    start = date(2025, 1, 1)
    return {
        "number": str(n), "township": f"样例{n % 10}镇", "service_village": f"样例{n % 400}嘎查", "name": f"测试{n}",
        "sex": "男" if n % 2 else "女", "ethnicity": "蒙古族", "birth_date": born, "id_number": id_number(n, born),
        "education": "高中", "hukou_village": f"样例{n % 400}嘎查", "live_village": f"样例{n % 400}嘎查", "is_farmer": "是",
        "person_class": "脱贫户", "phone": f"1390000{n % 10000:04d}", "hiring_body": f"样例{n % 10}镇人民政府",
        "pay_monthly": 1000, "fund": "就业补助资金", "pay_method": "一卡通", "account_holder": f"测试{n}",
        "onboard_date": start, "agreement_no": f"样2025-{n:05d}", "sign_date": start, "agreement_start": start,
        "agreement_end": start + timedelta(days=400 if n % 30 == 0 else 364), "status": "在岗",
    }  # fmt: skip


def village(n: int) -> dict[str, object]:
    return {
        "township": f"样例{n % 10}镇", "village": f"样例{n}嘎查", "labour_ordinary": 20 + n, "labour_skilled": 10,
        "labour_weak": 5, "labour_unknown": 0, "data_date": date(2025, 5, 31), "posts_set": 1,
    }  # fmt: skip


def write(path: Path, people: int, only: tuple[str, ...] = ()) -> Path:
    """A roster of so many people with all columns of the standard sheet, or the named ones, and its villages."""
    book = openpyxl.Workbook(write_only=True)
    kinds = ((Coordinator, person, people, only), (Village, village, min(people, 400), ()))
    for kind, make, count, names in kinds:
        columns = {n: c for n, c in kind.columns().items() if (n in names if names else not c.extra)}
        sheet = book.create_sheet(kind.SHEET)
        sheet.append([column.header for column in columns.values()])
        for n in range(count):
            line = make(n)
            sheet.append([line.get(name) for name in columns])
    book.save(path)
    return path


TWENTY = (
    "number", "township", "service_village", "name", "sex", "ethnicity", "birth_date", "id_number", "education",
    "hukou_village", "live_village", "is_farmer", "pay_monthly", "fund", "pay_method", "onboard_date", "agreement_no",
    "agreement_start", "agreement_end", "status",
)  # fmt: skip


def seconds(command: list[str]) -> float:
    began = spent()
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    took = spent() - began
    if run.returncode not in (0, 1):  # 1: done, with findings
        sys.exit(f"{command[:3]} failed:\n{run.stderr}")
    return took


def spent() -> float:
    """Seconds the processes started from here have used the processor, as far as they have ended."""
    if sys.platform == "win32":
        return time.perf_counter()
    times = os.times()
    return times.children_user + times.children_system


def compare(title: str, ours, theirs, rounds: int) -> tuple[str, float, float]:
    """Medians of both sides, run in turns. Each side gives a new command every time: no result is overwritten."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(seconds(next(ours)))
        times[1].append(seconds(next(theirs)))
    return title, statistics.median(times[0]), statistics.median(times[1])


def check(book: Path):
    for n in itertools.count():
        copy = str(book.with_name(f"{book.stem}-{n}.xlsx"))
        yield [str(XGY), "check", str(book), "-o", copy, "--as-of", "2025-06-30"]


def python(code: str, book: Path | None = None):
    for n in itertools.count():
        copy = str(book.with_name(f"{book.stem}-saved-{n}.xlsx")) if book else ""
        yield [sys.executable, "-c", code.format(book=str(book), copy=copy)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(Path(xgy_excel.__file__).parent, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        small = write(Path(folder) / "roster-500.xlsx", 500)
        large = write(Path(folder) / "roster-20000.xlsx", 20_000, TWENTY)
        few = max(1, rounds // 2)
        help_command = itertools.repeat([str(XGY), "--help"])
        rows = [
            compare("check and mark 500 rows : openpyxl reads them", check(small), python(READ, small), rounds),
            compare("check and mark 20,000 x 20 : openpyxl loads and saves", check(large), python(SAVE, large), few),
            compare("xgy --help : import pandas", help_command, python("import pandas"), rounds),
        ]
    print(f"{'medians, seconds of the processor':55}{'xgy':>8}{'other':>8}{'ratio':>8}")
    for title, ours, theirs in rows:
        print(f"{title:55}{ours:8.2f}{theirs:8.2f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
