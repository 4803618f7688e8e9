"""Article 14: why and how somebody leaves: the seven cases, their evidence, the procedure, what follows (X)."""

from . import evidence, grounds, leaving, steps
from .grounds import case_of, kind_of

RULES = (*evidence.RULES, *steps.RULES, *leaving.RULES, *grounds.RULES)
PARAMS = steps.PARAMS

__all__ = ["PARAMS", "RULES", "case_of", "kind_of"]
