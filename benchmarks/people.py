"""How fast exports of the national system are counted, told as ratios to what else reads the same file.

    make bench          or: python benchmarks/people.py [--rounds 5] [--people 60000] [--without-pandas]

Every measurement is a process of its own, the sides take turns, the medians are compared. Both ways such a file is met are
measured: as the system streams it out, its texts in the cells, and as Excel saves it again, its texts shared.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from xgy_excel.jobs.blank import make_roster
from xgy_excel.rows import SHEETS, Village
from xgy_excel.sample.exports import POOR_FILE, sample_exports

XGY = Path(sys.executable).with_name("xgy.exe" if sys.platform == "win32" else "xgy")
TIMED = "import time, sys; from pathlib import Path\n{before}\nbegan = time.perf_counter()\n{code}\nprint(time.perf_counter() - began)"
BARE = TIMED.format(
    before="from python_calamine import CalamineWorkbook",
    code="rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()",
)
PANDAS = TIMED.format(
    before="import pandas", code="frame = pandas.read_excel(sys.argv[1], engine='openpyxl', header=2, dtype=str)"
)
OURS = TIMED.format(
    before="""
from contextlib import contextmanager
from datetime import date
from xgy_excel.books import open_book
from xgy_excel.jobs.loading import load
from xgy_excel.people import count_people
@contextmanager
def silent(what, total): yield lambda done: None
records, law = load(open_book(sys.argv[2]), date(2025, 6, 30))""",
    code="found = count_people([Path(sys.argv[1])], records, law, silent)",
)
INLINE = re.compile(r't="inlineStr"><is><t>([^<]*)</t></is></c>')
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make(folder: Path, people: int) -> tuple[Path, Path, Path]:
    """The roster, the export as it is streamed out, and the same with shared texts."""
    villages = people // 140 + 1  # of a hundred that count each, and forty others
    lines = [
        {
            "township": f"样例{n % 12}镇", "village": f"样例{n}嘎查", "labour_ordinary": 70, "labour_skilled": 15,
            "labour_weak": 15, "labour_unknown": 3, "posts_set": 1,
        }
        for n in range(villages)
    ]  # fmt: skip
    book, streamed, shared = folder / "花名册.xlsx", folder / POOR_FILE, folder / f"另存{POOR_FILE}"
    make_roster(book, {kind: lines if kind is Village else [] for kind in SHEETS if kind.SHEET != "政策包"})
    streamed.write_bytes(sample_exports(lines)[POOR_FILE])
    with (
        zipfile.ZipFile(streamed) as package,
        zipfile.ZipFile(shared, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        parts = {name: package.read(name).decode() for name in package.namelist()}
        texts: dict[str, int] = {}
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = INLINE.sub(lambda m: f't="s"><v>{texts.setdefault(m[1], len(texts))}</v></c>', parts[sheet])
        names = "".join(f"<si><t>{text}</t></si>" for text in texts)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        parts["xl/sharedStrings.xml"] = f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="{main}">{names}</sst>'
        link = f'<Relationship Id="rId9" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        kind = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}"/></Types>'
        for name, end, more in (
            ("xl/_rels/workbook.xml.rels", "</Relationships>", link),
            ("[Content_Types].xml", "</Types>", kind),
        ):
            parts[name] = parts[name].replace(end, more)
        for name, text in parts.items():
            new.writestr(name, text)
    return book, streamed, shared


def inside(code: str, *arguments: Path) -> float:
    """What a piece of code says it took, in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(run.stderr)
    return float(run.stdout.split()[-1])


def whole(book: Path, export: Path) -> float:
    """The command, from its start to its end."""
    copy = book.with_name(f"{time.monotonic_ns()}.xlsx")
    began = time.perf_counter()
    command = [str(XGY), "quota", str(book), "--people", str(export), "-o", str(copy), "--as-of", "2025-06-30"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    took = time.perf_counter() - began
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--without-pandas", action="store_true", help="it takes minutes")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        book, *exports = make(Path(folder), wish.people)
        print(
            f"{'medians, seconds':44}{'import':>8}{'command':>9}{'calamine':>10}{'ratio':>7}{'command':>9}{'pandas':>8}{'times':>7}"
        )
        for title, export in zip(("streamed, texts in the cells", "saved again, texts shared"), exports, strict=True):
            times: tuple[list[float], list[float], list[float]] = ([], [], [])
            for _ in range(wish.rounds):
                times[0].append(inside(OURS, export, book))
                times[1].append(inside(BARE, export))
                times[2].append(whole(book, export))
            ours, bare, command = map(statistics.median, times)
            slow = float("nan") if wish.without_pandas else inside(PANDAS, export)
            print(
                f"{title:44}{ours:8.2f}{command:9.2f}{bare:10.2f}{ours / bare:7.2f}{command / bare:9.2f}{slow:8.1f}{slow / ours:7.1f}"
            )


if __name__ == "__main__":
    main()
