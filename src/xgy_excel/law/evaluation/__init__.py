"""Article 12: evaluated every year, with the people served taking part, by a method the hiring body has laid down (V)."""

from . import method, record, years
from .years import months_in_post

RULES = (*years.RULES, record.V2, record.V3, *method.RULES, record.V5)
PARAMS = (*years.PARAMS, *record.PARAMS, *method.PARAMS)

__all__ = ["PARAMS", "RULES", "months_in_post"]
