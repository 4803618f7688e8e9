"""The masks and the search for numbers in a text, where the forms have always found them: they live in xgy_excel.privacy."""

from ..privacy import BACK_4, FRONT_6_BACK_4, known_numbers, leaks, mask_account, mask_id, mask_phone

__all__ = ["BACK_4", "FRONT_6_BACK_4", "known_numbers", "leaks", "mask_account", "mask_id", "mask_phone"]
