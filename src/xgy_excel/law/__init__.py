"""The regulation, one chapter per article. The catalogue is listed here by hand; a test proves it complete."""

from . import agreement, documents, eligibility, identity, pay, procedure, quota, term
from .identity import parameter_rule
from .judging import SWITCH, Verdict, judge

_CHAPTERS = (quota, eligibility, procedure, agreement, pay, term)  # Articles 4, 7, 8, 9, 10, 5 and 16

PARAMS = (
    SWITCH, *identity.PARAMS, *(param for chapter in _CHAPTERS for param in chapter.PARAMS), *documents.PARAMS,
)  # fmt: skip
K16 = parameter_rule(PARAMS)
RULES = (*identity.RULES, K16, *(rule for chapter in _CHAPTERS for rule in chapter.RULES))

__all__ = ["PARAMS", "RULES", "Verdict", "judge"]
