"""Which documents there are and what fills them. Pure: records, law and verdict in; subjects, fields, reasons, names out."""

from .agreement import CONTRACT
from .form import Form, Subject, Values
from .gates import reasons, shut, waived
from .notice import NOTICE
from .privacy import leaks, mask_account, mask_id, mask_phone

FORMS: tuple[Form, ...] = (NOTICE, CONTRACT)

__all__ = [
    "FORMS",
    "Form",
    "Subject",
    "Values",
    "leaks",
    "mask_account",
    "mask_id",
    "mask_phone",
    "reasons",
    "shut",
    "waived",
]
