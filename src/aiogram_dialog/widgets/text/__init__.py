"""Texts of messages and buttons."""

from .base import Const, Multi, Text
from .format import Format
from .jinja import Jinja, setup_jinja
from .list import List
from .multi import Case
from .progress import Progress
from .scrolling_text import ScrollingText

__all__ = [
    "Case",
    "Const",
    "Format",
    "Jinja",
    "List",
    "Multi",
    "Progress",
    "ScrollingText",
    "Text",
    "setup_jinja",
]
