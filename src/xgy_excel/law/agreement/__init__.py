"""Articles 9, 2, 3 and 6: the written agreement, its year, its party, its renewal (A)."""

from . import contents, hiring, renewal, signing, terms
from .contents import missing_blocks, missing_duties
from .terms import max_end, overlap_days

RULES = (*signing.RULES, *terms.RULES, *contents.RULES, *hiring.RULES, *renewal.RULES)
PARAMS = (*terms.PARAMS, *contents.PARAMS, *hiring.PARAMS, *renewal.PARAMS)

__all__ = ["PARAMS", "RULES", "max_end", "missing_blocks", "missing_duties", "overlap_days"]
