"""The pages of docs/ as web pages, for a person who opens them with a double click."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>
body {{ max-width: 60em; margin: 2em auto; padding: 0 1em; font: 16px/1.7 "Microsoft YaHei", sans-serif; color: #222 }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #bbb; padding: .3em .6em; vertical-align: top }}
code, pre {{ background: #f4f4f4 }} pre {{ padding: .6em; overflow: auto }} img {{ max-width: 100%; border: 1px solid #ccc }}
</style></head><body>
{body}</body></html>
"""
_LINK = re.compile(r'(href="[^":#]*)\.md(#[^"]*)?"')
_HEADING = re.compile(r"<(h\d)>(.*?)</\1>")


def page(markdown: str) -> str:
    """One page. Headings get the names that links to them use on the web; links to other pages lead to their web pages."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    body = _HEADING.sub(lambda m: f'<{m[1]} id="{_anchor(m[2])}">{m[2]}</{m[1]}>', body)
    title = re.search(r"<h1[^>]*>(.*?)</h1>", body)
    return PAGE.format(title=re.sub("<.*?>", "", title[1]) if title else "", body=_LINK.sub(r'\1.html\2"', body))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", re.sub("<.*?>", "", heading)).strip().lower().replace(" ", "-")


def write(docs: Path, folder: Path) -> None:
    """Every page of docs/; what is no page, pictures and examples, as it is."""
    for source in sorted(path for path in docs.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        target = folder / source.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            target.with_suffix(".html").write_text(page(source.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            target.write_bytes(source.read_bytes())
