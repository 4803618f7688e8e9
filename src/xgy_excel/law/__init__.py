"""The regulation, one chapter per article. The catalogue is listed here by hand; a test proves it complete."""

from . import (
    age,
    age_limits,
    agreement,
    chain,
    contents,
    documents,
    double_posts,
    duplicates,
    education,
    eligibility,
    filing,
    funds,
    hiring,
    identity,
    merits,
    minimum_wage,
    paid,
    particulars,
    pay,
    payment,
    plan,
    procedure,
    publicity,
    quota,
    renewal,
    sums,
    term,
    unreadable,
)
from .judging import SWITCH, Verdict, judge
from .settings import parameter_rule

_BASE_DATA = (identity, duplicates, unreadable, particulars)  # no article
_ARTICLES = (
    quota,  # 4
    eligibility, age_limits, merits, double_posts,  # 7
    plan, procedure, publicity, filing, chain,  # 8
    agreement, contents, hiring, renewal,  # 9, 2, 3, 6
    pay, funds, payment, sums, minimum_wage,  # 10, 15
    term,  # 5, 16
)  # fmt: skip

PARAMS = (
    SWITCH, paid.COUNTY, *age.PARAMS, *education.PARAMS,
    *(param for chapter in (*_BASE_DATA, *_ARTICLES) for param in chapter.PARAMS), *documents.PARAMS,
)  # fmt: skip
K16 = parameter_rule(PARAMS)
RULES = (
    *(rule for chapter in _BASE_DATA for rule in chapter.RULES), K16,
    *(rule for chapter in _ARTICLES for rule in chapter.RULES),
)  # fmt: skip

__all__ = ["PARAMS", "RULES", "Verdict", "judge"]
