"""Article 15: the findings of a day in the classes of the article, the leads about money, the register of exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..core import Answer, Cite, Finding, Law, Rule, Severity, by_reason, hint, in_words
from ..records import Records, person_of
from ..rows import Agreement, Approval, Coordinator, Payment, Procedure
from ..values import name_key, squash
from .judging import approval_keys, key_of
from .pay.receipts import failed

ART15 = Cite("第十五条", in_text=False)

# -- the classes of the article ------------------------------------------------------------------------------

POSTS, SELECTION, DUTIES, MONEY, OTHERS = (
    "不按规定设岗",
    "违规选聘",
    "不履职尽责",
    "资金",
    "其他（协议、解聘、基础数据等）",
)
CLASSES = (POSTS, SELECTION, DUTIES, MONEY, OTHERS)
_OF_LETTER = {"Q": POSTS, "Y": POSTS, "E": SELECTION, "S": SELECTION, "T": DUTIES, "V": DUTIES, "D": DUTIES, "P": MONEY}
_OF_CODE = {"A7": SELECTION, "A8": SELECTION}


def class_of(rule: Rule) -> str:
    """The class a rule's findings are reported in, by the letter of its chapter: a new rule is never left out.

    >>> from . import RULES
    >>> [class_of(rule) for rule in RULES if rule.code in ("Q2", "E3", "A7", "A9", "P12")]
    ['不按规定设岗', '违规选聘', '违规选聘', '其他（协议、解聘、基础数据等）', '资金']
    """
    return _OF_CODE.get(rule.code) or _OF_LETTER.get(rule.code[0], OTHERS)


def issues(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """What is open, 错误, 需例外审批 and 待核, by class; in each the gravest first."""
    found: dict[str, list[Finding]] = {name: [] for name in CLASSES}
    for finding in findings:
        if finding.severity.open:
            found[class_of(finding.rule)].append(finding)
    for group in found.values():
        group.sort(key=lambda finding: finding.severity.rank)
    return found


def known_on(day: date, findings: Iterable[Finding]) -> list[Finding]:
    """The findings an inspection of a past day tells of: what was paid for later months lay ahead."""
    return [f for f in findings if not isinstance(f.row, Payment) or (f.row.pay_month or day) <= day]


def head_words(day: date, findings: Iterable[Finding]) -> str:
    """The sentence at the head of the list (I1)."""
    counts = dict.fromkeys((Severity.ERROR, Severity.EXCEPTION, Severity.UNKNOWN), 0)
    for finding in findings:
        if finding.severity in counts:
            counts[finding.severity] += 1
    told = "、".join(f"{severity.value}{number}" for severity, number in counts.items())
    return f"【第十五条·自查】截至{in_words(day)}共{sum(counts.values())}个问题：{told}。→ 逐条处理并填写处理意见。"


def unchecked_words(not_run: Iterable[tuple[str, str]]) -> str:
    """What the numbers do not cover, by reason; empty where every rule was asked.

    >>> unchecked_words([("P12", "没有工作表“发放”"), ("P13", "没有工作表“发放”"), ("E10", "缺列“劳动技能”")])
    '没有核对、不在其内的规则：P12、P13（没有工作表“发放”）；E10（缺列“劳动技能”）。'
    """
    told = "；".join(f"{'、'.join(codes)}（{why}）" for why, codes in by_reason(not_run).items())
    return f"没有核对、不在其内的规则：{told}。" if told else ""


# -- leads about money (I2) ----------------------------------------------------------------------------------

WRONG_PAYMENT = ("P12", "P13")  # paid to whom, or for when, it should not have been
WRONG_SOURCE = ("P5", "P6")  # paid from money it should not have been paid from
DISCLAIMER = "本表仅为线索，是否属于虚报、冒领、骗取及是否追回，由旗县财政、审计部门认定。"


@dataclass
class Lead:
    """One person's month that findings about money concern; a month several rules concern counts once.

    `payment` is what was paid to the wrong person or for the wrong time, `source` what was paid besides from the wrong
    money, in yuan.
    """

    person: str  # what tells the person from others
    month: date
    findings: list[Finding] = field(default_factory=list)

    @property
    def payment(self) -> Decimal:
        return self._most(WRONG_PAYMENT)

    @property
    def source(self) -> Decimal:
        return self.total - self.payment

    @property
    def total(self) -> Decimal:
        """The greatest amount one of the rules tells of: the others tell of the same money."""
        return self._most((*WRONG_PAYMENT, *WRONG_SOURCE))

    @property
    def known(self) -> bool:
        """Is every amount known? A pay of several sources may not say how much came from which."""
        return all(isinstance(finding.answer.facts.get("金额"), Decimal) for finding in self.findings)

    def _most(self, codes: Sequence[str]) -> Decimal:
        sums = dict.fromkeys(codes, Decimal(0))
        for finding in self.findings:
            amount = finding.answer.facts.get("金额")
            if finding.rule.code in sums and isinstance(amount, Decimal):
                sums[finding.rule.code] += amount
        return max(sums.values())


def leads(findings: Iterable[Finding]) -> list[Lead]:
    """The leads among the findings, in the order of the book. What is approved or 待核 is none, and what the bank sent back."""
    found: dict[tuple[str, date], Lead] = {}
    for finding in findings:
        row, blamed = finding.row, finding.severity in (Severity.ERROR, Severity.EXCEPTION)
        if (
            blamed
            and finding.rule.code in (*WRONG_PAYMENT, *WRONG_SOURCE)
            and isinstance(row, Payment)
            and row.pay_month
            and not failed(row)
        ):
            month = row.pay_month.replace(day=1)
            key = person_of(row) or f"{name_key(row.name)}·{row.place.row if not row.name else ''}"
            found.setdefault((key, month), Lead(key, month)).findings.append(finding)
    return list(found.values())


def leads_words(found: Sequence[Lead]) -> str:
    """The sentence of the list of leads (I2)."""
    people = len({lead.person for lead in found})
    total, source = (sum((getattr(lead, name) for lead in found), Decimal(0)) for name in ("total", "source"))
    return (
        f"【第十五条·资金线索】线索涉及{people}人{len(found)}个月共{total:.2f}元（其中列支渠道不符{source:.2f}元）。{DISCLAIMER}"
        "→ 报财政、审计部门核实。"
    )


# -- exceptions (I3) -----------------------------------------------------------------------------------------

VALID, IDLE, LATER, INCOMPLETE, OPEN = "已批准", "已批准，本次没有用到", "参照日期后批准", "缺项，尚未生效", "未办理"
_WANTED = ("rule", "target", "doc_no", "body", "date")


@dataclass(frozen=True)
class Exempted:
    """A line of the register of exceptions: a row of 例外审批, or an exception nobody has applied for."""

    state: str
    rule: str
    subject: str
    row: Approval | None = None
    finding: Finding | None = None


def exceptions(findings: Sequence[Finding], records: Records, day: date) -> list[Exempted]:
    """Every row of 例外审批 with its state, then the exceptions that are open and have no row."""
    asked = [f for f in findings if f.severity in (Severity.EXCEPTION, Severity.APPROVED)]
    wanted = {key_of(finding) or (finding.rule.code, id(finding.row)): finding for finding in asked}
    found, told = [], set()
    for row in records.of(Approval):
        keys = approval_keys(row, records) & wanted.keys()
        told |= keys
        if _lacking(row):
            state = INCOMPLETE
        elif row.date and row.date > day:
            state = LATER
        else:
            state = VALID if keys else IDLE
        finding = next((wanted[key] for key in keys), None)
        found.append(Exempted(state, squash(row.rule or "").upper(), whom(row, records), row, finding))
    for key, finding in wanted.items():
        if finding.severity is Severity.EXCEPTION and key not in told:
            found.append(Exempted(OPEN, finding.rule.code, finding.subject, None, finding))
    return found


def _lacking(row: Approval) -> list[str]:
    return [name for name in _WANTED if getattr(row, name) is None]


def whom(row: Approval, records: Records) -> str:
    """The village, or the person by name, as far as the roster knows the number; else its last figures."""
    person = next((one for one in records.of_person(Coordinator, row.target) if one.name), None)
    return person.subject if person else row.subject if row.target else "（未写对象）"


def incomplete(row: Approval, records: Records, law: Law) -> Iterator[Answer]:
    """Only a hint: what the row was to approve stays 需例外审批, and that is what holds a document up."""
    who = whom(row, records)
    if lacking := _lacking(row):
        headers = "”“".join(row.columns()[name].header for name in lacking)
        yield hint("", lacking[0], 规则=row.rule or "（未写规则）", 谁=who, 项=headers)
    if row.rule and row.target and not approval_keys(row, records):
        yield hint("规则不明", "rule", 规则=row.rule, 谁=who)
    if row.target and not _is_known(row.target, records):
        yield hint("对象不明", "target", 规则=row.rule or "（未写规则）", 谁=row.subject)
    if row.date and row.date > law.checked:
        yield hint("尚未批准", "date", 规则=row.rule or "（未写规则）", 谁=who, 日期=row.date, 核对日=law.checked)


def _is_known(target: str, records: Records) -> bool:
    """Is it one village of the book, or the number of somebody in it?"""
    people = (records.of_person(kind, target) for kind in (Coordinator, Procedure, Agreement, Payment))
    return len(records.villages(target)) == 1 or any(people)


I3 = Rule(
    code="I3",
    title="例外审批不全",
    cite=ART15,
    severities=(Severity.HINT,),
    about=(Approval,),
    ask=incomplete,
    field="doc_no",
    logic="例外审批表的一行缺规则、对象、文号、批准单位或批准日期，或规则、对象对不上，或批准日期晚于核对日；"
    "该例外不生效，所对应的问题仍为需例外审批",
    message="【例外审批】{规则}{谁}缺“{项}”。",
    wordings={
        "规则不明": "【例外审批】{谁}一行的规则写作“{规则}”，看不出是哪条规则，这一行没有生效。",
        "对象不明": "【例外审批】{规则}一行的对象“{谁}”在花名册、嘎查村等表中对不上，或不止一个村同名，这一行没有生效。",
        "尚未批准": "【例外审批】{规则}{谁}的批准日期{日期}晚于核对日{核对日}，这一行在核对日还没有生效。",
    },
    remedy="补齐后例外方可生效。",
    remedies={
        "规则不明": "填写核对结果里的规则编号，如E3、Q3。",
        "对象不明": "填写身份证号或嘎查村名；不止一个村同名的，写上苏木乡镇。",
        "尚未批准": "核对日期；核对以后的情况，请把参照日期定在批准之后。",
    },
    needs=_WANTED,
    without_pack=True,
)

RULES = (I3,)
PARAMS = ()
