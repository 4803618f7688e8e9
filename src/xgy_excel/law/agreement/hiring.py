"""Articles 2 and 3: who may hire a coordinator, and that the one who hires is the party to the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, missing, unknown
from ...records import Records, same_agreement
from ...rows import Agreement, Coordinator
from ...values import squash, township_key, village_key
from .terms import start_day

T = TypeVar("T")
_BRACKETS = re.compile(r"[(（].*?[)）]")
_OTHERS = ("公司", "合作社", "企业", "学校", "小学", "中学", "幼儿园", "医院", "卫生院", "协会", "个体工商户", "基金会")
_VILLAGES = ("嘎查", "嘎查村", "村", "社区", "村民委员会", "居民委员会", "村委会", "居委会", "嘎查委员会", "两委")
_TOWNSHIPS = ("苏木", "乡", "镇", "街道", "街道办事处", "街道办")
_PLACES = ("自治区", "盟", "市", "旗", "县", "区", "苏木", "乡", "镇")
_COUNTIES = ("旗", "县", "市", "区", "局", "委", "委员会", "办公室", "管委会", "厅")
_BELOW = "(?!.*[旗县市区])"  # no county is named behind
_ABOVE = re.compile(f"国家.*|(?:(?:内蒙古)?自治区|兴安盟|锡林郭勒盟|阿拉善盟){_BELOW}.*|.*厅")
_CITIES = "呼和浩特|包头|乌海|赤峰|通辽|鄂尔多斯|呼伦贝尔|巴彦淖尔|乌兰察布"  # that have counties of their own
_UNSURE = re.compile(f"(?:内蒙古自治区)?(?:{_CITIES})市{_BELOW}.*|.*党工?委")


@lru_cache(1 << 12)
def body_kind(name: str) -> str:
    """What kind of body a name says: 旗县, 苏木乡镇, 嘎查村, 其他; empty where it does not say.

    >>> [body_kind(n) for n in ("阿鲁科尔沁旗人社局", "巴彦镇人民政府", "红旗嘎查村民委员会", "众诚劳务有限公司", "就业服务中心")]
    ['旗县', '苏木乡镇', '嘎查村', '其他', '']
    >>> [body_kind(n) for n in ("内蒙古自治区人社厅", "兴安盟乡村振兴局", "兴安盟突泉县人社局", "赤峰市就业局", "巴彦镇党委")]
    ['其他', '其他', '旗县', '', '']
    """
    plain = township_key(_BRACKETS.sub("", squash(name)).strip("“”\"'"))
    kinds = (("其他", _OTHERS), ("嘎查村", _VILLAGES), ("苏木乡镇", _TOWNSHIPS), ("旗县", _COUNTIES))
    kind = next((kind for kind, tails in kinds if plain.endswith(tails)), "")
    if kind != "旗县":
        return kind
    return "其他" if _ABOVE.fullmatch(plain) else ("" if _UNSURE.fullmatch(plain) else kind)


@lru_cache(1 << 12)
def same_body(one: str, other: str) -> bool | None:
    """Do two names mean one body? None where one may be short for the other; a county before one of them is no difference.

    >>> same_body("阿鲁科尔沁旗巴彦镇人民政府", "巴彦镇"), same_body("某旗人社局", "某旗人力资源和社会保障局")
    (True, None)
    >>> same_body("巴彦镇人民政府", "红旗嘎查村民委员会")
    False
    """
    short, long = sorted((_body_key(one), _body_key(other)), key=len)
    if short == long or (short and long.endswith(short) and long.removesuffix(short).endswith(_PLACES)):
        return True
    letters = iter(long)
    return None if all(letter in letters for letter in short) else False


def _body_key(name: str) -> str:
    return township_key(village_key(name))


def of_body(param: Param[T], body: str, law: Law) -> tuple[str, T] | tuple[str, None]:
    """What is set for a hiring body, with the name of the line: its own, one in another writing of its name, or one for
    bodies of its kind (旗县, 苏木乡镇, 嘎查村).

    >>> from datetime import date
    >>> from xgy_excel.core import Setting
    >>> steps = Param("步骤", str, None, "", "", Cite("第十四条"), keyed=True)
    >>> law = Law(date(2025, 6, 30), settings=[Setting(name="步骤·巴彦镇政府", value="报备"), Setting(name="步骤·嘎查村", value="会议")])
    >>> [of_body(steps, body, law) for body in ("巴彦镇人民政府", "红旗嘎查村民委员会", "白音镇人民政府")]
    [('步骤·巴彦镇政府', '报备'), ('步骤·嘎查村', '会议'), ('步骤·白音镇人民政府', None)]
    """
    keys = [body]
    if law.setting(param, body) is None:
        keys += [key for key in law.keys(param) if same_body(key, body) or key == body_kind(body)]
    for key in keys:
        value = law.get(param, key)
        if value is not None:
            return f"{param.name}·{key}", value
    return f"{param.name}·{body}", None


def wrong_party(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    body, party = row.hiring_body, _party(row, records)
    if body is None:
        yield missing("hiring_body")
        return
    kind = body_kind(body) or _known_here(body, row, records)
    if kind == "其他":
        yield error("性质", 主体=body)
    elif not kind:
        yield unknown("性质不明", 主体=body)
    if party is None:
        if "party_a" in row.place.columns:
            yield missing("party_a")
        return
    same, where = same_body(party, body), "party_a" if row.party_a else "hiring_body"
    if same is None:
        yield unknown("写法不同", where, 甲方=party, 主体=body)
    elif not same:
        yield error("", where, 甲方=party, 主体=body)


def _party(row: Coordinator, records: Records) -> str | None:
    """The party to the agreement by the roster, else by the register. Without either it is the hiring body by D08."""
    if row.party_a or not row.agreement_start:
        return row.party_a
    register = records.of_person(Agreement, row.id_number)
    return next((one.party_a for one in register if one.party_a and same_agreement(one, row)), None)


def _known_here(body: str, row: Coordinator, records: Records) -> str:
    """A name without its kind, such as 红旗, that the book knows as a village or as the row's township."""
    if row.township and township_key(body) == township_key(row.township):
        return "苏木乡镇"
    known = records.village(body, row.township) or records.same_village(body, row.service_village, row.township)
    return "嘎查村" if known else ""


