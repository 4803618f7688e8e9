"""The pages of a document as pictures, by the engine that sets it for print: what is seen is what will be printed."""

from __future__ import annotations

from ..core import Stopped
from .pagenumbers import ONE_DIGIT
from .pdf import opened


def pictures(docx: bytes, dpi: float) -> list[bytes]:
    """A PNG of every page. Raises Stopped with a plain sentence when the document cannot be set."""
    import rdocx

    try:
        pages = _pages(docx, dpi, short=True)
        return pages if len(pages) <= ONE_DIGIT else _pages(docx, dpi, short=False)
    except (rdocx.RdocxError, KeyError, ValueError):
        raise Stopped("这份文书不能预览，请打开文件查看。") from None


def _pages(docx: bytes, dpi: float, short: bool) -> list[bytes]:
    document, fonts = opened(docx, short)
    return [bytes(page) for page in document.render_pages(dpi=dpi, fonts=fonts)]
