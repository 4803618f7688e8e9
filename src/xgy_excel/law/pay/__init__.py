"""Articles 10 and 15: what may be paid, from which fund, in which way (P)."""

from . import funds, limits, lists, minimum_wage, outside, payment, sums, twice
from .limits import cap, class_standard, prorated
from .paid import COUNTY
from .sources import parse_funds, source_name

RULES = (*limits.RULES, *funds.RULES, *payment.RULES, *outside.RULES, *twice.RULES, *sums.RULES, *minimum_wage.RULES)
PARAMS = (
    COUNTY, *limits.PARAMS, *funds.PARAMS, *payment.PARAMS, *sums.PARAMS, *minimum_wage.PARAMS, *lists.PARAMS,
)  # fmt: skip

__all__ = ["PARAMS", "RULES", "cap", "class_standard", "parse_funds", "prorated", "source_name"]
