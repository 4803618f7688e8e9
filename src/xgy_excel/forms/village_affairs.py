"""D15 村务公开栏: the five things a village publishes of its coordinators, one public page for each (Article 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..core import Finding, Law
from ..law import Verdict
from ..law.agreement.hiring import of_body
from ..law.disclosure.items import publications
from ..law.documents import HOTLINE
from ..law.evaluation.method import METHOD
from ..records import Records
from ..rows import Coordinator, Disclosure
from ..values import money_text, squash
from .choosing import each_of_villages
from .fields import list_values, shown
from .filenames import of_place
from .form import Form, Subject, Values
from .printed import committee, printed_name
from .putting import put

BOARD = ("D1", "D2", "D3")
DUTIES = (  # Article 6
    "（一）宣传并协助落实党和国家就业帮扶政策；（二）全面掌握脱贫人口就业帮扶底数，包括脱贫人口外出务工情况、就业和职业技能培训"
    "需求意愿、掌握技能等相关情况；（三）为有服务需求的脱贫人口提供就业指导、岗位推送、技能培训等服务，配合做好脱贫人口外出务工"
    "组织工作；（四）及时掌握脱贫人口就业帮扶动态并更新信息管理系统数据；（五）自觉接受管理部门业务指导，按要求参加相关业务培训。"
)
_NONE = ("未制定", "没有制定", "尚未制定", "无", "没有", "暂无", "否")


def choose(records: Records, law: Law, where: Sequence[str], verdict: Verdict) -> list[Subject]:
    """The villages with somebody in post; the ones asked for whatever they have."""
    return [one for one in each_of_villages(records, law, where) if where or one.rows]


def refuse(subject: Subject, records: Records, law: Law) -> list[str]:
    return [] if subject.rows else [f"{law.checked}没有在岗的协管员，没有需要公开的人员。"]


def method(subject: Subject, records: Records, law: Law) -> str | None:
    """How the coordinators are evaluated: by the rules of those who hire them, else as the village published last."""
    bodies = dict.fromkeys(row.hiring_body for row in subject.rows if row.hiring_body)
    numbers = dict.fromkeys(number for body in bodies if (number := of_body(METHOD, body, law)[1]))
    known = [number for number in numbers if squash(number) not in _NONE]
    if known and len(known) == len(numbers):
        by = "、".join(number if "》" in number else f"{number}文件" for number in known)
        return f"按照{by}执行，每年至少开展一次考核评价，由被服务对象参与评价。"
    lines = publications(id(subject.village), records) if subject.village else []
    dated = [(one.publish_date, one.publish_method) for one in lines if one.publish_date and one.publish_method]
    return max(dated)[1] if dated and not numbers else None


def board(subject: Subject, records: Records, law: Law) -> Disclosure:
    """What the page is going to show, as a line of 公开."""
    return Disclosure(
        village=subject.village.village if subject.village else None,
        publish_date=law.checked,
        publish_duties=DUTIES,
        publish_names=_names(subject.rows),
        publish_pay=_pay(subject.rows),
        publish_method=method(subject, records, law),
        publish_phone=law.get(HOTLINE),
    )


def _names(rows: Iterable[Coordinator]) -> str | None:
    return "、".join(name for row in rows if (name := printed_name(row.name))) or None


def _pay(rows: Sequence[Coordinator]) -> str | None:
    known = [f"{row.name}{money_text(row.pay_monthly)}元/月" for row in rows if row.name and row.pay_monthly]
    return "、".join(known) if len(known) == len(rows) else None


def ask(subject: Subject, records: Records, law: Law) -> list[Finding]:
    return put(BOARD, board(subject, records, law), records, law) if subject.rows else []


def fill(subject: Subject, records: Records, law: Law) -> Values:
    shows = board(subject, records, law)
    return list_values(subject, records, law, law.checked) | {
        "嘎查村": shows.village,
        "职责任务": shows.publish_duties,
        "上岗人员": shows.publish_names,
        "人数": str(len(subject.rows)) if subject.rows else None,
        "评价办法": shows.publish_method,
        "监督举报电话": shows.publish_phone,
        "公开日期": shown(law.checked),
        "落款单位": committee(shows.village),
        "落款日期": shown(law.checked),
    }


VILLAGE_AFFAIRS = Form(
    code="D15",
    name="village-affairs",
    title="村务公开栏",
    article="第十三条",
    public=True,
    template="village-affairs.docx",
    choose=choose,
    fill=fill,
    refuse=refuse,
    ask=ask,
    file_name=of_place("村务公开栏"),
    cures=("D1", "D2", "D3", "D5"),  # the page takes the place of what hung out before
    params=(HOTLINE,),
    contacts=(HOTLINE,),
)
