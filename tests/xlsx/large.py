"""A sheet too large to be held as XML, and what editing it takes: run in a process of its own, which tells its memory."""

import subprocess
import sys
import zipfile
from pathlib import Path
from random import Random

from .torture import M, P, R

EDIT = """
import resource, sys, time
from pathlib import Path
from xgy_excel.books.file import FileBook
from xgy_excel.books.port import Mark
from xgy_excel.core import Severity
book, rows = Path(sys.argv[1]), int(sys.argv[2])
began, step = time.perf_counter(), max(1, rows // 5000)
opened = FileBook(book.read_bytes(), book)
levels = list(Severity)
refused = opened.mark(Mark("花名册", 1 + n * step, 1 + n % 12, levels[n % 5], f"第{n}处") for n in range(5000))
refused += opened.write("花名册", {(1 + n * step, 2): f"写入{n}" for n in range(5000)})
opened.save(book.with_name("marked.xlsx"))
status = Path("/proc/self/status")  # getrusage would tell the peak of the process that started this one
if status.exists():
    peak = int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20
print(len(refused), peak, f"{time.perf_counter() - began:.1f}")
"""


def large_book(path: Path, rows: int) -> None:
    """A sheet of so many rows and 12 columns: texts, numbers, dates."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/xl/{p}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{t}+xml"/>' for p, t in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles")))
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{P}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{M}" xmlns:r="{R}"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{P}/relationships"><Relationship Id="rId1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{R}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{M}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }  # fmt: skip
    random = Random(1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{M}"><dimension ref="A1:L{rows}"/><sheetData>'.encode())
            for n in range(1, rows + 1):
                cells = f'<c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>测试{n % 5000}</t></is></c><c r="C{n}" s="1"><v>{40000 + n % 5000}</v></c>'
                cells += "".join(f'<c r="{c}{n}"><v>{random.random() * 1000:.3f}</v></c>' for c in "DEFGHIJKL")
                part.write(f'<row r="{n}" spans="1:12">{cells}</row>'.encode())
            part.write(b"</sheetData></worksheet>")


def edited(book: Path, rows: int) -> tuple[int, int, float]:
    """Edit it in a process of its own; returns cells refused, most memory in MB, seconds."""
    command = [sys.executable, "-c", EDIT, str(book), str(rows)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    refused, peak, seconds = run.stdout.split()
    return int(refused), int(peak), float(seconds)
