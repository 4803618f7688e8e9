"""A PC with Windows, made up: a registry in memory, folders on this disk."""

from xgy_excel.assets import addin_path
from xgy_excel.windows.machine import XLWINGS, Machine

EXCEL = r"Software\Microsoft\Office\16.0\Excel"
OPTIONS = rf"{EXCEL}\Options"


class MemoryRegistry:
    """Keys by their whole path; a key above another is there too."""

    def __init__(self, **values):
        self.all = {key: dict(v) for key, v in values.items()}

    def keys(self, key):
        below = [path[len(key) + 1 :] for path in self.all if path.startswith(key + "\\")]
        return sorted({path.partition("\\")[0] for path in below})

    def values(self, key):
        return dict(self.all.get(key, {}))

    def put(self, key, name, text):
        self.all.setdefault(key, {})[name] = text

    def drop(self, key, name):
        del self.all[key][name]


def installed(folder, *, options=None, **changes):
    """A PC on which everything is as it should be, but for the changes."""
    prefix = folder / "python"
    prefix.mkdir(parents=True)
    for bits in (32, 64):
        (prefix / f"xlwings{bits}-{XLWINGS}.dll").write_bytes(b"MZ")
    (folder / "xgy.xlam").write_bytes(addin_path("xgy.xlam").read_bytes())
    registry = MemoryRegistry()
    registry.all[OPTIONS] = {"OPEN": f'"{folder / "xgy.xlam"}"'} if options is None else dict(options)
    machine = {
        "registry": registry, "windows": True, "prefix": prefix, "base": folder.parent / "Python311", "wide": True,
        "libraries": {"xlwings": XLWINGS, "pywin32": "312"}, "excel_open": False,
    }  # fmt: skip
    return Machine(**machine | changes)
