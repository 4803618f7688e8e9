"""An agreement with all that templates use, in docxtpl's words and in docxtemplater's, and rows for it.

The program's own agreement, and besides: variables in the header and in the title, a table whose rows come from a list, a
paragraph that is there or not, a condition in a line, a tag split over runs.
"""

import io
import re
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

from xgy_excel.docx import prepare

CONTRACT = Path(__file__).resolve().parents[1] / "templates" / "contract.docx"
LINES = 12  # rows of the table
Row = dict[str, object]


@cache
def names() -> frozenset[str]:
    """Every name the template takes."""
    return prepare(template(), any_jinja=True).fields


def row(number: int) -> Row:
    """A row with a value for every name, different in every row."""
    line = {"事项": f"事项{number}", "要求": "按月走访并登记，及时更新系统数据", "期限": "每月25日前"}
    return {
        **{name: f"{name}{number:05d}" for name in names()},
        "名单": [line] * LINES,
        "备注有": number % 2 == 0,
        "续聘": number % 3 == 0,
    }


def template(mustache: bool = False) -> bytes:
    """The template for docxtpl, or for docxtemplater, which writes {name}, {#list} and {/list}."""
    document = Document(CONTRACT)
    header = document.sections[0].header
    header.is_linked_to_previous = False
    header.paragraphs[0].text = "{{协议编号}}　{{乙方}}"
    document.core_properties.title = "聘用协议 {{协议编号}}"
    if mustache:
        lines = [["{#名单}{事项}", "{要求}", "{期限}{/名单}"]]
        words = ["{#备注有}", "备注：{备注}", "{/备注有}"]
        split = ["{#续聘}续聘{/续聘}", "{^续聘}新聘{/续聘}", "，备案号{备", "案号", "}。"]
    else:
        lines = [
            ["{%tr for 行 in 名单 %}", "", ""],
            ["{{行.事项}}", "{{行.要求}}", "{{行.期限}}"],
            ["{%tr endfor %}", "", ""],
        ]
        words = ["{%p if 备注有 %}", "备注：{{备注}}", "{%p endif %}"]
        split = ["{% if 续聘 %}续聘{% else %}", "新聘{% endif %}", "，备案号{{备", "案号}", "}。"]
    table = document.add_table(rows=len(lines) + 1, cols=3)
    for made, texts in zip(table.rows, [["事项", "要求", "期限"], *lines], strict=True):
        for cell, text in zip(made.cells, texts, strict=True):
            cell.text = text
    for text in words:
        document.add_paragraph(text)
    paragraph = document.add_paragraph()
    for i, text in enumerate(split):
        paragraph.add_run(text).bold = bool(i % 2)
    data = io.BytesIO()
    document.save(data)
    return _halved(data.getvalue()) if mustache else data.getvalue()


def columns() -> bytes:
    """A table whose columns come from a list: docxtpl has to repair it for every row."""
    document = Document(CONTRACT)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(
        table.rows[0].cells, ("{%tc for 行 in 名单 %}", "{{行.事项}}", "{%tc endfor %}"), strict=True
    ):
        cell.text = text
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _halved(data: bytes) -> bytes:
    """{{name}} becomes {name} in every part, and docxtpl's comments go."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xml"):
                text = re.sub(r"\{#.{0,20}?#\}", "", part.decode())
                part = re.sub(r"\{\{(\w+)\}\}", r"{\1}", text).encode()
            new.writestr(name, part)
    return out.getvalue()
