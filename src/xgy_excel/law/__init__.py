"""The regulation, one module per article. The catalogue is listed here by hand; a test proves it complete."""

from . import quota
from .judging import SWITCH, Verdict, judge

RULES = (*quota.RULES,)
PARAMS = (SWITCH, *quota.PARAMS)

__all__ = ["PARAMS", "RULES", "Verdict", "judge"]
