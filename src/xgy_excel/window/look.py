"""How the window looks: theme, a Chinese face, sizes that follow the screen, the colours of the levels."""

from __future__ import annotations

import sys
import tkinter as tk
from tkinter import font, ttk

from ..xlsx.ours import COLOURS

FAMILIES = (
    "Microsoft YaHei UI", "Microsoft YaHei", "微软雅黑", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC",
    "Noto Sans SC", "WenQuanYi Micro Hei", "SimHei",
)  # fmt: skip
POINTS = {"Caption": 9, "Body": 10, "BodyStrong": 10, "BodyLarge": 12, "Subtitle": 13, "Title": 18}


def _paler(fill: str) -> str:
    """A colour of the workbook's marks, lighter: here it fills whole lines.

    >>> _paler("FFC7CE")
    '#ffe3e6'
    """
    return "#" + "".join(f"{(int(fill[n : n + 2], 16) + 255) // 2:02x}" for n in (0, 2, 4))


INK, QUIET, LINE, PAPER = "#1c1c1c", "#5f6368", "#d0d0d0", "#ffffff"
FILLS = {severity.value: _paler(fill) for severity, (fill, _) in COLOURS.items()}


def sharp() -> None:
    """Tell Windows that we draw at the size of the screen, or it would blow up a small picture. Before the first window."""
    if sys.platform == "win32":
        import ctypes

        try:
            ctypes.windll.shcore.SetProcessDpiAwareness(1)
        except (AttributeError, OSError):  # Windows 7
            ctypes.windll.user32.SetProcessDPIAware()


class Look:
    """The theme put on a window. `px` turns the pixels of an ordinary screen into those of this one."""

    def __init__(self, root: tk.Tk) -> None:
        import sv_ttk

        self.scale = max(1.0, root.winfo_fpixels("1i") / 96)
        sv_ttk.set_theme("light", root)
        root.unbind_class(root.winfo_class(), "<<ThemeChanged>>")  # at every change of a style it would paint over ours
        root.tk.call("configure_colors")
        for option in ("foreground", "background"):  # what it has set for all widgets would win over our styles
            root.option_add(f"*TLabel.{option}", "")
        self.family = self._family(root)
        for name, points in POINTS.items():
            face = font.nametofont(f"SunValley{name}Font", root)
            face.configure(family=self.family, size=points, weight="bold" if name in _BOLD else "normal")
        for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkCaptionFont", "TkTooltipFont"):
            font.nametofont(name, root).configure(family=self.family, size=10)
        self.body = font.nametofont("SunValleyBodyFont", root)
        self._styles(ttk.Style(root))
        root.option_add("*TCombobox*Listbox.font", self.body)
        root.option_add("*Menu.font", self.body)

    def px(self, pixels: float) -> int:
        return round(pixels * self.scale)

    def _family(self, root: tk.Tk) -> str:
        there = {name.casefold(): name for name in font.families(root)}
        found = (there[name.casefold()] for name in FAMILIES if name.casefold() in there)
        return next(found, font.nametofont("TkDefaultFont", root).actual("family"))

    def _styles(self, style: ttk.Style) -> None:
        px, line = self.px, self.body.metrics("linespace")
        style.configure("TButton", padding=(px(10), px(3), px(10), px(4)))
        style.configure("Accent.TButton", padding=(px(14), px(3), px(14), px(4)))
        style.configure("TMenubutton", padding=(px(10), px(3), px(13), px(4)))
        style.configure("Job.TButton", padding=(px(14), px(3), px(10), px(4)), anchor="w")
        style.configure("Toggle.TButton", padding=(px(10), px(2), px(10), px(3)))
        style.configure("Treeview", rowheight=line + px(8))
        style.configure("Heading", padding=(px(6), px(4)), anchor="w")
        style.configure("TNotebook.Tab", padding=(px(14), px(4), px(14), px(5)))
        style.configure("Quiet.TLabel", foreground=QUIET)
        for name in ("BodyLarge", "Subtitle", "Title"):
            style.configure(f"{name}.TLabel", font=f"SunValley{name}Font")
        style.map("Treeview", background=[("selected", "#2f60d8")], foreground=[("selected", "#ffffff")])


_BOLD = ("BodyStrong", "Subtitle", "Title")
