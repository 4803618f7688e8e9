"""The Windows bundle: complete by the markers of Windows, without what scanners take away, safe to start."""

import hashlib
import importlib
import re
import sys
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
WINDOWS = ROOT / "addin" / "windows"
COMMANDS = sorted(WINDOWS.glob("*.cmd"))


@pytest.fixture
def tools(monkeypatch):
    """The modules `wheels` and `bundle` of tools/."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    yield importlib.import_module("wheels"), importlib.import_module("bundle")
    for name in ("wheels", "bundle", "manual"):
        sys.modules.pop(name, None)


@pytest.fixture
def wheel(tmp_path):
    """Make a wheel of a few files."""

    def make(name, version="1.0", tag="py3-none-any", requires=(), files=(), pythons=">=3.8"):
        told = f"Requires-Python: {pythons}\n" + "".join(f"Requires-Dist: {r}\n" for r in requires)
        path = tmp_path / f"{name}-{version}-{tag}.whl"
        members = {f"{name}/__init__.py": "", **dict.fromkeys(files, "x")}
        members[f"{name}-{version}.dist-info/METADATA"] = (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{told}"
        )
        members[f"{name}-{version}.dist-info/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: " + tag + "\n"
        record = f"{name}-{version}.dist-info/RECORD"
        members[record] = "".join(f"{m},,\n" for m in (*members, record))
        with ZipFile(path, "w") as file:
            for member, text in members.items():
                file.writestr(member, text)
        return path

    return make


def missing(tools, folder, python="3.11"):
    return tools[0].chosen("app", tools[0].wheels(folder), python)[1]


def test_what_only_windows_needs_is_missed(tools, wheel, tmp_path):
    wheel("app", requires=["com>=2; sys_platform == 'win32'", "forks; os_name == 'posix'", "extra; extra == 'all'"])
    assert missing(tools, tmp_path) == ["com>=2"]
    wheel("com", "1.9", "cp311-cp311-win_amd64")
    assert missing(tools, tmp_path) == ["com>=2"]
    wheel("com", "2.0", "cp311-cp311-manylinux_2_17_x86_64")
    assert missing(tools, tmp_path) == ["com>=2"]
    wheel("com", "2.1", "cp311-cp311-win_amd64")
    assert missing(tools, tmp_path) == []
    assert missing(tools, tmp_path, "3.12") == ["com>=2"]


def test_a_requirement_of_a_requirement_is_missed_and_the_strictest_version_chosen(tools, wheel, tmp_path):
    wheel("app", requires=["one", "two"])
    wheel("one", requires=["Common_Part<2"])
    wheel("two", requires=["common.part>=1"])
    wheel("common_part", "3.0")
    assert missing(tools, tmp_path) == ["common-part<2,>=1"]
    wheel("common_part", "1.5")
    found, lacking = tools[0].chosen("app", tools[0].wheels(tmp_path), "3.11")
    assert lacking == []
    assert [str(w.version) for w in found if w.name == "common-part"] == ["1.5"]


@pytest.mark.parametrize(
    ("tag", "fits"),
    [
        ("cp39-abi3-win_amd64", True),
        ("py3-none-win_amd64", True),
        ("py2.py3-none-any", True),
        ("cp312-abi3-win_amd64", False),
        ("cp311-cp311-win32", False),
    ],
)
def test_a_wheel_fits_by_its_tags(tools, wheel, tmp_path, tag, fits):
    wheel("app", tag=tag)
    assert (missing(tools, tmp_path) == []) is fits


def test_a_wheel_for_other_pythons_does_not_fit(tools, wheel, tmp_path):
    wheel("app", pythons=">=3.12")
    assert missing(tools, tmp_path, "3.11") == ["app"]
    assert missing(tools, tmp_path, "3.12") == []


def test_what_cannot_be_had_ends_the_build(tools, wheel, tmp_path, monkeypatch):
    wheel("app", requires=["com"])
    asked = []
    monkeypatch.setattr(tools[0], "pip", lambda *words: asked.append(words))
    with pytest.raises(ValueError, match="com"):
        tools[0].gather("app", tmp_path, "3.11")
    assert [(a[0], a[-1]) for a in asked] == [("download", "com")]


def test_every_wheel_is_listed_with_its_hash(tools, wheel, tmp_path):
    paths = [wheel("app", requires=["b"]), wheel("b", "2.0")]
    found, _ = tools[0].chosen("app", tools[0].wheels(tmp_path), "3.11")
    sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    assert tools[0].requirements(found) == f"app==1.0 --hash=sha256:{sums[0]}\nb==2.0 --hash=sha256:{sums[1]}\n"


def test_pip_itself_would_install_the_list_offline_and_refuses_a_changed_wheel(tools, wheel, tmp_path):
    wheel("app", requires=["b"])
    path = wheel("b", "2.0", "cp311-cp311-win_amd64")
    found, _ = tools[0].chosen("app", tools[0].wheels(tmp_path), "3.11")
    (tmp_path / "requirements-3.11.txt").write_text(tools[0].requirements(found))
    tools[1].dry_install(tmp_path, "3.11")
    with ZipFile(path, "a") as file:
        file.writestr("b/more.py", "")
    with pytest.raises(Exception, match="pip"):
        tools[1].dry_install(tmp_path, "3.11")


def test_files_left_out_of_a_wheel_are_off_its_list_too(tools, wheel):
    files = [
        "xlwings/addin/xlwings.xlam",
        "xlwings/quickstart.xlsm",
        "xlwings/pro/x.py",
        "xlwings/main.py",
        "xlwings/xlwings.bas",
        "xlwings-1.0.data/data/xlwings64-1.0.dll",
    ]
    path = wheel("xlwings", files=files)
    tools[1].leave_out(path, tools[1].LEFT_OUT)
    with ZipFile(path) as file:
        names = file.namelist()
        listed = [line.split(",")[0] for line in file.read("xlwings-1.0.dist-info/RECORD").decode().splitlines()]
        assert file.testzip() is None
    assert [name for name in files if name in names] == ["xlwings/main.py", "xlwings-1.0.data/data/xlwings64-1.0.dll"]
    assert sorted(listed) == sorted(names)


@pytest.fixture
def home(tools, tmp_path):
    """The folder a person gets, but for the wheels."""
    folder = tmp_path / "XGY"
    folder.mkdir()
    tools[1].fill_texts(folder)
    return folder


def test_the_folder_holds_what_a_person_needs(home):
    names = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {
        "install.cmd",
        "uninstall.cmd",
        "打开窗口.cmd",
        "校验.cmd",
        "生成协议.cmd",
        "自检.cmd",
        "xgy.xlam",
        "安装说明.txt",
        "templates/roster.xlsx",
    } <= names
    assert "手册/使用手册.html" in names


def test_links_and_pictures_of_the_manual_lead_somewhere(home):
    for path in (home / "手册").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^":]+)"', text):
            file, _, anchor = unquote(link).partition("#")
            there = (path.parent / file).resolve() if file else path
            if not there.is_relative_to(home / "手册"):
                continue  # to the source, which a person does not get
            assert there.exists(), (path.name, link)
            if anchor:
                assert f'id="{anchor}"' in there.read_text(encoding="utf-8"), (path.name, link)


def test_the_sums_are_those_of_the_files(home):
    names = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    sums = dict(reversed(line.split("  ")) for line in (home / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    assert set(sums) == names - {"SHA256SUMS"}
    assert all(hashlib.sha256((home / name).read_bytes()).hexdigest() == found for name, found in sums.items())


def test_the_same_folder_gives_the_same_zip_with_chinese_names_marked_as_such(tools, home, tmp_path):
    for name in ("a.zip", "b.zip"):
        tools[1].pack(home, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with ZipFile(tmp_path / "a.zip") as file:
        assert all(member.flag_bits & 0x800 for member in file.infolist() if not member.filename.isascii())
        assert {member.filename.split("/")[0] for member in file.infolist()} == {"XGY"}


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_a_command_file_is_ascii_with_windows_line_ends_and_runs_our_own_python(home, path):
    data = (home / path.name).read_bytes()
    assert data.isascii()  # what it says in Chinese, Python says: a .cmd file depends on the PC's code page
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode()
    for line in text.splitlines():
        if "python.exe" in line:
            assert line.startswith('"%~dp0python\\Scripts\\python.exe" -I -m xgy_excel.cli addin '), line
    assert "%*" not in text
    assert "%1" not in text


@pytest.mark.parametrize("name", ["校验.cmd", "生成协议.cmd"])
def test_names_of_dropped_files_are_never_read_by_the_shell(name):
    lines = (WINDOWS / name).read_text(encoding="utf-8").splitlines()
    assert 'set "XGY_LINE=!cmdcmdline!"' in lines
    assert lines[-1] == "exit"
    verb = next(line for line in lines if "addin drop" in line).split()[-1]
    from xgy_excel.addin.commands import WORK

    assert verb in WORK


def test_nothing_in_the_folder_is_what_scanners_look_for():
    words = re.compile(r"powershell|wscript|cscript|mshta|certutil|bitsadmin|reg add|schtasks|download", re.I)
    texts = [path for path in WINDOWS.iterdir() if path.suffix in (".cmd", ".py")]
    assert {path.name: words.findall(path.read_text(encoding="utf-8")) for path in texts} == {p.name: [] for p in texts}


# -- install.py, run by whatever Python the PC has ----------------------------------------------------


@pytest.fixture
def script(monkeypatch):
    monkeypatch.syspath_prepend(str(WINDOWS))
    yield importlib.import_module("install")
    sys.modules.pop("install", None)


def test_it_needs_nothing_but_python(script):
    source = Path(script.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:from|import) (\w+)", source, re.M)) <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("folder", "base", "excel", "said"),
    [
        ("XGY", r"C:\Program Files\WindowsApps\Python", False, "应用商店"),
        ("XGY", r"C:\Python311", True, "关闭所有 Excel"),
        ("协管员", r"C:\Python311", False, "英文"),
        ("X&Y", r"C:\Python311", False, "英文"),
        ("empty", r"C:\Python311", False, "没有 wheels"),
        ("XGY", r"C:\Python311", False, ""),
    ],
)
def test_what_stands_in_the_way_is_said(script, tmp_path, folder, base, excel, said):
    (tmp_path / "XGY" / "wheels").mkdir(parents=True)
    told = script.problem(tmp_path / folder, base, excel)
    assert said in told
    assert bool(said) == bool(told)


def test_the_program_gets_a_python_of_its_own_and_only_wheels_of_the_bundle(script, tmp_path, monkeypatch):
    (tmp_path / "wheels").mkdir()
    run, made = [], []
    monkeypatch.setattr(script, "HERE", tmp_path)
    monkeypatch.setattr(script, "excel_open", lambda: False)
    monkeypatch.setattr(script.venv, "create", lambda *a, **k: made.append((a, k)))
    monkeypatch.setattr(script.subprocess, "run", lambda command, check: run.append(command))
    assert script.main() == 0
    assert made == [((tmp_path / "python",), {"clear": True, "with_pip": True})]
    assert all(command[0] == str(tmp_path / "python" / "Scripts" / "python.exe") for command in run)
    assert {"--no-index", "--require-hashes"} <= set(run[0])
    assert run[0][-1].endswith(f"requirements-{sys.version_info[0]}.{sys.version_info[1]}.txt")
    assert run[1][1:] == ["-I", "-m", "xgy_excel.cli", "addin", "install"]


def test_what_fails_is_told_in_one_sentence(script, tmp_path, monkeypatch, capsys):
    (tmp_path / "wheels").mkdir()
    monkeypatch.setattr(script, "HERE", tmp_path)
    monkeypatch.setattr(script, "excel_open", lambda: False)

    def refuse(*args, **options):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(script.venv, "create", refuse)
    assert script.main() == 2
    assert "没有装成" in capsys.readouterr().out
