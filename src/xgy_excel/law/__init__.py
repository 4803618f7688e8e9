"""The regulation, one chapter per article. The catalogue is listed here by hand; a test proves it complete."""

from . import agreement, documents, eligibility, headcount, identity, pay, procedure, quota, term
from .identity import parameter_rule
from .judging import SWITCH, Verdict, judge

_CHAPTERS = (quota, headcount, eligibility, procedure, agreement, pay, term)  # Articles 4, 7, 8, 9, 10, 5 and 16

PARAMS = (
    SWITCH, *identity.PARAMS, *(param for chapter in _CHAPTERS for param in chapter.PARAMS), *documents.PARAMS,
)  # fmt: skip
_ARTICLES = tuple(rule for chapter in _CHAPTERS for rule in chapter.RULES)
K16 = parameter_rule(PARAMS, {SWITCH.name: ("K16", *(rule.code for rule in (*identity.RULES, *_ARTICLES)))})
RULES = (*identity.RULES, K16, *_ARTICLES)

__all__ = ["PARAMS", "RULES", "Verdict", "judge"]
