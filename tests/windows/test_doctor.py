"""Each thing that keeps the add-in from working is told with what to do; a PC that is in order raises none."""

import dataclasses

import pytest

from xgy_excel.windows.doctor import doctor

from .pc import EXCEL, OPTIONS, installed

POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


@pytest.fixture
def pc(tmp_path):
    return installed(tmp_path / "XGY")


def told(machine):
    return [f"{check.title}：{check.advice}" for check in doctor(machine) if not check.good]


def test_a_pc_in_order_raises_nothing(pc):
    assert told(pc) == []
    assert len(doctor(pc)) > 10


def test_elsewhere_only_that_is_told(pc):
    (said,) = told(dataclasses.replace(pc, windows=False))
    assert "不是 Windows" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"wide": False}, "32位"),
        ({"libraries": {"pywin32": "312", "xlwings": "0.30.1"}}, "0.30.1"),
        ({"libraries": {"pywin32": "312"}}, "装的是没有"),
        ({"libraries": {"xlwings": "0.37.8"}}, "缺少 pywin32"),
    ],
)
def test_a_wrong_python_or_library_is_told(pc, change, said):
    (only,) = told(dataclasses.replace(pc, **change))
    assert said in only


def test_python_of_the_store_is_told(pc):
    (only,) = told(dataclasses.replace(pc, base=pc.base / "WindowsApps" / "Python"))
    assert "应用商店" in only


def test_a_program_installed_otherwise_is_told(pc):
    (only,) = told(dataclasses.replace(pc, base=pc.prefix))
    assert "install.cmd" in only


def test_a_chinese_path_is_told(tmp_path):
    assert any("英文" in said or "中文" in said for said in told(installed(tmp_path / "协管员")))


@pytest.mark.parametrize("bits", ["32", "64"])
def test_a_library_taken_away_by_a_virus_scanner_is_told(pc, bits):
    next(pc.prefix.glob(f"xlwings{bits}-*.dll")).unlink()
    (only,) = told(pc)
    assert f"xlwings{bits}" in only
    assert "杀毒软件" in only


def test_an_add_in_that_is_gone_changed_or_marked_is_told(pc):
    data = pc.xlam.read_bytes()
    pc.xlam.unlink()
    assert any("不在程序旁边" in said for said in told(pc))
    pc.xlam.write_bytes(data + b"x")
    assert any("不一致" in said for said in told(pc))
    pc.xlam.write_bytes(data)
    (pc.home / "xgy.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3")
    assert any("来自网络" in said for said in told(pc))


def test_an_excel_that_does_not_open_it_or_opens_another_is_told(pc):
    pc.registry.put(OPTIONS, "OPEN", r'"C:\old\xgy.xlam"')
    assert any(r"C:\old\xgy.xlam" in said for said in told(pc))
    pc.registry.drop(OPTIONS, "OPEN")
    assert any("还不打开加载宏" in said for said in told(pc))
    pc.registry.all.clear()
    assert any("没有找到 Excel" in said for said in told(pc))


@pytest.mark.parametrize("level", [3, 4])
def test_a_macro_setting_that_refuses_it_is_told_but_in_a_trusted_place(pc, level):
    pc.registry.put(rf"{EXCEL}\Security", "VBAWarnings", level)
    assert any("受信任位置" in said for said in told(pc))
    pc.registry.put(rf"{EXCEL}\Security\Trusted Locations\Location9", "Path", f"{pc.home}\\")
    assert told(pc) == []


def test_the_organisations_policy_stands_above_the_persons_own_setting(pc):
    pc.registry.put(rf"{EXCEL}\Security", "VBAWarnings", 1)
    pc.registry.put(POLICY, "VBAWarnings", 4)
    assert any("受信任位置" in said for said in told(pc))


@pytest.mark.parametrize("name", ["DisableAllAddins", "RequireAddinSig"])
def test_add_ins_forbidden_in_the_trust_center_are_told(pc, name):
    pc.registry.put(rf"{EXCEL}\Security", name, 1)
    assert any("信任中心" in said for said in told(pc))


def test_an_add_in_excel_has_disabled_is_told(pc):
    pc.registry.put(rf"{EXCEL}\Resiliency\DisabledItems", "1A2B", b"\x01\x00" + str(pc.xlam).encode("utf-16-le"))
    assert any("禁用项目" in said for said in told(pc))


def test_on_this_system_the_command_ends_with_findings(xgy):
    status, out, _ = xgy("addin", "doctor")
    assert status == 1
    assert "问题" in out
