"""One file for the printer: every record on its own pages, in roster order."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import Any

from ..core import Stopped
from ..files import write_whole
from ..processes import forks, pool, submit
from .pdf import Engine, main_parts
from .sharing import SharedFonts

MANY = 20  # documents from which processes pay
AHEAD = 2  # times as many documents are on their way as the engine has workers: memory stays flat


def print_file(
    documents: Iterable[tuple[str, bytes]],
    target: Path,
    *,
    copies: int = 1,
    duplex: bool = False,
    engine: Engine,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Make `target` of (name, document) pairs, in their order, and return its number of pages.

    Each record is set alone, so its page numbers are its own; it gets one bookmark and stands `copies` times in a row. With
    `duplex` every copy begins on a front side. `progress` is told how many records are done. The file appears whole or
    not at all. Raises Stopped, naming the record, when one cannot be set; FileExistsError when the name is taken.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, TextStringObject

    if copies < 1:
        raise Stopped("份数至少为1。")
    writer, pages, done = PdfWriter(), 0, 0
    titles: set[str] = set()
    shared = None
    if engine.alone:
        documents = list(documents)
        shared = _shared(writer, engine, documents)
    for done, (name, pdf) in enumerate(_set(documents, engine), 1):
        reader = PdfReader(BytesIO(pdf))
        titles.add((reader.metadata.title if reader.metadata else None) or "")
        for copy in range(copies):
            title = name if copy == 0 else None
            writer.append(reader, outline_item=title, import_outline=False)
            if duplex and len(reader.pages) % 2:
                writer.add_blank_page()  # of the size of the page before it
        if shared:  # while the next are being set
            shared.put_into(writer.pages[number] for number in range(pages, len(writer.pages)))
            pages = len(writer.pages)
        if progress:
            progress(done)
    if not done:
        raise Stopped("没有可以打印的文书。")
    _drop_what_nobody_uses(writer)
    if len(titles) == 1:  # another one may name a person
        writer.add_metadata({"/Title": titles.pop()})
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    out = BytesIO()
    writer.write(out)
    write_whole(target, out.getvalue())
    return len(writer.pages)


_BETWEEN_TAGS = re.compile(">([^<]+)<")


def _shared(writer: Any, engine: Engine, documents: list[tuple[str, bytes]]) -> SharedFonts | None:
    """The fonts for all pages: of every letter in the documents, and of the numbers a page may add."""
    if len(documents) < 2:
        return None
    letters = set("0123456789")
    for name, docx in documents:
        try:
            letters.update(*(text for part in main_parts(docx) for text in _BETWEEN_TAGS.findall(part)))
        except Stopped as stop:
            raise Stopped(f"{name}：{stop}") from None
    return SharedFonts(writer, engine, (letter for letter in letters if letter >= " "), documents[0][1])


def print_each(
    documents: Sequence[tuple[str, Path, bytes]], *, engine: Engine, progress: Callable[[int], None] | None = None
) -> None:
    """Make a PDF of each (name, target, document). Raises what `print_file` raises; those before stay."""
    pairs = ((name, docx) for name, _, docx in documents)
    for done, ((_, pdf), (_, target, _)) in enumerate(zip(_set(pairs, engine), documents, strict=True), 1):
        write_whole(target, pdf)
        if progress:
            progress(done)


def _drop_what_nobody_uses(writer: Any) -> None:
    """Equal objects are kept once. What they alone used is let go in turn: pypdf goes one step down at a time."""
    before, now = -1, 0
    while before != now:
        writer.compress_identical_objects()
        before, now = now, sum(found is not None for found in writer._objects)


def _set(documents: Iterable[tuple[str, bytes]], engine: Engine) -> Iterator[tuple[str, bytes]]:
    """The documents as PDF in their order, set a little ahead of the one being joined."""
    source = iter(documents)
    first = list(islice(source, MANY)) if engine.alone else []
    waiting: deque[tuple[str, bytes, Future[bytes]]] = deque()
    with _pool(engine, len(first) == MANY) as carrier:
        try:
            for name, docx in chain(first, source):
                waiting.append((name, docx, submit(carrier, engine.to_pdf, docx)))
                if len(waiting) >= AHEAD * engine.workers:
                    yield _ready(engine, *waiting.popleft())
            while waiting:
                yield _ready(engine, *waiting.popleft())
        finally:
            for _, _, future in waiting:
                future.cancel()


def _pool(engine: Engine, many: bool) -> Executor:
    if not (engine.alone and many):
        return ThreadPoolExecutor(engine.workers)
    return pool(engine.workers, "fork" if forks() else "spawn")


def _ready(engine: Engine, name: str, docx: bytes, future: Future[bytes]) -> tuple[str, bytes]:
    try:
        try:
            return name, future.result()
        except BrokenExecutor:  # a process was lost, for want of memory perhaps
            return name, engine.to_pdf(docx)
    except Stopped as stop:
        raise Stopped(f"{name}：{stop}") from None
