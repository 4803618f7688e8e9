"""The cell formats our sheets use, added to a workbook's styles as they are needed."""

from __future__ import annotations

from ..core import Severity
from .ours import COLOURS
from .styles import Styles

_TEXT, _WORD = 'vertical="center" wrapText="1"', 'horizontal="center" vertical="center" wrapText="1"'
_SEVERITIES = {severity.value: severity for severity in Severity}


class Looks:
    """Numbers of cell formats, in the workbook's own font."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        size, name = styles.font()
        self.line = float(size.split('"')[1]) * 1.36  # points a line of text is high
        self._plain = styles.add("fonts", f"<font>{size}{name}</font>")
        bold = styles.add("fonts", f"<font><b/>{size}{name}</font>")
        link = styles.add("fonts", f'<font><u/>{size}<color rgb="FF0563C1"/>{name}</font>')
        line = '<color rgb="FFBFBFBF"/>'
        sides = "".join(f'<{s} style="thin">{line}</{s}>' for s in ("left", "right", "top", "bottom"))
        self._border = styles.add("borders", f"<border>{sides}<diagonal/></border>")
        self.title = self._xf(bold, 0, 0, _TEXT)
        self.header = self._xf(bold, self._fill("D9E1F2"), self._border, _WORD)
        self.reply_header = self._xf(bold, self._fill("FFE699"), self._border, _WORD)
        self.body = self._xf(self._plain, 0, self._border, _TEXT)
        self.reply = self._xf(self._plain, self._fill("FFFBEF"), self._border, _TEXT)
        self.word = self._xf(self._plain, 0, self._border, _WORD)
        self.jump = self._xf(link, 0, self._border, _WORD)

    def severity(self, word: object) -> int:
        """The format of a cell that says a severity, in its colour; a plain one for any other word."""
        found = _SEVERITIES.get(str(word))
        return self._xf(self._plain, self._fill(COLOURS[found][0]), self._border, _WORD) if found else self.word

    def formatted(self, style: int, number_format: int) -> int:
        return self._styles.with_format(style, number_format) if number_format > 0 else style

    def _fill(self, colour: str) -> int:
        inner = f'<fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
        return self._styles.add("fills", f'<fill><patternFill patternType="solid">{inner}</patternFill></fill>')

    def _xf(self, font: int, fill: int, border: int, alignment: str) -> int:
        base = ' xfId="0"' if self._styles.items("cellStyleXfs") else ""
        numbers = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}"{base}'
        applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        return self._styles.add("cellXfs", f"<xf {numbers} {applied}><alignment {alignment}/></xf>")
