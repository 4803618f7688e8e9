"""Article 13: what a village publishes about its coordinators, and what it must not (D)."""

from . import amounts, items, phones, private
from .items import D1, D4

RULES = (D1, *private.RULES, *phones.RULES, D4, *amounts.RULES)
PARAMS = items.PARAMS

__all__ = ["PARAMS", "RULES"]
