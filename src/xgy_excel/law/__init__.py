"""The regulation, one chapter per article. The catalogue is listed here by hand; a test proves it complete."""

from ..core import Law, Row, Rule
from . import (
    agreement,
    disclosure,
    dismissal,
    documents,
    eligibility,
    evaluation,
    headcount,
    identity,
    inspection,
    pay,
    procedure,
    quota,
    term,
    training,
)
from .extra import EXTRA, compatible, packages_of
from .identity import parameter_rule
from .judging import SWITCH, Verdict, judge

_CHAPTERS = (  # Articles 4, 7 to 15, 5 and 16
    quota, headcount, eligibility, procedure, agreement, pay, training, evaluation, disclosure, dismissal, inspection, term,
)  # fmt: skip

PARAMS = (
    SWITCH, *identity.PARAMS, *(param for chapter in _CHAPTERS for param in chapter.PARAMS), *documents.PARAMS,
    EXTRA,
)  # fmt: skip
_ARTICLES = tuple(rule for chapter in _CHAPTERS for rule in chapter.RULES)
_KEYS = {
    SWITCH.name: ("K16", *(rule.code for rule in (*identity.RULES, *_ARTICLES))),
    documents.DEPARTMENTS.name: ("乡村振兴", "人社", "财政"),
}
K16 = parameter_rule(PARAMS, _KEYS)
RULES = (*identity.RULES, K16, *_ARTICLES)


def rules_of(law: Law) -> tuple[Rule, ...]:
    """The rules a county is judged by on a day: these, and those of the packages its parameter 附加规则 names.

    Raises Stopped when a package is not installed or gets in the way of the program's own rules.
    """
    packages = packages_of(law)
    if not packages:
        return RULES
    compatible(packages, RULES, PARAMS)
    added = tuple(rule for one in packages for rule in one.rules)
    switches = (*_KEYS[SWITCH.name], *(rule.code for rule in added))
    k16 = parameter_rule((*PARAMS, *(p for one in packages for p in one.params)), {**_KEYS, SWITCH.name: switches})
    return (*(k16 if rule is K16 else rule for rule in RULES), *added)


def kinds_of(law: Law) -> tuple[type[Row], ...]:
    """The sheets those packages know beside ours."""
    return tuple(dict.fromkeys(kind for one in packages_of(law) for kind in one.kinds))


__all__ = ["PARAMS", "RULES", "Verdict", "judge", "kinds_of", "rules_of"]
