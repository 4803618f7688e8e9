"""How fast agreements are made, told as a ratio to the plain docxtpl loop in the same run.

    python benchmarks/render.py [--rows 300] [--rounds 5] [--template DOCX] [--disk DIR]

Both sides make the same documents from the same rows, in memory and into files, and take turns; the medians are compared. The
first document of each is compared part by part before anything is timed. Times of a busy machine mean little, ratios more.
"""

import argparse
import io
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
from docxtpl import DocxTemplate

from xgy_excel.docx import Prepared, prepare, render_batch
from xgy_excel.docx.compare import difference
from xgy_excel.files import write_whole

Row = dict[str, object]


def made_up(prepared: Prepared, number: int) -> Row:
    """A row with a value for every name of the template, different in every row."""
    row: Row = {name: f"{name}{number:04d}" for name in prepared.fields}
    for name, inner in prepared.row_fields.items():
        row[name] = [{field: f"{field}{number}-{i}" for field in inner} for i in range(12)]
    return row


def naive(path: Path, rows: list[Row]) -> Iterator[bytes]:
    """The loop of docxtpl's documentation, with autoescape."""
    for row in rows:
        document = DocxTemplate(path)
        document.render(row, jinja2.Environment(autoescape=True))
        made = io.BytesIO()
        document.save(made)
        yield made.getvalue()


def naive_files(path: Path, rows: list[Row], folder: Path) -> None:
    for i, row in enumerate(rows):
        document = DocxTemplate(path)
        document.render(row, jinja2.Environment(autoescape=True))
        document.save(folder / f"{i}.docx")


def our_files(prepared: Prepared, rows: list[Row], folder: Path) -> None:
    for made in render_batch(prepared, enumerate(rows)):
        write_whole(folder / f"{made.key}.docx", made.data)


def rate(work: Callable[[], object], count: int) -> float:
    """Documents in a second."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def show(what: str, ours: list[float], theirs: list[float]) -> None:
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(f"{what:<44} {statistics.median(ours):9.1f} {statistics.median(theirs):9.1f} {ratio:8.1f}")


def main() -> None:
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=300, help="documents of ours in one round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--template", type=Path, default=here / "templates" / "contract.docx")
    parser.add_argument("--disk", type=Path, help="where files are written; default: the system's place for such")
    options = parser.parse_args()

    path: Path = options.template
    prepared = prepare(path, any_jinja=True)
    rows = [made_up(prepared, i) for i in range(options.rows)]
    few = rows[: max(5, options.rows // 20)]
    where = difference(prepared.render(rows[0]), next(naive(path, rows[:1])))
    assert not where, f"not the same document: {where}"

    print(f"{path.name}: {len(prepared.fields)} names, {len(prepared.render(rows[0])):,} bytes a document")
    print(f"{'documents in a second':<44} {'ours':>9} {'docxtpl':>9} {'ratio':>8}")
    memory, files, alone = ([], []), ([], []), ([], [])
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory(dir=options.disk) as one, tempfile.TemporaryDirectory(dir=options.disk) as two:
            alone[0].append(rate(lambda: [prepared.render(row) for row in rows], len(rows)))
            alone[1].append(rate(lambda: list(naive(path, few)), len(few)))
            memory[0].append(rate(lambda: list(render_batch(prepare(path), enumerate(rows))), len(rows)))
            memory[1].append(alone[1][-1])
            files[0].append(rate(lambda: our_files(prepare(path), rows, Path(one)), len(rows)))
            files[1].append(rate(lambda: naive_files(path, few, Path(two)), len(few)))
    show("in memory, the template already prepared", *alone)
    show(f"in memory, prepared and compared ({len(rows)} rows)", *memory)
    show(f"into files, synced to the disk ({len(rows)} rows)", *files)


if __name__ == "__main__":
    main()
