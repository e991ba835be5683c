"""Ids of the files that were sent, kept in memory."""

from pathlib import Path
from typing import Any, NamedTuple

from aiogram.enums import ContentType
from cachetools import LRUCache

from aiogram_dialog.api.entities import MediaId
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import MediaIdStorageProtocol

_MediaKey = tuple[str | None, str | None, ContentType, int | None]


class CachedMediaId(NamedTuple):
    """Hold the id of a file and the time the file was changed."""

    media_id: MediaId
    mtime: float | None


class MediaIdStorage(MediaIdStorageProtocol):
    """Keep the ids of the files sent last; forget changed files.

    An id is good for one bot only: each has ids of its own.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(self, maxsize: int = 10240) -> None:
        self.cache: LRUCache[_MediaKey, CachedMediaId] = LRUCache(maxsize)

    async def get_media_id(
        self,
        path: Path | str | None,
        url: str | None,
        type: ContentType,  # noqa: A002 - a public parameter
        bot_id: int | None = None,
    ) -> MediaId | None:
        """Return the id that a file has for a bot.

        Args:
            path: Where the file is.
            url: Where else it is.
            type: As what it is sent.
            bot_id: The bot that sends it.

        Returns:
            The id, or None if the file is unknown or has changed since.

        """
        if not path and not url:
            return None
        cached = self.cache.get(_media_key(path, url, type, bot_id))
        if cached is None:
            return None
        mtime = _get_mtime(path)
        if cached.mtime is not None and mtime not in {None, cached.mtime}:
            return None
        return cached.media_id

    async def save_media_id(
        self,
        path: Path | str | None,
        url: str | None,
        type: ContentType,  # noqa: A002 - a public parameter
        media_id: MediaId,
        bot_id: int | None = None,
    ) -> None:
        """Remember the id that a file has for a bot.

        Args:
            path: Where the file is.
            url: Where else it is.
            type: As what it was sent.
            media_id: The id that Telegram has given.
            bot_id: The bot that has sent it.

        """
        if not path and not url:
            return
        self.cache[_media_key(path, url, type, bot_id)] = CachedMediaId(
            media_id,
            _get_mtime(path),
        )

    async def forget_media_id(
        self,
        path: Path | str | None,
        url: str | None,
        type: ContentType,  # noqa: A002 - a public parameter
        media_id: MediaId,
        bot_id: int | None = None,
    ) -> None:
        """Forget an id that Telegram refuses.

        Args:
            path: Where the file is.
            url: Where else it is.
            type: As what it is sent.
            media_id: The id; a newer one stays.
            bot_id: The bot that was refused.

        """
        key = _media_key(path, url, type, bot_id)
        cached = self.cache.get(key)
        if cached is not None and cached.media_id.file_id == media_id.file_id:
            del self.cache[key]


def _media_key(
    path: Path | str | None,
    url: str | None,
    media_type: ContentType,
    bot_id: int | None,
) -> _MediaKey:
    return (str(path) if path else None, url, media_type, bot_id)


def _get_mtime(path: Path | str | None) -> float | None:
    if not path:
        return None
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return None
