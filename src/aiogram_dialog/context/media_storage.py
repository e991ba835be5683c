"""Ids of the files that were sent, kept in memory."""

from pathlib import Path
from typing import Any, NamedTuple

from aiogram.enums import ContentType
from cachetools import LRUCache

from aiogram_dialog.api.entities import MediaId
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import MediaIdStorageProtocol

_MediaKey = tuple[str | None, str | None, ContentType]


class CachedMediaId(NamedTuple):
    """Hold the id of a file and the time the file was changed."""

    media_id: MediaId
    mtime: float | None


class MediaIdStorage(MediaIdStorageProtocol):
    """Keep the ids of the files sent last; forget changed files."""

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
    ) -> MediaId | None:
        """Return the id of a file that has not changed since."""
        if not path and not url:
            return None
        cached = self.cache.get(_media_key(path, url, type))
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
    ) -> None:
        """Remember the id of a file."""
        if not path and not url:
            return
        self.cache[_media_key(path, url, type)] = CachedMediaId(
            media_id,
            _get_mtime(path),
        )


def _media_key(
    path: Path | str | None,
    url: str | None,
    media_type: ContentType,
) -> _MediaKey:
    return (str(path) if path else None, url, media_type)


def _get_mtime(path: Path | str | None) -> float | None:
    if not path:
        return None
    try:
        return Path(path).stat().st_mtime
    except OSError:
        return None
