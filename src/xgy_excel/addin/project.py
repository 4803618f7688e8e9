"""xl/vbaProject.bin: the add-in's one module in the blank add-in of pyOpenVBA, which Excel itself has written.

pyOpenVBA keeps what the blank one had of Excel's own compilation. It is taken out here, as [MS-OVBA] 2.3.4.1 wants of a writer:
no cache, version FFFF, source from byte 0 of every stream. That is the form xlwings' own add-ins are shipped in.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ..opc import Package

MODULE = "XGY"
VBA_PROJECT = "xl/vbaProject.bin"
NO_CACHE = bytes.fromhex("CC61FFFF000100")
_END = b"\x10\x00" + bytes(4)  # of the dir stream; pyOpenVBA adds four bytes more


def blank_with(source: str) -> Package:
    """The blank add-in with our module, given with its line `Attribute VB_Name`. Needs pyOpenVBA."""
    from pyopenvba import ExcelFile

    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.xlam"
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            project.add_module(MODULE, source)
            for module in project.modules:
                module.dirty = True  # written anew, without Excel's compiled form before the source
            book.save()
        package = Package(path.read_bytes())
    package.put(VBA_PROJECT, _without_cache(package.read(VBA_PROJECT)))
    return package


def _without_cache(data: bytes) -> bytes:
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    file = CFB.from_bytes(data)
    directory = decompress(file.get_stream_in_storage("VBA", "dir"))
    if not directory.endswith(_END + bytes(4)):
        raise ValueError("pyOpenVBA: the dir stream ends otherwise than known")
    file.write_stream_in_storage("VBA", "dir", compress(directory[:-4]))
    file.write_stream_in_storage("VBA", "_VBA_PROJECT", NO_CACHE)
    return bytes(file.to_bytes())
