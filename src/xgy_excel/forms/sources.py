"""Where the value of every variable of a form comes from, for whoever writes a template: a column, a parameter, or what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..core import Row
from ..law import PARAMS
from ..law.documents import ARTICLE_NUMBER, RED_HEAD
from ..law.eligibility.merits import PREFERRED
from ..law.pay.limits import CLASS_PAY
from ..law.procedure.plan import PLAN
from ..rows import SHEETS, Coordinator, Procedure, Village
from .form import Form
from .lacking import comes_from

COLUMN, PARAMETER, DERIVED, HAND = "列", "参数", "推算", "手填"
KINDS = (COLUMN, PARAMETER, DERIVED, HAND)


class Source(NamedTuple):
    """`kind` is one of KINDS, `words` what a clerk is told."""

    kind: str
    words: str


_CHECKED = Source(DERIVED, "由核对结果得出")
_COUNTED = Source(DERIVED, "由程序计数")
_AS_OF = Source(DERIVED, "参照日期（--as-of）")
_BY_HAND = Source(HAND, "留空，在纸上填写")
_PACK = Source(DERIVED, "“政策包”表里当日有效的一行")
_PAID = Source(DERIVED, "由“发放”表当月的记录得出")
_CHANGE = Source(DERIVED, "由离岗人员和接任人员的登记得出")


def _param(name: str, more: str = "") -> Source:
    return Source(PARAMETER, f"参数“{name}”{more}")


_OWN = {  # of every form
    **{f"{key}部门": _param(f"部门名称·{key}") for key in ("乡村振兴", "人社", "财政")},
    **dict.fromkeys(("政策依据", "依据文号", "政策包"), _PACK),
    "红头": Source(DERIVED, f"参数“{RED_HEAD.name}”为“是”时是落款单位；嘎查村没有红头"),
    "条款依据": Source(
        DERIVED, f"“政策包”表里当日有效的一行和本文书的条款；接续政策的条款见参数“{ARTICLE_NUMBER.name}”"
    ),
    **dict.fromkeys(("人数", "村数", "乡镇数", "候选人数", "待核村数", "问题数"), _COUNTED),
    **dict.fromkeys(("参照日期", "截止日期", "核对日期", "填表日期"), _AS_OF),
    **dict.fromkeys(("甲方负责人", "反对票数", "弃权票数"), _BY_HAND),
    **dict.fromkeys(("实发金额", "出勤天数", "合计大写"), _PAID),
    **dict.fromkeys(("上期协议编号", "上期协议起", "上期协议止"), Source(DERIVED, "由“协议台账”里此人前一份协议得出")),
    "方案文号": _param(PLAN.name),
    "报酬标准": _param(CLASS_PAY.name, "里本岗位类别的标准"),
    "落款单位": Source(DERIVED, "由选聘主体或所在苏木乡镇、嘎查村得出"),
    "落款日期": Source(DERIVED, "由文书的日期得出：签订日期、公示起或参照日期"),
    "解聘理由": Source(DERIVED, "由“解聘”表的“理由项”得出"),
    "苏木乡镇政府": Source(DERIVED, "由“苏木乡镇”得出"),
    "培训范围": Source(DERIVED, "由参加人员所在的苏木乡镇得出"),
    "栏名": _param("备案意见栏"),
}
_OF_FORM = {  # by code
    "D01": {"优先类别": _param(PREFERRED.name), "支付方式": Source(DERIVED, "固定为“一卡通”")},
    "D12": {"终止说明": Source(DERIVED, "由“离岗类型”和“协议止”得出")},
    "D15": {
        "职责任务": Source(DERIVED, "第六条的五项职责"),
        "上岗人员": Source(DERIVED, "由在岗人员的“姓名”得出"),
        "评价办法": _param("绩效评价办法文号", "，没有时用“公开”表最近一次的内容"),
        "公开日期": _AS_OF,
    },
    "D16": {
        "发放月份": Source(DERIVED, "参照日期所在的月份"),
        "合计金额": _PAID,
        "公示起": _AS_OF,
        **dict.fromkeys(("公示止", "公示天数"), _param("发放公示天数")),
    },
    "D17": {
        **dict.fromkeys(("对象", "对象类别", "规则", "规则名", "条款", "条款依据", "事实", "办理办法"), _CHECKED),
        **dict.fromkeys(("例外审批文号", "批准单位", "批准日期"), _BY_HAND),
    },
}
_CHANGED = (
    "变动类型", "变动日期", "变动人员", "离岗姓名", "离岗身份证号", "离岗日期", "离岗协议编号", "离岗类型", "接任姓名", "接任身份证号",
    "接任上岗日期", "接任备案编号",
)  # fmt: skip
_CHECKED_FORM = "D18"  # says nothing but what the check found
_WHOLE = {  # lists and groups whose every part comes from the same
    "核查项": Source(DERIVED, "由登记内容和核对结果得出，逐项列出"),
    "合计": Source(DERIVED, "各嘎查村相加"),
}


def source_of(name: str, form: Form, names: Collection[str]) -> Source:
    """Where a variable of a form comes from. `names` are all its variables; of the lines of a list as 名单.姓名.

    >>> from .agreement import CONTRACT
    >>> names = CONTRACT.names()
    >>> [source_of(name, CONTRACT, names).words for name in ("姓名", "年龄", "备案日期", "盟市")]
    ['花名册“姓名”列', '由“出生日期”得出', '选聘程序“备案日期”列', '参数“盟市”，花名册有这一列的以列为准']
    """
    which, _, word = name.rpartition(".")
    return next(_sources(which, word, form, names))


def _sources(which: str, word: str, form: Form, names: Collection[str]) -> Iterator[Source]:
    """The answers that fit, the one to be told first."""
    if which in _WHOLE:
        yield _WHOLE[which]
    if form.code.startswith("D14") and word in _CHANGED:
        yield _CHANGE
    for known in (_OF_FORM.get(form.code, {}), _OWN):
        if word in known:
            yield known[word]
    if form.code == _CHECKED_FORM:
        yield _param(word) if word == "旗县" else _CHECKED
    beside = {other for name in names for list_, _, other in (name.rpartition("."),) if list_ == which}
    if (origin := comes_from(word)) != word and origin in beside:
        yield Source(DERIVED, f"由“{origin}”得出")
    of_people = "姓名" in beside
    yield from _columns(word, (Coordinator, Procedure, Village) if of_people else (Village,))
    if word in _SET:
        yield _param(word)
    yield from _columns(word, SHEETS)
    yield Source(DERIVED, "由程序得出")


_SET = {param.name for param in PARAMS}


def _columns(word: str, sheets: Collection[type[Row]]) -> Iterator[Source]:
    """The column of that header: what the program computes is told as such, a county's own yields to the parameter."""
    for kind in sheets:
        column = next((c for c in kind.columns().values() if c.header == word), None)
        if column and column.computed:
            yield Source(DERIVED, f"由程序计算（{kind.SHEET}“{word}”列）")
        elif column and column.extra and word in _SET:
            yield _param(word, f"，{kind.SHEET}有这一列的以列为准")
        elif column:
            yield Source(COLUMN, f"{kind.SHEET}“{word}”列" + ("（自用列）" if column.extra else ""))
