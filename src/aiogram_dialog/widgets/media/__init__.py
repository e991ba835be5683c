"""Pictures, sounds and files of messages."""

from .base import Media
from .static import StaticMedia

__all__ = ["Media", "StaticMedia"]
