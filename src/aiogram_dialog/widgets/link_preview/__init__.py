"""Previews of links in messages."""

from .base import LinkPreview, LinkPreviewBase

__all__ = ["LinkPreview", "LinkPreviewBase"]
