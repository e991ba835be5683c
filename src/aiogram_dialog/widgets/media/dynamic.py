"""Media from the data."""

from collections.abc import Awaitable, Callable
from typing import Any

from magic_filter import MagicFilter

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.callables import awaited
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Media

MediaSelector = Callable[
    [dict[str, Any]],
    MediaAttachment | Awaitable[MediaAttachment | None] | None,
]


class DynamicMedia(Media):
    """Be the media that a getter gives.

    ``selector``: the name of a ``MediaAttachment`` in the data (None for
    no media), a magic filter, or a function that takes the data, which is
    awaited if need be.

    Raises ``TypeError`` for anything else.
    """

    def __init__(
        self,
        selector: str | MagicFilter | MediaSelector,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.selector = _make_selector(selector)

    async def _render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        return await awaited(self.selector(data))


def _make_selector(
    selector: str | MagicFilter | MediaSelector,
) -> MediaSelector:
    if isinstance(selector, str):
        name = selector
        return lambda data: data[name]
    if isinstance(selector, MagicFilter):
        return selector.resolve
    if not callable(selector):
        raise TypeError(
            f"`selector` is {selector!r}, but it can be the name of a media "
            "in the data, a magic filter, or a function of the data.",
        )
    return selector
