"""How fast agreements become one PDF to print, told as ratios to LibreOffice in the same run.

    python benchmarks/print.py [--count 200] [--sample 5] [--rounds 1]

Ours: the embedded engine, every page checked, fonts shared, one file. LibreOffice: one process for each file (a few are timed,
with a profile that is warm), and one process for all of them; its pages are neither checked nor joined. Times of a busy
machine mean little, ratios more.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from agreement import row, template

from xgy_excel.docx import prepare
from xgy_excel.docx.pdf import engine
from xgy_excel.docx.printing import print_file


class Office:
    """LibreOffice on the command line, with a profile of its own that has been used before."""

    def __init__(self, folder: Path, files: list[Path]) -> None:
        self.folder, self.files = folder, files
        self.convert(files[:1])

    def convert(self, files: list[Path]) -> None:
        options = [f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless", "--norestore"]
        options += ["--convert-to", "pdf", "--outdir", str(self.folder / "made"), *map(str, files)]
        subprocess.run(["soffice", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        made = [self.folder / "made" / f"{path.stem}.pdf" for path in files]
        assert all(path.is_file() for path in made)
        for path in made:
            path.unlink()

    def one_by_one(self, sample: int) -> float:
        """Seconds for all, from a few."""
        start = time.perf_counter()
        for path in self.files[:sample]:
            self.convert([path])
        return (time.perf_counter() - start) / sample * len(self.files)

    def together(self) -> float:
        start = time.perf_counter()
        self.convert(self.files)
        return time.perf_counter() - start


def ours(documents: list[tuple[str, bytes]], target: Path) -> tuple[float, int]:
    start = time.perf_counter()
    pages = print_file(documents, target, engine=engine())
    return time.perf_counter() - start, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--sample", type=int, default=5, help="files set by a process of their own")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    if not shutil.which("soffice"):
        sys.exit("LibreOffice is needed to compare with")
    prepared = prepare(template(), any_jinja=True)
    documents = [(str(i), prepared.render(row(i))) for i in range(options.count)]
    times: list[tuple[float, float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        files = [home / f"{number}.docx" for number, _ in documents]
        for path, (_, data) in zip(files, documents, strict=True):
            path.write_bytes(data)
        office = Office(home, files)
        for number in range(options.rounds):
            target = home / f"{number}.pdf"
            took, pages = ours(documents, target)
            times.append((took, office.one_by_one(options.sample), office.together()))
        size = target.stat().st_size / 1e6
    mine, single, many = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{options.count} agreements, {pages} pages, one file of {size:.1f} MB")
    print(f"{'':<44}{'seconds':>9}{'docs/s':>9}{'ratio':>8}")
    for title, seconds in (
        ("ours, checked and joined", mine),
        (f"soffice, a process for each file (of {options.sample})", single),
        ("soffice, one process for all", many),
    ):
        print(f"{title:<44}{seconds:9.1f}{options.count / seconds:9.1f}{seconds / mine:8.2f}")


if __name__ == "__main__":
    main()
