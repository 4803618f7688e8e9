"""No article: the base data every rule stands on — identity numbers, dates, particulars (K)."""

from . import duplicates, numbers, particulars, unreadable
from .numbers import birth_of, check_digit, id_problem, is_valid_id, sex_of
from .settings import parameter_rule

RULES = (*numbers.RULES, *duplicates.RULES, *unreadable.RULES, *particulars.RULES)
PARAMS = (*numbers.PARAMS, *duplicates.PARAMS, *unreadable.PARAMS, *particulars.PARAMS)

__all__ = ["PARAMS", "RULES", "birth_of", "check_digit", "id_problem", "is_valid_id", "parameter_rule", "sex_of"]
