"""The ribbon's tab, drawn from its XML as it stands in the add-in; Office's own icons are not ours to draw."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from sheet_picture import FONT

PART = "customUI/customUI14.xml"
WIDE, HIGH, EDGE, HEAD = 74, 92, 12, 34
PAPER, BAND, INK, QUIET, ACCENT = "#ffffff", "#f3f2f1", "#222222", "#777777", "#217346"


def draw(xlam: Path) -> Image.Image:
    """The tab with a button for every <button>, its first letters where its icon would be."""
    with zipfile.ZipFile(xlam) as package:
        tree = ET.fromstring(package.read(PART))
    space = {"r": tree.tag[1:].partition("}")[0]}
    tab, group = tree.find(".//r:tab", space), tree.find(".//r:group", space)
    labels = [button.attrib["label"] for button in tree.iterfind(".//r:button", space)]
    assert tab is not None
    assert group is not None
    width = max(2 * EDGE + WIDE * len(labels), 620)
    picture = Image.new("RGB", (width, HEAD + HIGH + 44), PAPER)
    pen = ImageDraw.Draw(picture)
    small, body, large = (ImageFont.truetype(str(FONT), size) for size in (12, 14, 20))
    x = EDGE
    for name in ("文件", "开始", "插入", "公式", "审阅", "视图", tab.attrib["label"]):
        own = name == tab.attrib["label"]
        pen.text((x, 8), name, font=body, fill=ACCENT if own else QUIET)
        end = x + int(body.getlength(name))
        if own:
            pen.rectangle([x, HEAD - 4, end, HEAD - 2], fill=ACCENT)
        x = end + 22
    pen.text((width - EDGE, 8), "示意图，按加载宏里的定义画出，图标从略", font=small, fill=QUIET, anchor="ra")
    pen.rectangle([0, HEAD, width - 1, HEAD + HIGH + 43], fill=BAND, outline="#d0d0d0")
    for number, label in enumerate(labels):
        middle, top = EDGE + WIDE * number + WIDE // 2, HEAD + 12
        pen.rounded_rectangle([middle - 19, top, middle + 19, top + 38], 6, fill=PAPER, outline="#b8b8b8")
        pen.text((middle, top + 19), label[0], font=large, fill=ACCENT, anchor="mm")
        pen.text((middle, top + 56), label, font=body, fill=INK, anchor="mm")
    pen.line([width - 2, HEAD + 8, width - 2, HEAD + HIGH], fill="#d0d0d0")
    pen.text((width // 2, HEAD + HIGH + 26), group.attrib["label"], font=small, fill=QUIET, anchor="mm")
    return picture
