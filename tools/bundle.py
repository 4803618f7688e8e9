"""The Windows bundle: one zip that installs offline with a stock Python, made on any system. `make bundle` runs it."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from manual import write
from wheels import digest, gather, pip, requirements, target

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
NAME = "xgy-excel"
# Of xlwings: sample workbooks with macros, which virus scanners take away with all the rest; text of VBA modules; and
# the part under another licence, which is not used.
LEFT_OUT = ("xlwings/addin/", "xlwings/quickstart", "xlwings/xlwings", "xlwings/pro/")


def main() -> None:
    """`python tools/bundle.py FOLDER [PYTHON ...]`: the zip in a folder, for some versions of Python or for all."""
    out, pythons = Path(sys.argv[1]), tuple(sys.argv[2:]) or PYTHONS
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        home = Path(folder) / "XGY"
        fill_wheels(home / "wheels", pythons)
        fill_texts(home)
        path = out / f"{NAME}-{version(home)}-windows.zip"
        pack(home, path)
    print(f"{path}  {path.stat().st_size / 1e6:.0f} MB  sha256 {digest(path)}")


def fill_wheels(folder: Path, pythons: tuple[str, ...]) -> None:
    """Every wheel for every Python, with lists of them by hash; each list is proven complete."""
    folder.mkdir(parents=True)
    pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    for python in pythons:
        gather(NAME, folder, python)
    for wheel in folder.glob("xlwings-*.whl"):
        leave_out(wheel, LEFT_OUT)
    for python in pythons:
        (folder / f"requirements-{python}.txt").write_text(requirements(gather(NAME, folder, python)), "utf-8")
        dry_install(folder, python)


def dry_install(folder: Path, python: str) -> None:
    """Pip's own word that the list can be installed there, by hash and without the network.

    It holds Requires-Python against the Python that runs it, whichever the target: wheels.py has looked at that.
    """
    listed = str(folder / f"requirements-{python}.txt")
    with TemporaryDirectory() as nowhere:
        offline = ("--no-index", "--find-links", str(folder), "--require-hashes", "--requirement", listed)
        pip("install", "--dry-run", "--ignore-requires-python", "--target", nowhere, *target(python), *offline)


def leave_out(wheel: Path, heads: tuple[str, ...]) -> None:
    """Make a wheel anew without the files whose names begin so, in its list of files too."""
    with ZipFile(wheel) as before:
        members = [(info, before.read(info)) for info in before.infolist() if not info.filename.startswith(heads)]
    with ZipFile(wheel, "w") as after:
        for info, data in members:
            if info.filename.endswith(".dist-info/RECORD"):
                data = b"".join(line for line in data.splitlines(True) if not line.decode().startswith(heads))
            after.writestr(info, data, ZIP_DEFLATED)


def fill_texts(home: Path) -> None:
    """What a person sees in the folder, and the sums of all files."""
    for source in sorted(path for path in (ROOT / "addin" / "windows").iterdir() if path.is_file()):
        text = source.read_text(encoding="utf-8")
        mark = "\ufeff" if source.suffix == ".txt" else ""  # an old Notepad would take it for the PC's code page
        (home / source.name).write_text(mark + text, encoding="utf-8", newline="\r\n")
    copytree(ROOT / "templates", home / "templates")
    write(ROOT / "docs", home / "手册")
    for path in (ROOT / "addin" / "xgy.xlam", ROOT / "LICENSE"):
        (home / path.name).write_bytes(path.read_bytes())
    files = sorted(path for path in home.rglob("*") if path.is_file())
    sums = "".join(f"{digest(path)}  {path.relative_to(home).as_posix()}\n" for path in files)
    (home / "SHA256SUMS").write_text(sums, encoding="utf-8")


def version(home: Path) -> str:
    return next((home / "wheels").glob("xgy_excel-*.whl")).name.split("-")[1]


def pack(home: Path, path: Path) -> None:
    """The folder as a zip, the same bytes for the same files. Wheels are zips themselves and stored as they are."""
    with ZipFile(path, "w") as out:
        for file in sorted(p for p in home.rglob("*") if p.is_file()):
            member = ZipInfo(f"{home.name}/{file.relative_to(home).as_posix()}")
            out.writestr(member, file.read_bytes(), ZIP_STORED if file.suffix == ".whl" else ZIP_DEFLATED)


if __name__ == "__main__":
    main()
