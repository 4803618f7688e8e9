"""Article 7: a farmer or herder of the village served, with junior middle school or more.

Age stands in age_limits.py, the soft conditions and the order of preference in merits.py, one person in two posts in
double_posts.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...core import Answer, Cite, Law, Param, Rule, Severity, error, hint, missing, unknown, unset
from ...records import Records
from ...rows import Coordinator, Village
from ...values import squash
from ..params import one_of
from .age_limits import judged_on
from .education import ART7, CODE_TABLE, LEAST, is_enough

SILENT = Cite("第七条", in_text=False)
NO_WORDS = ("", "否", "无", "不是", "没有", "非")

BELONGING = Param(
    "村籍口径",
    one_of("户籍", "常住", "集体成员", "任一"),
    "任一",
    "户籍 | 常住 | 集体成员 | 任一",
    "“所在嘎查村的农牧民”按什么认定，办法未写明",
    ART7,
)
PARAMS = (BELONGING,)

_VILLAGES = {"户籍": ("hukou_village",), "常住": ("live_village",), "集体成员": ("coop_village",)}
_ANY = ("hukou_village", "live_village", "coop_village")


def from_elsewhere(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    way = law.get(BELONGING)
    if way is None:
        yield unset(BELONGING)
        return
    names = _VILLAGES.get(way, _ANY)
    columns = [name for name in names if row.has(name)]
    written = {name: village for name in columns if (village := getattr(row, name))}
    if not columns:
        headers = "”“".join(row.columns()[name].header for name in names)
        yield Answer(Severity.UNKNOWN, {"表": row.place.sheet, "列": headers}, "缺列", once=True)
    elif not row.service_village or not written:
        yield missing(columns[0] if row.service_village else "service_village")
    elif not any(records.same_village(village, row.service_village, row.township) for village in written.values()):
        yield _not_of_the_village(row, written, records, way)


def _not_of_the_village(row: Coordinator, written: dict[str, str], records: Records, way: str) -> Answer:
    """An error where every village named is a known one; a name nobody knows may be an old name of the village."""
    for name, village in {"service_village": row.service_village, **written}.items():
        if records.has(Village) and records.village(village, row.township) is None:
            return unknown("村名不明", name, 村=village)
    if way in _VILLAGES or set(written) == {"coop_village"}:
        ((name, village),) = written.items()
        by = way if way in _VILLAGES else "集体成员"
        return error("口径", name, 列=row.columns()[name].header, 村A=village, 村B=row.service_village, 口径=by)
    villages = {key: written.get(name) or "未填" for key, name in zip(("村A", "村C"), _ANY[:2], strict=True)}
    return error("", next(iter(written)), **villages, 村B=row.service_village)


def no_farmer(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if row.is_farmer is False:
        yield error(v="否")
    elif row.is_farmer is None:
        urban = squash(row.hukou_type or "").startswith(("非农", "城镇"))
        yield unknown("户口", v=row.hukou_type) if urban else missing("is_farmer")


def poorly_educated(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    least = law.get(LEAST)
    if not row.education:
        yield missing("education")
    elif least is None:
        yield unset(LEAST)
    elif (enough := is_enough(row.education, law)) is not True:
        yield unknown("不明", v=row.education, 最低=least) if enough is None else error(v=row.education, 最低=least)


def still_at_school(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    status = squash(row.school_status or "")
    if not row.education and status not in NO_WORDS and not status.startswith(("非在校", "不在校")):
        yield hint(v=row.school_status)


def cadre_or_relative(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if squash(row.cadre_relation or "") not in NO_WORDS:
        yield hint(关系=row.cadre_relation)


def unable_to_work(row: Coordinator, records: Records, law: Law) -> Iterator[Answer]:
    if squash(row.labour_skill or "") in ("丧失劳动力", "无劳动力", "丧失劳动能力", "无劳动能力"):
        yield unknown(v=row.labour_skill)


_rule = partial(Rule, cite=ART7, about=(Coordinator,), day=judged_on)

E1 = _rule(
    code="E1",
    title="本村",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=from_elsewhere,
    field="hukou_village",
    logic="按村籍口径，户籍村、常住村、集体经济组织都不是服务嘎查村；都未填，或村名经村名对照仍对不上，为待核",
    message="【第七条·本村】{对象}户籍村“{村A}”、常住村“{村C}”，服务村为“{村B}”，不在服务对象所在嘎查村。",
    wordings={
        "口径": "【第七条·本村】{对象}{列}“{村A}”，服务村为“{村B}”，按{口径}认定不在服务对象所在嘎查村。",
        "村名不明": "【第七条·本村】{对象}的村名“{村}”在“嘎查村”表中对不上，无法判定是否本村。",
        "缺列": "【第七条·本村】“{表}”没有“{列}”列，无法判定是否在服务对象所在嘎查村选聘。",
    },
    remedy="核对村名写法和合并村旧名；确非本村的，应重新选聘。",
    remedies={
        "村名不明": "核对村名写法；合并村旧名在“村名对照”表登记。",
        "缺列": "补上相应的列，或在参数表调整“村籍口径”。",
    },
    params=(BELONGING,),
    needs=("service_village",),
)
E1B = _rule(
    code="E1b",
    title="农牧民",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=no_farmer,
    field="is_farmer",
    logic="是否农牧民为“否”；未填为待核，户口性质不单独作为依据",
    message="【第七条·农牧民】{对象}登记为非农牧民（是否农牧民：{v}）。",
    wordings={"户口": "【第七条·农牧民】{对象}未填“是否农牧民”，户口性质为“{v}”，不能据此判定。"},
    remedy="由嘎查村“两委”核实身份材料，属实的不得选聘。",
    remedies={"户口": "由嘎查村“两委”核实身份材料后填写“是否农牧民”。"},
    needs=("is_farmer",),
)
E4 = _rule(
    code="E4",
    title="初中以上",
    severities=(Severity.ERROR, Severity.UNKNOWN),
    ask=poorly_educated,
    field="education",
    logic="文化程度低于最低文化程度；未填或不能判定（肄业、未毕业、初二，未登记代码表的代码）为待核",
    message="【第七条·文化程度】{对象}文化程度为“{v}”，低于{最低}。",
    wordings={"不明": "【第七条·文化程度】{对象}文化程度为“{v}”，不能判定是否达到{最低}。"},
    remedy="核对毕业证；属实的不得选聘。",
    remedies={"不明": "核对毕业证，按“初中”“高中”“大专”等写法重新填写。"},
    params=(LEAST, CODE_TABLE),
    needs=("education",),
)
E4B = _rule(
    code="E4b",
    title="在校",
    cite=SILENT,
    severities=(Severity.HINT,),
    ask=still_at_school,
    field="school_status",
    logic="文化程度为空而在校生状况已填（系统中两项只填一项）；办法未规定",
    message="【第七条·在校】{对象}系统登记为在校（{v}），“文化程度”为空。",
    remedy="核实是否仍在校、能否从事专职岗位，并补填文化程度。",
    needs=("education", "school_status"),
)
E9 = _rule(
    code="E9",
    title="村干部或其近亲属",
    cite=Cite("本县规定", in_text=False),
    severities=(Severity.HINT,),
    ask=cadre_or_relative,
    field="cadre_relation",
    logic="标记为村干部或其近亲属；办法没有这一条，由本县决定是否启用",
    message="【回避】{对象}标记为村干部或其近亲属（{关系}）。",
    remedy="按本县规定处理，并在公示中说明。",
    needs=("cadre_relation",),
    default_on=False,
)
E10 = _rule(
    code="E10",
    title="劳动技能与岗位不符",
    severities=(Severity.UNKNOWN,),
    ask=unable_to_work,
    field="labour_skill",
    logic="系统登记的劳动技能为丧失劳动力或无劳动力，与“有一定的工作能力”相矛盾",
    message="【第七条·工作能力】{对象}系统登记劳动技能为“{v}”，与专职岗位不符。",
    remedy="核实后更正系统信息，或由“两委”写明核查意见。",
    needs=("labour_skill",),
)

RULES = (E1, E1B, E4, E4B, E9, E10)
