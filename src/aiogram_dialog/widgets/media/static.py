"""Media from a path or an address."""

from pathlib import Path
from typing import Any

from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.api.internal import TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.text import Const
from aiogram_dialog.widgets.text.optional import render_optional

from .base import Media


class StaticMedia(Media):
    """Be a file from a path or from an address.

    ``use_pipe``: download it here and upload it.
    ``media_params``: further parameters of the send method.

    Raises ``ValueError`` if there is neither path nor address.
    """

    def __init__(
        self,
        *,
        path: TextWidget | str | Path | None = None,
        url: TextWidget | str | None = None,
        type: ContentType = ContentType.PHOTO,
        use_pipe: bool = False,
        media_params: dict[str, Any] | None = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        if not (path or url):
            raise ValueError(
                "Neither url nor path are provided: one of them is needed.",
            )
        self.type = type
        self.path = _to_text(path)
        self.url = _to_text(url)
        self.use_pipe = use_pipe
        self.media_params = media_params or {}

    async def _render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        return MediaAttachment(
            type=self.type,
            url=await render_optional(self.url, data, manager),
            path=await render_optional(self.path, data, manager),
            use_pipe=self.use_pipe,
            **self.media_params,
        )


def _to_text(source: TextWidget | str | Path | None) -> TextWidget | None:
    if isinstance(source, Path):
        return Const(str(source))
    if isinstance(source, str):
        # An enum of strings would be written with its name.
        return Const(str.__str__(source))
    return source
