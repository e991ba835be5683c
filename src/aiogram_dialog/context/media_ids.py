"""The ids by which one bot shows files, and what is done if one is refused."""

from collections.abc import Callable
from copy import copy
from functools import cache
from inspect import signature
from logging import getLogger
from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment, MediaId, NewMessage
from aiogram_dialog.api.protocols import MediaIdStorageProtocol

logger = getLogger(__name__)


class MediaIds:
    """Choose the id of the media of one message.

    Telegram may refuse an id: it is another bot's, or has expired. Then the
    next source is taken: the id that the bot has given, the one that is
    kept, the file itself.
    """

    def __init__(self, storage: MediaIdStorageProtocol, bot: Bot) -> None:
        self._storage = storage
        self._bot = bot
        self._is_kept = False

    async def fill(self, message: NewMessage) -> None:
        """Give the media of a message the id that is kept of it, if any."""
        if message.media is not None and not message.media.file_id:
            await self._take_kept(message, message.media)

    async def _take_kept(
        self,
        message: NewMessage,
        media: MediaAttachment,
    ) -> None:
        self._is_kept = True
        _replace_id(
            message,
            media,
            await self._storage.get_media_id(**self._key(media)),
        )

    async def give_up(self, message: NewMessage) -> bool:
        """Take from a message the id of its media that Telegram refuses.

        Tell whether there is something else to show.
        """
        media = message.media
        if media is None or media.file_id is None or not _has_source(media):
            return False
        logger.warning("Telegram refuses %r: it is given up", media.file_id)
        if not self._is_kept:
            await self._take_kept(message, media)
            return True
        await self._forget(media, media.file_id)
        _replace_id(message, media, None)
        return True

    async def _forget(
        self,
        media: MediaAttachment,
        media_id: MediaId,
    ) -> None:
        # Where storages cannot forget, the next id takes its place.
        forget: Callable[..., Any] | None = getattr(
            self._storage,
            "forget_media_id",
            None,
        )
        if forget is not None:
            await forget(**self._key(media), media_id=media_id)

    async def keep(self, message: NewMessage, media_id: MediaId) -> None:
        """Remember by which id the media of a message was shown."""
        media = message.media
        # An emoji is no file.
        if media is not None and media.type != ContentType.DICE:
            await self._storage.save_media_id(
                **self._key(media),
                media_id=media_id,
            )

    def _key(self, media: MediaAttachment) -> dict[str, Any]:
        key: dict[str, Any] = {
            "path": media.storage_path,
            "url": media.url,
            "type": media.type,
        }
        # Storages of a bot's own may know nothing of bots.
        if _knows_bots(type(self._storage)):
            key["bot_id"] = self._bot.id
        return key


def _has_source(media: MediaAttachment) -> bool:
    return bool(media.url or media.path or media.data)


def _replace_id(
    message: NewMessage,
    media: MediaAttachment,
    media_id: MediaId | None,
) -> None:
    # The media may be a constant of the bot, used by other bots too.
    message.media = copy(media)
    message.media.file_id = media_id


@cache
def _knows_bots(kind: type[MediaIdStorageProtocol]) -> bool:
    """Tell whether a storage takes ``bot_id``, to read and to write."""
    methods = (
        getattr(kind, "get_media_id", None),
        getattr(kind, "save_media_id", None),
    )
    return all(
        method is not None and "bot_id" in signature(method).parameters
        for method in methods
    )
