"""What Telegram does to texts: cleaning, markup, links; pure functions."""

from .cleaning import clean_label
from .errors import FormattingError
from .formatted import FormattedText, format_text

__all__ = ["FormattedText", "FormattingError", "clean_label", "format_text"]
