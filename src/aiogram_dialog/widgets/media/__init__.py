"""Pictures, sounds and files of messages."""

from .base import Media
from .dynamic import DynamicMedia
from .scroll import MediaScroll
from .static import StaticMedia

__all__ = ["DynamicMedia", "Media", "MediaScroll", "StaticMedia"]
