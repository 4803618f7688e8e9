"""Which documents there are and what fills them. Pure: records, law and verdict in; subjects, fields, reasons, names out."""

from ..core import Stopped, nearest
from .agreement import CONTRACT
from .form import Form, Subject, Values
from .gates import reasons, shut, waived
from .notice import NOTICE
from .privacy import known_numbers, leaks, mask_account, mask_id, mask_phone

FORMS: tuple[Form, ...] = (NOTICE, CONTRACT)


def find(name: str) -> Form:
    """A form by its code, name or title. Stops with the nearest one."""
    words = {word.casefold(): form for form in FORMS for word in (form.code, form.name, form.title)}
    if name.casefold() not in words:
        close = nearest(name.casefold(), words)
        raise Stopped(f"没有叫“{name}”的文书{f'，最接近的是“{close}”' if close else ''}。用 xgy forms 查看全部。")
    return words[name.casefold()]


__all__ = [
    "FORMS",
    "Form",
    "Subject",
    "Values",
    "find",
    "known_numbers",
    "leaks",
    "mask_account",
    "mask_id",
    "mask_phone",
    "reasons",
    "shut",
    "waived",
]
