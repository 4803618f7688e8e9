"""Faults of the sample county in training, evaluation, disclosure and the register of exceptions that take more than one line."""

from __future__ import annotations

from datetime import date

from ..rows import Approval, Disclosure, Evaluation, Training
from .ledgers import Ledgers


def t3(ledgers: Ledgers) -> None:
    """In 2022 nobody was taught how work is evaluated."""
    for line in ledgers.lines[Training]:
        if str(line["training_date"]).startswith("2022"):
            line["training_topics"] = "稳岗就业相关政策、岗位职责、工作技能"


def v1(ledgers: Ledgers) -> None:
    """One person is left out in 2024; of 2022 nothing was recorded at all."""
    ledgers.lines[Evaluation].remove(ledgers.of(Evaluation, 16)[-1])
    ledgers.lines[Evaluation] = [line for line in ledgers.lines[Evaluation] if line["eval_year"] != "2022"]


def v4(ledgers: Ledgers) -> None:
    ledgers.setting("绩效评价办法文号·萨仁湖苏木人民政府")["value"] = "未制定"
    ledgers.setting("绩效评价办法文号·风铃草苏木人民政府")["value"] = None


def d1(ledgers: Ledgers) -> None:
    ledgers.published("萨仁塔拉嘎查")[-1]["publish_method"] = None


def d2(ledgers: Ledgers) -> None:
    line, person = ledgers.published("银枫村")[-1], ledgers.person(37)
    line["publish_names"] = str(line["publish_names"]).replace(
        str(person["name"]), f"{person['name']}（{person['id_number']}）"
    )


def d3(ledgers: Ledgers) -> None:
    """A number nobody has, and a mobile one."""
    ledgers.published("银麦村")[-1]["publish_phone"] = "12345678"
    ledgers.published("木兰淖尔嘎查")[-1]["publish_phone"] = "19900009999"


def d4(ledgers: Ledgers) -> None:
    """A village that stopped last November, and one that never began."""
    stopped = ledgers.published("苏布德淖尔嘎查")[2:]
    gone = [*stopped, *ledgers.published("高娃淖尔嘎查")]
    ledgers.lines[Disclosure] = [line for line in ledgers.lines[Disclosure] if not any(line is one for one in gone)]


def d5(ledgers: Ledgers) -> None:
    ledgers.published("托娅淖尔嘎查")[-1]["publish_pay"] = "1500元/月"


def i3(ledgers: Ledgers) -> None:
    """Somebody agreed, but nothing was written."""
    line = {"rule": "E3", "target": ledgers.person(23)["id_number"], "body": "巴彦河旗人力资源和社会保障局"}
    ledgers.lines[Approval].append({**line, "date": date(2025, 2, 20), "note": "已口头同意，文号待补"})


SEEDS = (t3, v1, v4, d1, d2, d3, d4, d5, i3)
