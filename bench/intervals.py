"""Clopper-Pearson intervals, as the pages print them."""

from workers.checks.rates import interval

__all__ = ["interval"]
