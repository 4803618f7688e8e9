"""Why a cell is unreadable: the words of Unread.why. Those a rule asks for stand in core."""

from ..core.row import ERROR_CELL, LOST_DIGITS, MONTH_WANTED, NEGATIVE, NO_CACHE, NO_SUCH_DAY

MONTH_ONLY = "没有写到日"  # a year, or a year and a month: 2024年5月, the number 1985.1
OPEN_ENDED = "没有写明哪一天"  # 长期, 9999-12-31
FAR_OFF = "年份不在1900至2099年"
NOT_A_DATE = "不是日期"
UNSURE_MONTH = "一月还是十月不明"  # the number 2025.1 was typed as 2025.1 or as 2025.10
NOT_A_NUMBER = "不是数字"
NOT_WHOLE = "不是整数"
NOT_YES_NO = "不是“是”或“否”"
NOTHING_ABOVE = "“同上”的上面没有内容"
NOT_TO_REPEAT = "不能写“同上”"  # a name, an ID, an amount

__all__ = [
    "ERROR_CELL",
    "FAR_OFF",
    "LOST_DIGITS",
    "MONTH_ONLY",
    "MONTH_WANTED",
    "NEGATIVE",
    "NOTHING_ABOVE",
    "NOT_A_DATE",
    "NOT_A_NUMBER",
    "NOT_TO_REPEAT",
    "NOT_WHOLE",
    "NOT_YES_NO",
    "NO_CACHE",
    "NO_SUCH_DAY",
    "OPEN_ENDED",
    "UNSURE_MONTH",
]
