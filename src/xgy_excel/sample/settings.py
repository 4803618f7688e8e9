"""What the sample county has laid down where the regulation leaves it to the county."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..law import PARAMS
from .posts import CLASSES, Line, employer
from .villages import COUNTY, LEAGUE, SUMS, TOWNS

BASIS = "巴农牧发〔2022〕31号"
_SET = {
    "盟市": LEAGUE,
    "旗县": COUNTY,
    "边界口径文号": BASIS,
    "选聘方案文号": BASIS,
    "村级公示天数": "5",
    "乡镇公示天数": "5",
    "公示天数单位": "工作日",
    "公示首日计入": "是",
    "续聘程序步骤": "本人申请、考核评价、选聘主体研究、续聘公示",
    "监督举报电话": "0470-8123456",
    "计发天数": "30",
    "到期提醒天数": "60",
}
_PAPERS = {
    "报名起": "2025-07-07",
    "报名止": "2025-07-18",
    "报名地点·其他": "所在嘎查村（社区）党群服务中心",
    "联系人·其他": "苏木乡镇就业服务窗口",
    "办公电话·其他": "0470-8123400",
    "备案机关": f"{COUNTY}农牧和科技局",
}
_SUBSIDY = ((date(2022, 7, 1), "1600"), (date(2025, 1, 1), "1700"), (date(2025, 7, 1), "1750"))
_OFFICES = {"乡村振兴": f"{COUNTY}农牧和科技局", "人社": f"{COUNTY}人力资源和社会保障局", "财政": f"{COUNTY}财政局"}


def settings() -> list[Line]:
    """The county's own lines of the sheet 参数: those of parameters the program reads."""
    read = {param.name for param in PARAMS}
    return [line for line in _lines() if str(line["name"]).partition("·")[0] in read]


def _lines() -> Iterator[Line]:
    for name, value in _SET.items():
        yield {"name": name, "value": value, "basis": BASIS}
    for start, value in _SUBSIDY:
        basis = f"巴人社发〔{start.year}〕5号"
        yield {"name": "城镇公益性岗位补贴标准", "value": value, "start": start, "basis": basis}
    for name, pay in CLASSES.items():
        yield {"name": f"岗位报酬标准·{name}", "value": str(pay), "start": date(2022, 5, 1), "basis": BASIS}
    for name, office in _OFFICES.items():
        yield {"name": f"部门名称·{name}", "value": office}
    for body in dict.fromkeys(employer(town) for town in (*TOWNS, *SUMS)):
        yield {"name": f"绩效评价办法文号·{body}", "value": f"{body[0]}政发〔2022〕8号"}
        yield {"name": f"解聘程序步骤·{body}", "value": "告知本人、集体研究、书面通知、报备"}
    for name, value in _PAPERS.items():
        yield {"name": name, "value": value}
