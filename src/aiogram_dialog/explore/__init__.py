"""Going through a bot: every button, every input, every window."""

from .finding import Finding
from .report import Progress, Report
from .rules import EXPLORE_RULES
from .run import MAX_PRESSES, SECONDS, Explores, explore

__all__ = [
    "EXPLORE_RULES",
    "MAX_PRESSES",
    "SECONDS",
    "Explores",
    "Finding",
    "Progress",
    "Report",
    "explore",
]
