"""Going through a bot: every button, every input, every window."""

from .explorer import explore
from .finding import Finding
from .report import Progress, Report
from .rules import EXPLORE_RULES

__all__ = ["EXPLORE_RULES", "Finding", "Progress", "Report", "explore"]
