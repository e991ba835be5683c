"""Where ids of sent files are kept."""

from abc import abstractmethod
from pathlib import Path
from typing import Protocol

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaId


class MediaIdStorageProtocol(Protocol):
    """Remember the file ids Telegram gave, so that nothing is sent twice."""

    @abstractmethod
    async def get_media_id(
        self,
        path: Path | str | None,
        url: str | None,
        type: ContentType,
    ) -> MediaId | None:
        """Return the id of a file sent before, or None."""
        ...

    @abstractmethod
    async def save_media_id(
        self,
        path: Path | str | None,
        url: str | None,
        type: ContentType,
        media_id: MediaId,
    ) -> None:
        """Remember the id of a file."""
        ...
