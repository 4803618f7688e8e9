"""Article 8 and the notice: how a person is chosen, step by step, and what is filed (S)."""

from . import chain, filing, plan, publicity, steps
from .publicity import publicity_days
from .workdays import is_workday, workdays

RULES = (*plan.RULES, *steps.RULES, *publicity.RULES, *filing.RULES, *chain.RULES)
PARAMS = (*plan.PARAMS, *steps.PARAMS, *publicity.PARAMS, *filing.PARAMS, *chain.PARAMS)

__all__ = ["PARAMS", "RULES", "is_workday", "publicity_days", "workdays"]
