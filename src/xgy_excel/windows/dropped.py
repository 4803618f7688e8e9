"""Which files a person has dropped onto 校验.cmd or 生成协议.cmd."""

from __future__ import annotations

import re
from pathlib import Path

LINE = "XGY_LINE"  # the environment variable in which the .cmd file hands on the line it was started with
_FILE = re.compile(r'"([^"]+)"|([^" ]+)')


def dropped(line: str) -> list[Path]:
    r"""The files in the line Windows started a .cmd file with.

    The .cmd file hands the line on unread: a name with & or % would otherwise run as a command or change on its way.

    >>> line = r'C:\Windows\cmd.exe /c ""D:\XGY\校验.cmd" "D:\甲 乙.xlsx" D:\丙&丁%1%.xlsx"'
    >>> [str(path) for path in dropped(line)]
    ['D:\\甲 乙.xlsx', 'D:\\丙&丁%1%.xlsx']
    >>> dropped(r'C:\Windows\cmd.exe /c ""D:\XGY\校验.cmd" "')
    []
    """
    before, ours, after = line.partition('.cmd"')
    if not ours or not before:
        return []
    return [Path(quoted or plain) for quoted, plain in _FILE.findall(after.rstrip().removesuffix('"'))]
