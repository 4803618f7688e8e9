"""安装与卸载: the add-in in a person's own Excel, without an administrator's rights."""

from __future__ import annotations

from ..assets import addin_path
from ..core import Stopped
from .machine import PYTHON_FOLDER, Machine
from .registering import is_ours, opened, versions, write


def install(machine: Machine) -> list[str]:
    """Put xgy.xlam beside our Python and have Excel open it from now on. Returns what was done, in sentences."""
    _ready(machine)
    found = versions(machine.registry)
    if not found:
        raise Stopped("没有找到 Excel 的设置，请先打开一次 Excel 再关闭，然后重新安装。")
    _put_file(machine)
    for version in found:
        others = [text for text in opened(machine.registry, version) if not is_ours(text)]
        write(machine.registry, version, [*others, f'"{machine.xlam}"'])
    return [f"加载宏已放好：{machine.xlam}", "下次打开 Excel，功能区会出现“协管员”一页。"]


def uninstall(machine: Machine) -> list[str]:
    """Take the add-in out of Excel again. The file and the folder stay for the person to delete."""
    _ready(machine)
    for version in versions(machine.registry):
        before = opened(machine.registry, version)
        after = [text for text in before if not is_ours(text)]
        if after != before:
            write(machine.registry, version, after)
    return ["Excel 不再打开协管员加载宏。您的工作簿和生成的文书都没有动。"]


def _ready(machine: Machine) -> None:
    if not machine.windows:
        raise Stopped("加载宏只能装进 Windows 上的 Excel；在这里请用命令 xgy check、xgy form。")
    if machine.excel_open:
        raise Stopped("请先关闭所有 Excel 窗口再试：Excel 关闭时会改回自己的设置。")
    if machine.prefix.name != PYTHON_FOLDER or machine.prefix == machine.base:
        raise Stopped("请用安装包里的 install.cmd 安装：加载宏要求程序装在它旁边名为 python 的文件夹里。")
    if not str(machine.home).isascii() or len(str(machine.home)) > 100:
        raise Stopped(rf"安装文件夹“{machine.home}”的路径须为英文且不长，请把整个文件夹移到如 D:\XGY 再安装。")


def _put_file(machine: Machine) -> None:
    """A new file of our own, for one that came in a download carries a mark on which Excel refuses its macros."""
    temporary = machine.xlam.with_suffix(".tmp")
    try:
        temporary.write_bytes(addin_path("xgy.xlam").read_bytes())
        temporary.replace(machine.xlam)
    finally:
        temporary.unlink(missing_ok=True)
