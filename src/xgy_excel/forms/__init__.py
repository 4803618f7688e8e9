"""Which documents there are and what fills them. Pure: records, law and verdict in; subjects, fields, reasons, names out."""

from ..core import Stopped, nearest
from .agreement import CONTRACT
from .application import APPLICATION
from .change import CHANGE_FORM, CHANGE_LETTER
from .committee import COMMITTEE
from .council import COUNCIL
from .dismissal import DISMISSAL_NOTICE, ENDING_RECORD
from .ending import ENDING_NOTICE
from .evaluation import BALLOT, EVALUATION
from .exception import EXCEPTION
from .filing import FILING_FORM, FILING_LETTER, FILING_ROSTER
from .form import BLANK, Form, Subject, Values
from .gates import reasons, shut, sifted, waived
from .inspection import INSPECTION
from .notice import NOTICE
from .payment import PAYMENT_NOTICE
from .quota_table import QUOTA_TABLE
from .renewal_notice import RENEWAL_NOTICE
from .township import REVIEW, TOWN_NOTICE
from .training import SIGN_IN, TRAINING_NOTICE
from .vacancy import VACANCY
from .village_affairs import VILLAGE_AFFAIRS

FORMS: tuple[Form, ...] = (  # in the order of their codes
    VACANCY,
    APPLICATION,
    COMMITTEE,
    COUNCIL,
    NOTICE,
    REVIEW,
    TOWN_NOTICE,
    FILING_FORM,
    FILING_ROSTER,
    FILING_LETTER,
    CONTRACT,
    TRAINING_NOTICE,
    SIGN_IN,
    EVALUATION,
    BALLOT,
    RENEWAL_NOTICE,
    ENDING_NOTICE,
    DISMISSAL_NOTICE,
    ENDING_RECORD,
    CHANGE_FORM,
    CHANGE_LETTER,
    VILLAGE_AFFAIRS,
    PAYMENT_NOTICE,
    EXCEPTION,
    INSPECTION,
    QUOTA_TABLE,
)


def find(name: str) -> Form:
    """A form by its code, name or title. Stops with the nearest one."""
    words = {word.casefold(): form for form in FORMS for word in (form.code, form.name, form.title)}
    if name.casefold() not in words:
        close = nearest(name.casefold(), words)
        raise Stopped(f"没有叫“{name}”的文书{f'，最接近的是“{close}”' if close else ''}。用 xgy forms 查看全部。")
    return words[name.casefold()]


__all__ = ["BLANK", "FORMS", "Form", "Subject", "Values", "find", "reasons", "shut", "sifted", "waived"]
