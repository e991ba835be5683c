"""Texts of messages and buttons."""

from .base import Const, Multi, Text
from .format import Format
from .jinja import Jinja, setup_jinja

__all__ = ["Const", "Format", "Jinja", "Multi", "Text", "setup_jinja"]
