"""Rules of 《样例旗生态护林员管理办法》, a regulation made up for this example."""

from .rules import PARAMS, RULES

__all__ = ["PARAMS", "RULES"]
