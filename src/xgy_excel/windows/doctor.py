"""自检: what keeps the add-in from working on this PC, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from ..assets import addin_path
from .machine import PYTHON_FOLDER, XLWINGS, Machine
from .registering import OFFICE, is_ours, opened, versions

STRICT = (3, 4)  # of VBAWarnings: signed macros only, none at all


@dataclass(frozen=True)
class Check:
    """One thing looked at. `advice` is empty when it is as it should be."""

    title: str
    advice: str = ""

    @property
    def good(self) -> bool:
        return not self.advice

    def __str__(self) -> str:
        return f"正常　{self.title}" if self.good else f"问题　{self.title}：{self.advice}"


def doctor(machine: Machine) -> list[Check]:
    """Look at everything that can be seen from outside Excel, whatever is wrong before it."""
    if not machine.windows:
        return [Check("Windows", "本机不是 Windows，加载宏用不了；命令 xgy check、xgy form 照常可用。")]
    return [check for look in _LOOKS for check in look(machine)]


def _python(machine: Machine) -> Iterator[Check]:
    store = "WindowsApps" in machine.base.parts
    yield Check("64位 Python", "" if machine.wide else "装的是32位 Python，请装64位的再运行 install.cmd。")
    yield Check("Python 的来源", "应用商店里的 Python 不能与 Excel 通话，请从 python.org 安装。" if store else "")
    right = machine.prefix.name == PYTHON_FOLDER and machine.prefix != machine.base
    yield Check("程序的文件夹", "" if right else "程序不在加载宏旁边的 python 文件夹里，请用 install.cmd 安装。")
    plain = str(machine.home).isascii()
    yield Check("安装路径", "" if plain else r"路径里有中文，Excel 可能打不开程序，请移到如 D:\XGY 后重新安装。")


def _libraries(machine: Machine) -> Iterator[Check]:
    installed = machine.libraries.get("xlwings", "没有")
    wrong = f"加载宏要 xlwings {XLWINGS}，装的是{installed}，请重新运行 install.cmd。"
    yield Check("xlwings 版本", "" if installed == XLWINGS else wrong)
    yield Check("pywin32", "" if "pywin32" in machine.libraries else "缺少 pywin32，请重新运行 install.cmd。")
    for bits in ("64", "32"):
        name = f"xlwings{bits}-{XLWINGS}.dll"
        there = (machine.prefix / name).is_file()
        yield Check(name, "" if there else "文件不见了，可能被杀毒软件隔离，请恢复并设为信任，或重新安装。")


def _file(machine: Machine) -> Iterator[Check]:
    if not machine.xlam.is_file():
        yield Check("xgy.xlam", "加载宏不在程序旁边，请运行 install.cmd；若又不见，请查杀毒软件的隔离区。")
        return
    same = machine.xlam.read_bytes() == addin_path("xgy.xlam").read_bytes()
    yield Check("xgy.xlam", "" if same else "加载宏与程序的版本不一致或被改过，请重新运行 install.cmd。")
    marked = Path(f"{machine.xlam}:Zone.Identifier").exists()
    yield Check(
        "来自网络的标记", "文件带有“来自网络”的标记，Excel 会禁用它，请重新运行 install.cmd。" if marked else ""
    )


def _excel(machine: Machine) -> Iterator[Check]:
    found = versions(machine.registry)
    yield Check("Excel", "" if found else "没有找到 Excel 的设置，请打开一次 Excel 再自检；WPS 请用“校验.cmd”。")
    for version in found:
        listed = [text for text in opened(machine.registry, version) if is_ours(text)]
        ours = any(is_ours(text, PureWindowsPath(machine.xlam)) for text in listed)
        other = f"Excel 打开的是另一处的加载宏：{listed[0]}，请重新运行 install.cmd。" if listed else ""
        yield Check(f"Excel {version} 的加载项", "" if ours else other or "Excel 还不打开加载宏，请运行 install.cmd。")
        yield from _security(machine, version)
        stopped = _disabled(machine, version)
        advice = "Excel 停用了加载宏：文件、选项、加载项、管理“禁用项目”，启用 xgy.xlam。"
        yield Check(f"Excel {version} 的禁用项目", advice if stopped else "")


def _security(machine: Machine, version: str) -> Iterator[Check]:
    """The policy of the organisation stands above the person's own setting."""
    places = (rf"Software\Policies\Microsoft\Office\{version}\Excel\Security", rf"{OFFICE}\{version}\Excel\Security")
    values = {k: v for place in reversed(places) for k, v in machine.registry.values(place).items()}
    refused = values.get("VBAWarnings") in STRICT and not _trusted(machine, version)
    advice = "Excel 的宏设置不许运行加载宏，请管理员把安装文件夹设为受信任位置，或给加载宏签名。"
    yield Check(f"Excel {version} 的宏设置", advice if refused else "")
    banned = values.get("DisableAllAddins") == 1 or values.get("RequireAddinSig") == 1
    yield Check(f"Excel {version} 的加载项设置", "信任中心禁用了加载项或要求签名，请管理员处理。" if banned else "")


def _trusted(machine: Machine, version: str) -> bool:
    key = rf"{OFFICE}\{version}\Excel\Security\Trusted Locations"
    paths = [str(machine.registry.values(rf"{key}\{n}").get("Path", "")) for n in machine.registry.keys(key)]
    return PureWindowsPath(machine.home) in [PureWindowsPath(path.rstrip("\\")) for path in paths if path]


def _disabled(machine: Machine, version: str) -> bool:
    values = machine.registry.values(rf"{OFFICE}\{version}\Excel\Resiliency\DisabledItems").values()
    name = "xgy.xlam".encode("utf-16-le")
    return any(isinstance(value, bytes) and name in value.lower() for value in values)


_LOOKS: tuple[Callable[[Machine], Iterator[Check]], ...] = (_python, _libraries, _file, _excel)
