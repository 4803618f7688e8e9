"""What goes on paper: a PDF of every document, the print file, one Word file of all, and the printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ..core import Report, Stopped
from . import batch, printer
from .job import Progress


@dataclass(frozen=True)
class Paper:
    """What the clerk wants of it. `to` names a printer."""

    to_print: bool = False
    pdf: bool = False
    merged: bool = False
    copies: int = 1
    duplex: bool = False
    engine: str = "embedded"
    to: str = ""

    def ready(self) -> None:
        """Raise Stopped, before anything is made, where it cannot be had."""
        if self.copies < 1:
            raise Stopped("“--copies”至少为1份。")
        if self.to:
            printer.ready(self.to)


def put_on_paper(
    folder: Path,
    title: str,
    documents: Sequence[tuple[str, Path, bytes]],
    paper: Paper,
    report: Report,
    progress: Progress,
) -> None:
    """Make what is wanted of (name, path in the folder, document). What is there already stays.

    Raises Stopped when a print file cannot be made; a merged file that would print wrongly is told in the report.
    """
    if paper.merged:
        _merge(folder / f"{title}_合并_{len(documents)}份.docx", title, documents, paper, report)
    if not (paper.pdf or paper.to_print):
        return
    from ..docx.pdf import engine
    from ..docx.printing import print_each, print_file

    with closing(engine(paper.engine)) as press:
        if paper.pdf:
            targets = [(name, (folder / path).with_suffix(".pdf"), data) for name, path, data in documents]
            with progress("转为PDF", len(targets)) as advance:
                print_each([t for t in targets if not t[1].exists()], engine=press, progress=advance)
            report.files += [str(target) for _, target, _ in targets]
        if paper.to_print:
            target = folder / f"{title}_合并打印_{len(documents) * paper.copies}份.pdf"
            if not target.exists():
                with progress("合并打印文件", len(documents)) as advance:
                    print_file(
                        _pairs(documents),
                        target,
                        copies=paper.copies,
                        duplex=paper.duplex,
                        engine=press,
                        progress=advance,
                    )
            report.files.append(str(target))
    if paper.to:
        _send(target, paper, report)


def _merge(
    target: Path, title: str, documents: Sequence[tuple[str, Path, bytes]], paper: Paper, report: Report
) -> None:
    from ..docx.merging import merge

    try:
        if batch.put(target, merge(_pairs(documents), title, odd=paper.duplex)):
            report.files.append(str(target))
        else:
            report.notes.append(f"“{target.name}”已存在而内容不同，没有覆盖。")
    except Stopped as stop:
        report.notes.append(f"没有合并成一个Word文件：{stop}")


def _send(file: Path, paper: Paper, report: Report) -> None:
    try:
        printer.send(file, paper.to, duplex=paper.duplex)
    except Stopped as stop:
        report.notes.append(str(stop))
    else:
        report.notes.append(f"已送到打印机“{paper.to}”。")


def _pairs(documents: Sequence[tuple[str, Path, bytes]]) -> Iterator[tuple[str, bytes]]:
    return ((name, data) for name, _, data in documents)
