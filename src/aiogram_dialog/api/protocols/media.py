"""Where ids of sent files are kept."""

from abc import abstractmethod
from pathlib import Path
from typing import Protocol

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaId


class MediaIdStorageProtocol(Protocol):
    """Remember the file ids Telegram gave, so that nothing is sent twice.

    An id is good for one bot only. If several bots share a storage, let both
    methods take one more keyword, ``bot_id: int``; it is given where both
    have it. Without it the bots take ids from each other, and each upload
    replaces the id of the other one.

    An id that Telegram refuses is replaced after the file was uploaded anew.
    A storage that has ``async def forget_media_id(self, path, url, type,
    media_id)``, with ``bot_id`` as above, is told before.
    """

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
