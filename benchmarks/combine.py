"""How fast `xgy combine` is: a million people from a hundred workbooks, told as ratios to reading those files alone.

    python benchmarks/combine.py [--files 100] [--people 10000] [--rounds 1] [--folder DIR]

The workbooks are written as Excel writes them (shared texts, styles, spans), with five ways to head the columns. Peers, on
the same two cores: calamine alone reading every value of every file and doing nothing with it; pandas reading them over
calamine and putting them into one table in memory, which is not yet a file. Whole processes; memory is the highest sum
of parent and children, looked at ten times a second.
"""

import argparse
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from check import XGY, id_number

from xgy_excel.core import column_letters

CORES = 2
READ = """
import sys
from concurrent.futures import ProcessPoolExecutor
from python_calamine import CalamineWorkbook
def read(path): return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
if __name__ == "__main__":
    with ProcessPoolExecutor({cores}) as pool: print(sum(pool.map(read, sys.argv[1:])))
"""
PANDAS = """
import sys
from concurrent.futures import ProcessPoolExecutor
import pandas
def read(path): return pandas.read_excel(path, engine="calamine", header=2, dtype=str)
if __name__ == "__main__":
    with ProcessPoolExecutor({cores}) as pool: print(len(pandas.concat(pool.map(read, sys.argv[1:]))))
"""
HEADERS = [
    "序号",
    "苏木乡镇",
    "服务嘎查村",
    "姓名",
    "性别",
    "民族",
    "出生日期",
    "身份证号",
    "文化程度",
    "户籍嘎查村",
    "常住嘎查村",
    "是否农牧民",
    "人员身份",
    "联系电话",
    "选聘主体",
    "月劳务报酬",
    "资金来源",
    "支付方式",
    "户名",
    "一卡通账号",
    "上岗日期",
    "协议编号",
    "协议起",
    "协议止",
    "状态",
]
OTHERS = (  # how a township heads the same columns
    {},
    {"身份证号": "身份证号码", "文化程度": "学历", "服务嘎查村": "嘎查村", "联系电话": "手机号"},
    {"苏木乡镇": "乡镇", "月劳务报酬": "月报酬", "协议编号": "合同编号", "状态": "在岗情况", "选聘主体": "用人单位"},
    {
        "一卡通账号": "银行账号",
        "上岗日期": "上岗时间",
        "协议起": "聘用开始时间",
        "协议止": "聘用结束时间",
        "姓名": "协管员姓名",
    },
    {"身份证号": "公民身份号码", "出生日期": "出生年月日", "支付方式": "发放方式", "人员身份": "人员类别"},
)
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗包白乌金",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春",
)
DAYS = date(1899, 12, 30)


def person(n: int, chance: random.Random) -> list[object]:
    born, start = date(1970, 1, 1) + timedelta(days=n % 9000), date(2025, 1, 1) + timedelta(days=n % 90)
    name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))
    town, village = f"样例{n // 10_000}镇", f"{GIVEN[n % 27]}{GIVEN[n // 27 % 27]}嘎查"
    return [
        n % 10_000 + 1, town, village, name, chance.choice("男女"), chance.choice(("蒙古族", "汉族", "满族")), born,
        id_number(n, born), chance.choice(("初中", "高中", "大专")), village, village, "是", "脱贫人口", f"139{n:08d}",
        f"{town}人民政府", 1000 + n % 5 * 100, "F2", "一卡通", name, f"62170000{n:011d}", start, f"样2025-{n:06d}", start,
        start + timedelta(days=364), "在岗",
    ]  # fmt: skip


def write(path: Path, number: int, people: int) -> Path:
    """One township's workbook as Excel writes it: two rows of title, the header in the third, a total below."""
    chance, shared = random.Random(number), {}
    other = OTHERS[number % len(OTHERS)]
    first = number * 10_000
    rows = [["样例旗村级就业帮扶协管员花名册"], ["填报单位：样例镇"], [other.get(h, h) for h in HEADERS]]
    rows += [person(n, chance) for n in range(first, first + people)]
    rows.append(["合计"])
    lines = []
    for r, row in enumerate(rows, 1):
        cells = []
        for c, value in enumerate(row, 1):
            ref = f"{column_letters(c)}{r}"
            if isinstance(value, str):
                cells.append(f'<c r="{ref}" s="1" t="s"><v>{shared.setdefault(value, len(shared))}</v></c>')
            elif isinstance(value, date):
                cells.append(f'<c r="{ref}" s="2"><v>{(value - DAYS).days}</v></c>')
            else:
                cells.append(f'<c r="{ref}" s="1"><v>{value}</v></c>')
        lines.append(f'<row r="{r}" spans="1:{len(HEADERS)}" x14ac:dyDescent="0.15">{"".join(cells)}</row>')
    texts = "".join(f'<si><t>{t}</t><phoneticPr fontId="1" type="noConversion"/></si>' for t in shared)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xf = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3">{xf.format(0) * 2}{xf.format(14)}'
        "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}" uniqueCount="{len(shared)}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}" xmlns:x14ac="http://schemas.microsoft.com/office/'
        f'spreadsheetml/2009/9/ac"><dimension ref="A1:Y{len(rows)}"/><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, (head + text).encode())
    return path


def memory_of(pid: int) -> int:
    """Bytes of a process and its children that no other process shares with them (Linux)."""
    total = 0
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(memory_of(int(child)) for child in (task / "children").read_text().split())
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
    except (OSError, ProcessLookupError):
        return total
    return total


def run(command: list[str]) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of all processors, and the highest memory of the process and its children."""
    before, began = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    highest = 0

    def watch() -> None:
        nonlocal highest
        while process.poll() is None:
            highest = max(highest, memory_of(process.pid))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, errors = process.communicate()
    watcher.join()
    took, after = time.perf_counter() - began, os.times()
    if process.returncode not in (0, 1):
        sys.exit(f"{command[:3]} failed:\n{errors.decode(errors='replace')}")
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return took, busy, highest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the workbooks here for the next time")
    parser.add_argument("--only", default="", help="of read, combine, pandas: those named")
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wish.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        paths = [folder / f"样例{n}镇.xlsx" for n in range(wish.files)]
        lacking = [(path, n, wish.people) for n, path in enumerate(paths) if not path.exists()]
        with ProcessPoolExecutor(CORES) as pool:
            list(pool.map(write, *zip(*lacking, strict=True))) if lacking else None
        files = [str(path) for path in paths]
        targets = (Path(temporary) / f"总表{n}.xlsx" for n in itertools.count())
        sides = {
            "read": lambda: [sys.executable, "-c", READ.format(cores=CORES), *files],
            "combine": lambda: [str(XGY), "combine", *files, "-o", str(next(targets)), "--as-of", "2025-06-30"],
            "pandas": lambda: [sys.executable, "-c", PANDAS.format(cores=CORES), *files],
        }
        print(f"{wish.files} workbooks x {wish.people} people x {len(HEADERS)} columns, {CORES} cores")
        print(f"{'':12}{'seconds':>10}{'processor':>11}{'memory MB':>11}")
        for _ in range(wish.rounds):
            for name, command in sides.items():
                if not wish.only or name in wish.only:
                    took, busy, memory = run(command())
                    print(f"{name:12}{took:10.1f}{busy:11.1f}{memory / 2**20:11.0f}", flush=True)


if __name__ == "__main__":
    main()
