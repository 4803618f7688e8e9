"""How fast documents are made, told as ratios to what others do in the same run.

    python benchmarks/render.py [--rows 500] [--rounds 5] [--disk DIR] [--many 20000]

Ours packs with zlib, and with isal where that is installed (extra `fast`). Peers: the plain docxtpl loop with autoescape;
docxtemplater (node), fetched by npm into a temporary folder, or left out with a word where there is no npm; and the limit:
the same parts, rendered before, only packed and written. All make the same documents from the same rows and take turns;
medians are compared. Times of a busy machine mean little, ratios more.
"""

import argparse
import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
from agreement import Row, columns, row, template
from docxtpl import DocxTemplate

from xgy_excel.docx import Prepared, package, prepare, render, text_of
from xgy_excel.docx.compare import difference
from xgy_excel.docx.package import pack
from xgy_excel.files import write_many, write_new

HERE = Path(__file__).resolve().parent
MEMORY = """
import resource, sys; sys.path.insert(0, {here!r})
from agreement import row, template
from xgy_excel.docx import render
report = render(template(), (row(i) for i in range({many})), {path!r})
assert report.made == {many}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def naive(data: bytes, rows: list[Row]) -> Iterator[bytes]:
    """The loop of docxtpl's documentation, with autoescape."""
    for one in rows:
        document = DocxTemplate(io.BytesIO(data))
        document.render(one, jinja2.Environment(autoescape=True))
        made = io.BytesIO()
        document.save(made)
        yield made.getvalue()


def naive_files(data: bytes, rows: list[Row], folder: Path) -> None:
    for i, document in enumerate(naive(data, rows)):
        (folder / f"{i}.docx").write_bytes(document)


def limit_files(prepared: Prepared, parts: list[list[tuple[str, bytes]]], folder: Path) -> None:
    files = ((folder / f"{i}.docx", pack(prepared.frame, made)) for i, made in enumerate(parts))
    assert all(write_many(files, write_new))


class Docxtemplater:
    """docxtemplater in a folder of its own, or nothing."""

    def __init__(self, folder: Path, rows: list[Row]) -> None:
        self.folder, self.there = folder, False
        if not (shutil.which("npm") and shutil.which("node")):
            print("docxtemplater is left out: there is no npm")
            return
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "docxtemplater", "pizzip"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if done.returncode:
            print("docxtemplater is left out: npm could not fetch it")
            return
        self.there = True
        shutil.copy(HERE / "docxtemplater.cjs", folder / "run.cjs")
        (folder / "template.docx").write_bytes(template(mustache=True))
        (folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")

    def rate(self, into: Path | None = None) -> float:
        command = ["node", "run.cjs", "template.docx", "rows.json", *([str(into)] if into else [])]
        return float(subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True).stdout)


def by(name: str, work: Callable[[], object]) -> Callable[[], object]:
    """The work with documents packed by zlib or by isal."""

    def done() -> object:
        before = package._quickly, package._crc32
        try:
            if name == "zlib":
                package._quickly, package._crc32 = package._by_zlib, zlib.crc32
            return work()
        finally:
            package._quickly, package._crc32 = before

    return done


