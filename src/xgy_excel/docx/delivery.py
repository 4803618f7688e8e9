"""Documents from anyone's template, into a folder or into one zip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ..core import Report, Stopped
from ..files import appearing, clear_leftovers, safe_name, write_many, write_new
from .batch import render_batch
from .sandbox import absent
from .template import prepare

Row = Mapping[str, Any]


def render(
    template: Path | str | bytes,
    rows: Iterable[Row],
    folder: Path | str,
    *,
    name: str | Callable[[Row], str] | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    parallel: Executor | int | None = None,
    resume: bool = False,
) -> Report:
    """One document per row from anyone's docxtpl template, into a folder; nothing there is overwritten.

    A `folder` that ends in .zip is one zip file with all of them, which appears when it is complete. `name` names the
    documents: a pattern such as `"{姓名}_协议"`, the name of a field, or a function of the row; without it the template's
    name and the number of the row. `filters` are Jinja filters of your own. Values that are None or NaN stop their row:
    it stands in `skipped` with the reason, and requested = made + skipped. With `resume` a document that stands in the
    folder already, byte for byte, is kept: a batch that was cut off ends in the same files.

    `parallel` is any concurrent.futures.Executor, or a number of processes of this machine; None: processes where it pays,
    for 500 rows and more that docxtpl itself has to make, on Linux. Raises Stopped when the template is none or the folder cannot be written.

    >>> render("没有.docx", [], "文书")
    Traceback (most recent call last):
    xgy_excel.core.report.Stopped: 打不开模板“没有.docx”，请确认文件还在，并且没有被别的程序独占。
    """
    prepared = prepare(template, any_jinja=True, filters=filters)
    target, report = Path(folder), Report()
    stem = Path(prepared.name).stem
    taken: set[str] = set()

    def documents() -> Iterator[tuple[str, bytes]]:
        """The documents by the names of their files; what is told of a row is told on the way."""
        for made in render_batch(prepared, _numbered(rows), report.notes, parallel):
            number, row = made.key
            report.requested += 1
            wish = _name(row, name) if name else f"{stem}_{number:03d}"
            subject = wish or f"第{number}行"
            if made.reason or not wish:
                report.skipped.append((subject, made.reason or "这一行缺少用作文件名的栏目"))
                continue
            report.notes += [f"{subject}：{dropped}。" for dropped in made.dropped]
            yield safe_name(wish, taken, ".docx"), made.data

    zipped = target.suffix.lower() == ".zip" and not target.is_dir()
    try:
        if zipped:
            report.made = _into_zip(target, documents())
            report.files = [str(target)]
        else:
            for path in _into_folder(target, documents(), resume):
                report.made += 1
                report.files.append(str(path))
    except FileExistsError as error:
        raise Stopped(f"“{target.name}”已存在，为免覆盖没有写入，请换一个名字。") from error
    except OSError as error:
        kept = "" if zipped else f"；已生成的{report.made}份保留"
        what = "文件" if zipped else "文件夹"
        raise Stopped(f"无法写入{what}“{target}”（磁盘已满、没有权限或路径过长）{kept}。") from error
    return report


def _into_folder(folder: Path, documents: Iterable[tuple[str, bytes]], resume: bool) -> Iterator[Path]:
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if resume:
        clear_leftovers(folder)
    yield from write_many(((folder / name, data) for name, data in documents), _kept if resume else write_new)


def _kept(path: Path, data: bytes) -> Path:
    """Write a file unless the same one is there."""
    return path if path.is_file() and path.read_bytes() == data else write_new(path, data)


def _into_zip(path: Path, documents: Iterable[tuple[str, bytes]]) -> int:
    """Documents are packed already: stored as they are, one at a time, so memory stays flat. Returns how many."""
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with appearing(path) as file, ZipFile(file, "w", ZIP_STORED) as archive:
        for name, data in documents:
            archive.writestr(ZipInfo(name), data)  # dated 1980: the same rows give the same bytes
        return len(archive.infolist())


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[tuple[int, Row], Row]]:
    return (((i, row), row) for i, row in enumerate(rows, 1))


def _name(row: Row, name: str | Callable[[Row], str]) -> str:
    """The name a row's file is to have; empty when the row lacks what it is made of."""
    if callable(name):
        return name(row)
    name = f"{{{name}}}" if name in row else name
    wanted = re.findall(r"\{([^{}]+)\}", name)
    if any(absent(row.get(field)) or row.get(field) == "" for field in wanted):
        return ""
    return re.sub(r"\{([^{}]+)\}", lambda m: str(row[m[1]]), name)
