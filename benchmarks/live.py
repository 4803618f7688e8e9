"""How much live mode adds to the rules, and what a column of a worksheet function costs: the Python side alone.

    python benchmarks/live.py

Excel itself is not here: the sheets are those of the tests' engine. What its macros take to draw is taken off, for that is
Excel's own work; the rest of the engine counts.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the engine is the tests'

import xlwings as xw
from tests.live import addin
from tests.live.engine import excel
from xlwings import conversion

from xgy_excel import udfs
from xgy_excel.books.live import LiveBook
from xgy_excel.jobs.check import check, judged
from xgy_excel.jobs.new import new
from xgy_excel.sample import SAMPLE_DAY

ROUNDS = 5
DO = "'xgy.xlam'!XgyDo"


def seconds(work: Callable[[], object]) -> float:
    """The median of some rounds, after one that does not count."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


class Drawing:
    """Seconds the stand-in for the add-in's macro XgyDo has taken."""

    def __init__(self) -> None:
        self.seconds, self._do = 0.0, addin.MACROS[DO]

    def __call__(self, *words: object) -> str:
        start = time.perf_counter()
        try:
            return str(self._do(*words))
        finally:
            self.seconds += time.perf_counter() - start


def checks(path: Path) -> tuple[float, float]:
    """Seconds of reading in bulk and judging alone, and of the whole check with its marks."""
    app = excel(add_in=True)
    opened: xw.Book = app.impl.open(path)
    addin.MACROS[DO] = drawing = Drawing()
    rules = seconds(lambda: judged(LiveBook(opened), SAMPLE_DAY))
    whole = seconds(lambda: check(LiveBook(opened), SAMPLE_DAY))
    return rules, whole - drawing.seconds / (ROUNDS + 1)


def column(count: int) -> Callable[[], object]:
    """One call of a worksheet function for a column, through xlwings' own conversion."""
    cells = tuple((float(n % 700),) for n in range(count))

    def call() -> object:
        asked = conversion.read(None, cells, {"ndim": 2, "err_to_str": True}, engine_name="test")
        return conversion.write(udfs.XGY_QUOTA(asked), None, {}, engine_name="test")

    return call


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rules, whole = checks(new(Path(folder) / "样例.xlsx", sample=True))
        print(
            f"sample county, live: read and judge {rules:.3f} s, whole check {whole:.3f} s, ratio {whole / rules:.2f}"
        )
    few, many = seconds(column(1000)), seconds(column(10_000))
    print(f"worksheet function: 10,000 cells {many * 1000:.1f} ms, {many / few:.1f} times 1,000 cells")


if __name__ == "__main__":
    main()
