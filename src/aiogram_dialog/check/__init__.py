"""Looking for mistakes in a bot that can be seen without running it."""

from .finding import RULES, Finding, Rule, Severity
from .run import check

__all__ = ["RULES", "Finding", "Rule", "Severity", "check"]
