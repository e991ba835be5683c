"""Colours and icons of buttons."""

from .base import EMPTY_STYLE, BaseStyle, Style
from .multi import StyleCase

__all__ = ["EMPTY_STYLE", "BaseStyle", "Style", "StyleCase"]
