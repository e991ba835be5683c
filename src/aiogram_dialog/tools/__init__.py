"""Tools for people who make bots."""

from .preview import render_preview
from .transitions import render_transitions

__all__ = ["render_preview", "render_transitions"]
