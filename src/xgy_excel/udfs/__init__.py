"""The worksheet functions: the law as formulas, for one cell or a whole column. What is wrong stands in its own cell.

`=XGY_QUOTA(G2:G90)` answers for ninety villages in one call. County parameters, policy packs and holidays are those of
the workbook that asks. The day of law defaults to today; nowhere below this room and the command line does it.
"""

from .functions import (
    XGY_AGE,
    XGY_BIRTH,
    XGY_ELIGIBLE,
    XGY_ENDDATE,
    XGY_IDCHECK,
    XGY_MASK,
    XGY_PAYCAP,
    XGY_QUOTA,
    XGY_RMB,
    XGY_SEX,
    XGY_WORKDAYS,
)

__all__ = [
    "XGY_AGE",
    "XGY_BIRTH",
    "XGY_ELIGIBLE",
    "XGY_ENDDATE",
    "XGY_IDCHECK",
    "XGY_MASK",
    "XGY_PAYCAP",
    "XGY_QUOTA",
    "XGY_RMB",
    "XGY_SEX",
    "XGY_WORKDAYS",
]
