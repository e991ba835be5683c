"""Colours and icons of buttons."""

from .base import EMPTY_STYLE, BaseStyle, Style

__all__ = ["EMPTY_STYLE", "BaseStyle", "Style"]
