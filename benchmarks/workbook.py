"""What the workbook editor promises, counted: nothing of the user's lost, every bad file told, no kill that damages.

    make bench          or: python benchmarks/workbook.py [--kills 200] [--rows 1000000]

The workbooks and the bad files are those of the tests, made here and the same every time; kills and their moments are
drawn with a fixed seed, but the machine decides how far a run has come by then.
"""

import argparse
import contextlib
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.books import killed
from tests.books.bad import BAD, NOT_WRITABLE
from tests.xlsx.large import edited, large_book
from tests.xlsx.test_torture import HEADERS, MARKS, NEW, RESULT, TOUCHED
from tests.xlsx.torture import features, torture_book

from xgy_excel import cli
from xgy_excel.books.file import FileBook
from xgy_excel.opc import Package, same_stored

DAY = ("--as-of", "2025-06-30")


def torture(folder: Path) -> None:
    path = folder / "torture.xlsm"
    path.write_bytes(torture_book())
    old = Package(path.read_bytes())
    book = FileBook.open(path)
    book.mark(MARKS)
    book.write("花名册", {(2, 4): 1, (9, 7): "=新"})
    book.put(RESULT)
    book.save()
    new = Package(path.read_bytes())
    same = [name for name in old.names if new.has(name) and same_stored(old, new, [name])]
    untouched = [name for name in old.names if name not in TOUCHED]
    before, after = ({n: p.read(n) for n in p.names} for p in (old, new))
    lost = [k for k, count in features(before).items() if features(after)[k] != count]
    print(
        f"workbook with {len(features(before))} kinds of features in {len(old.names)} parts: marks, notes, values, a sheet"
    )
    print(f"  untouched parts byte-identical   {len(set(same) & set(untouched))} of {len(untouched)}")
    print(
        f"  parts changed, parts new         {len(old.names) - len(same)}, {len(set(new.names) - set(old.names))} ({len(NEW)} expected)"
    )
    print(f"  kinds of features lost           {len(lost)} {lost or ''}")
    path.write_bytes(torture_book())
    for marks in (MARKS, ()):
        book = FileBook.open(path)
        book.mark(marks)
        book.put(RESULT) if marks else book.remove(RESULT.name, HEADERS)
        book.save()
    cleared = Package(path.read_bytes())
    differ = [name for name in cleared.names if cleared.read(name) != before.get(name)]
    print(f"  parts that differ once cleared   {', '.join(differ) or 'none'}\n")


def bad_files(folder: Path) -> None:
    told = 0
    for n, (name, (data, words), more) in enumerate(
        [
            *((name, case, []) for name, case in BAD.items()),
            *((name, case, ["--in-place"]) for name, case in NOT_WRITABLE.items()),
        ]
    ):
        path = folder / str(n) / name
        path.parent.mkdir()
        path.write_bytes(data)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main(["check", str(path), *DAY, *more])
        sentence = err.getvalue().strip()
        alone = [p.name for p in path.parent.iterdir()] == [name] and path.read_bytes() == data
        good = status == 2 and not out.getvalue() and alone and words in sentence and sentence.count("\n") == 0
        told += good
        if not good:
            print(f"  NOT TOLD: {name}: {status} {sentence}")
    print(f"bad files of {len(BAD)} kinds, and {len(NOT_WRITABLE)} that may be read but not written in place")
    print(f"  one sentence, exit status 2, nothing written   {told} of {len(BAD) + len(NOT_WRITABLE)}\n")


def kills(folder: Path, count: int) -> None:
    """Half of them in place, half to a copy; half at a step of saving, half after a while."""
    random, source = Random(2025), folder / "sample.xlsx"
    subprocess.run(
        [sys.executable, "-m", "xgy_excel.cli", "new", str(source), "--sample"], check=True, capture_output=True
    )
    ways = {}
    for how in ("", "--in-place"):
        book = _fresh(folder / "done", source)
        began = time.perf_counter()
        run = killed.run(0, "check", book, *DAY, *filter(None, [how]))
        ways[how] = time.perf_counter() - began, int(run.stderr.split()[-1]), book.read_bytes(), _copy(book)
    wrong, died, replaced, n = [], 0, 0, 0
    while died < count and n < 2 * count:  # a run that ended before its kill counts for nothing
        n += 1
        how = "--in-place" if n % 2 else ""
        took, steps, new, copy = ways[how]
        book = _fresh(folder / "killed", source)
        words = ("check", book, *DAY, *filter(None, [how]))
        step = random.randint(1, steps) if n % 4 < 2 else 0
        process = subprocess.Popen(killed.command(step, *words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if not step:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(took * (0.2 + 0.8 * random.random()))
            process.kill()
        died += process.wait() not in (0, 1, 2)
        good = {source.read_bytes(), new} if how else {source.read_bytes()}
        replaced += book.exists() and book.read_bytes() != source.read_bytes()
        if problem := killed.damage(book.parent, book, good, book.with_name("b-核对.xlsx"), {copy} if copy else set()):
            wrong.append(problem)
        after = killed.run(0, *words)
        left = [p.name for p in book.parent.iterdir() if p.name.startswith(".xgy-")]
        if after.returncode != 1 or left:
            wrong.append(f"the next run: {after.returncode} {left}")
    print(f"{died} runs killed of {n} (half in place, half to a copy; half at a step of saving, half after a while)")
    print(f"  killed when the new book was already in its place   {replaced}")
    print(
        f"  damaged or missing books, half files, leftovers the next run did not clear   {len(wrong)} {wrong[:3] or ''}\n"
    )


def _fresh(folder: Path, source: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    book = folder / "b.xlsx"
    book.write_bytes(source.read_bytes())
    return book


def _copy(book: Path) -> bytes:
    copy = book.with_name("b-核对.xlsx")
    return copy.read_bytes() if copy.exists() else b""


def large(folder: Path, rows: int) -> None:
    book = folder / "large.xlsx"
    large_book(book, rows)
    refused, peak, seconds = edited(book, rows)
    print(
        f"sheet of {rows:,} x 12 ({book.stat().st_size >> 20} MB): 5,000 marks with notes and 5,000 values, saved and proved"
    )
    print(f"  refused {refused}, most memory {peak} MB, {seconds:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rows", type=int, default=1_000_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        torture(folder)
        bad_files(folder)
        kills(folder, wanted.kills)
        if sys.platform != "win32":  # which does not tell how much memory a process took
            large(folder, wanted.rows)


if __name__ == "__main__":
    main()
