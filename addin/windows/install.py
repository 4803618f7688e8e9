"""Install the program in this folder, for the person who starts it: standard library only, nothing from the network."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
UNSAFE = set('!%&^"')  # they mean something in a .cmd file


def problem(folder: Path, base: str, excel_open: bool) -> str:
    """What stands in the way, with what to do; empty when nothing does."""
    if "WindowsApps" in base:
        return "找到的是应用商店里的 Python，它不能与 Excel 通话。请从 python.org 安装 Python，再运行 install.cmd。"
    if excel_open:
        return "请先关闭所有 Excel 窗口，再运行 install.cmd。"
    if not str(folder).isascii() or UNSAFE & set(str(folder)) or len(str(folder)) > 100:
        return rf"本文件夹的路径“{folder}”须为英文且不长，请把整个文件夹移到如 D:\XGY，再运行 install.cmd。"
    if not (folder / "wheels").is_dir():
        return "安装包不完整：没有 wheels 文件夹。请先把压缩包全部解压，再运行 install.cmd。"
    return ""


def commands(folder: Path, version: tuple[int, int]) -> list[list[str]]:
    """What is run with the program's own Python, one after another."""
    python = [str(folder / "python" / "Scripts" / "python.exe"), "-I", "-m"]
    listed = folder / "wheels" / f"requirements-{version[0]}.{version[1]}.txt"
    pip = ["pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--require-hashes"]
    return [
        [*python, *pip, "--find-links", str(folder / "wheels"), "--requirement", str(listed)],
        [*python, "xgy_excel.cli", "addin", "install"],
    ]


def excel_open() -> bool:
    """Is a window of Excel there? It would write its own settings back when it closes."""
    import ctypes

    return bool(ctypes.windll.user32.FindWindowW("XLMAIN", None))


def main() -> int:
    """Make the program's own Python anew in this folder, fill it from the wheels, put the add-in into Excel."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    why = problem(HERE, sys.base_prefix, excel_open())
    if why:
        print(why)
        return 2
    print("正在安装，约需一两分钟……")
    try:
        venv.create(HERE / "python", clear=True, with_pip=True)
        wheels, addin = commands(HERE, sys.version_info[:2])
        subprocess.run(wheels, check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        print(
            f"没有装成（{type(fault).__name__}）。请关闭 Excel 和杀毒软件的拦截窗口后再运行一次；仍不行请联系维护人员。"
        )
        return 2
    try:
        subprocess.run(addin, check=True)
    except (OSError, subprocess.CalledProcessError):  # it has said why: perhaps there is only WPS
        print("程序装好了，只是没有放进 Excel，原因见上。用 WPS 的不需要加载宏：双击 打开窗口.cmd 即可。")
        return 0
    print("装好了。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
