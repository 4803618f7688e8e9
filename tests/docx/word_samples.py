"""Small templates, built in the tests, and plain docxtpl to compare with."""

import io
from collections.abc import Callable, Iterable

import jinja2
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docxtpl import DocxTemplate

from xgy_excel.docx.package import members

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTE_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def template(*paragraphs: str, more: Callable[[object], None] | None = None) -> bytes:
    """A template with these paragraphs; `more` does the rest."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if more:
        more(document)
    return saved(document)


def table(document, rows: Iterable[Iterable[str]]):
    rows = [list(row) for row in rows]
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return made


def runs(document, *texts: str):
    """A paragraph whose text is split over runs, as Word does when a clerk edits it."""
    paragraph = document.add_paragraph()
    for i, text in enumerate(texts):
        paragraph.add_run(text).bold = bool(i % 2)
    return paragraph


def footnotes(document, *texts: str) -> None:
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:footnote>' for i, t in enumerate(texts, 2)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {W}>{notes}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, FOOTNOTE_LINK)


def by_docxtpl(data: bytes, context: dict, env: jinja2.Environment | None = None) -> bytes:
    """Plain docxtpl, as anyone uses it, with autoescape."""
    document = DocxTemplate(io.BytesIO(data))
    document.render(context, env or jinja2.Environment(autoescape=True))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def body(data: bytes) -> str:
    return members(data)["word/document.xml"].decode()