A8 = Rule(
    code="A8",
    title="甲方为选聘主体",
    cite=Cite("第二、三、九条"),
    severities=(Severity.ERROR, Severity.UNKNOWN),
    about=(Coordinator,),
    ask=wrong_party,
    field="hiring_body",
    logic="选聘主体须为旗县、苏木乡镇政府或嘎查村，协议甲方须为选聘主体；他类单位或另一单位为错误，不能认定的为待核。"
    "没有“甲方”列时按协议台账的甲方，都没有的只查选聘主体的性质",
    message="【第二、三条·选聘主体】{对象}协议甲方“{甲方}”不是本岗位选聘主体“{主体}”。",
    remedy="按“谁选聘、谁管理”，由选聘主体作为甲方重新签订。",
    wordings={
        "性质": "【第二、三条·选聘主体】{对象}的选聘主体“{主体}”不是旗县、苏木乡镇政府或嘎查村。",
        "性质不明": "【第二、三条·选聘主体】不能认定{对象}的选聘主体“{主体}”是否为旗县、苏木乡镇政府或嘎查村。",
        "写法不同": "【第二、三条·选聘主体】不能认定{对象}协议甲方“{甲方}”与选聘主体“{主体}”是否为同一单位。",
    },
    remedies={
        "性质": "由旗县、苏木乡镇政府或嘎查村选聘，并作为甲方重新签订。",
        "性质不明": "填写选聘主体全称，如“某某镇人民政府”“某某嘎查村民委员会”。",
        "写法不同": "甲方与选聘主体都写单位全称。",
    },
    day=start_day,
    needs=("hiring_body",),
)

RULES = (A8,)
PARAMS = ()
