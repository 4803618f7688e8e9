"""Article 7: who may be chosen (E)."""

from . import age, age_limits, belonging, double_posts, education, merits
from .age import age_on, over_age

RULES = (*belonging.RULES, *age_limits.RULES, *merits.RULES, *double_posts.RULES)
PARAMS = (*age.PARAMS, *education.PARAMS, *belonging.PARAMS, *age_limits.PARAMS, *merits.PARAMS, *double_posts.PARAMS)

__all__ = ["PARAMS", "RULES", "age_on", "over_age"]