def rate(work: Callable[[], object], count: int) -> float:
    """Documents in a second."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def same(prepared: Prepared, data: bytes, rows: list[Row], peer: Docxtemplater) -> None:
    """The first documents say the same, part by part for docxtpl, by their text for docxtemplater."""
    theirs = next(naive(data, rows[:1]))
    where = difference(prepared.render(rows[0]), theirs)
    assert not where, f"not the same document: {where}"
    if peer.there:
        peer.rate(peer.folder)
        other = (peer.folder / "0.docx").read_bytes()
        assert "".join(text_of(other).split()) == "".join(text_of(theirs).split()), "docxtemplater says something else"


def rivals(
    data: bytes, rows: list[Row], few: list[Row], parts: list[list[tuple[str, bytes]]], home: Path
) -> list[tuple[str, int, Callable[[], object]]]:
    """What takes turns: its name, how many documents it makes, and the work."""
    prepared, wide = prepare(data, any_jinja=True), columns()
    repaired, folders = prepare(wide, any_jinja=True), [home / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    return [
        ("isal", len(rows), lambda: [prepared.render(one) for one in rows]),
        ("zlib", len(rows), by("zlib", lambda: [prepared.render(one) for one in rows])),
        ("docxtpl", len(few), lambda: list(naive(data, few))),
        ("isal: limit", len(rows), lambda: [pack(prepared.frame, made) for made in parts]),
        ("zlib: limit", len(rows), by("zlib", lambda: [pack(prepared.frame, made) for made in parts])),
        ("isal: zip", len(rows), lambda: render(data, rows, home / "a.zip")),
        ("zlib: zip", len(rows), by("zlib", lambda: render(data, rows, home / "b.zip"))),
        ("ours: files", len(rows), lambda: render(data, rows, folders[0])),
        ("docxtpl: files", len(few), lambda: naive_files(data, few, folders[1])),
        ("limit: files", len(rows), lambda: limit_files(prepared, parts, folders[2])),
        ("ours: repair", len(few) * 5, lambda: [repaired.render(one) for one in few * 5]),
        ("docxtpl: repair", len(few), lambda: list(naive(wide, few))),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=500, help="documents of ours in one round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--disk", type=Path, help="where files are written; default: the system's place for such")
    parser.add_argument("--many", type=int, default=20_000, help="documents in one zip; 0: none")
    options = parser.parse_args()
    rows = [row(i) for i in range(options.rows)]
    few = rows[: max(10, options.rows // 20)]
    data = template()
    prepared = prepare(data, any_jinja=True)
    parts = [[(p.source.name, p.quickly(one)) for p in prepared.parts] for one in rows]
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=options.disk) as name:
        home = Path(name)
        (home / "npm").mkdir()
        peer = Docxtemplater(home / "npm", few)
        same(prepared, data, rows, peer)
        for number in range(options.rounds):
            (home / str(number)).mkdir()
            for what, count, work in rivals(data, rows, few, parts, home / str(number)):
                found[what].append(rate(work, count))
            if peer.there:
                found["docxtemplater"].append(peer.rate())
                found["docxtemplater: files"].append(peer.rate(home / str(number)))
        show(found, len(prepared.render(rows[0])))
        if options.many:
            many(options.many, home / "many.zip")


def show(found: dict[str, list[float]], size: int) -> None:
    print(f"agreement of 5 pages, {len(row(0))} names, {size:,} bytes a document")
    print(f"{'documents in a second':<60}{'ours':>9}{'other':>9}{'ratio':>8}")
    kinds = ("zlib", "isal") if package._quickly is not package._by_zlib else ("zlib",)
    lines = [
        (f"{kind}: {title}", f"{kind}{ours}", other.format(kind))
        for title, ours, other in (
            ("in memory, template prepared : docxtpl loop", "", "docxtpl"),
            ("in memory, template prepared : docxtemplater loop", "", "docxtemplater"),
            ("in memory, template prepared : packing alone", "", "{}: limit"),
            ("prepared, compared, into one zip : docxtpl in memory", ": zip", "docxtpl"),
        )
        for kind in kinds
    ]
    for title, ours, other in (
        *lines,
        ("prepared, compared, into files : docxtpl into files", "ours: files", "docxtpl: files"),
        ("prepared, compared, into files : docxtemplater into files", "ours: files", "docxtemplater: files"),
        ("prepared, compared, into files : packing and writing alone", "ours: files", "limit: files"),
        ("tables repaired for every row : docxtpl loop", "ours: repair", "docxtpl: repair"),
    ):
        if found[other]:
            ratio = statistics.median(a / b for a, b in zip(found[ours], found[other], strict=True))
            one, two = statistics.median(found[ours]), statistics.median(found[other])
            print(f"{title:<60}{one:9.0f}{two:9.1f}{ratio:8.2f}")


def many(count: int, path: Path) -> None:
    """So many documents into one zip, in a process of its own, and how much memory that took."""
    start = time.perf_counter()
    code = MEMORY.format(here=str(HERE), many=count, path=str(path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    size = path.stat().st_size / 1e6
    print(
        f"{count:,} documents into one zip of {size:.0f} MB: {count / seconds:.0f} a second, {int(done.stdout)} MB of memory"
    )


if __name__ == "__main__":
    main()
