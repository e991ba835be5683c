"""Sorting what a window was given by kinds of widgets."""

from collections.abc import Sequence
from typing import Any

from aiogram_dialog.api.exceptions import InvalidWidgetType
from aiogram_dialog.api.internal import DataGetter
from aiogram_dialog.api.internal.moved_names import moved_names

from .data import CompositeGetter, StaticGetter
from .input import BaseInput, CombinedInput, MessageHandlerFunc, MessageInput
from .kbd.base import Keyboard
from .kbd.group import Group
from .link_preview import LinkPreviewBase
from .media import Media
from .text import Format, Multi, Text
from .widget_event import WidgetEventProcessor

__getattr__ = moved_names(__name__)

WidgetSrc = (
    str
    | Text
    | Keyboard
    | MessageHandlerFunc
    | Media
    | BaseInput
    | LinkPreviewBase
)
SingleGetterBase = DataGetter | dict[str, Any]
GetterVariant = (
    SingleGetterBase
    | list[SingleGetterBase]
    | tuple[SingleGetterBase, ...]
    | None
)
_KINDS = (
    "str",
    "Text",
    "Keyboard",
    "BaseInput",
    "coroutine functions for messages",
    "Media",
    "LinkPreview",
)


def ensure_text(widget: str | Text | Sequence[Text]) -> Text:
    """Return one text; strings are formats, several become ``Multi``."""
    if isinstance(widget, Text):
        return widget
    if isinstance(widget, str):
        return Format(widget)
    return widget[0] if len(widget) == 1 else Multi(*widget)


def ensure_keyboard(widget: Keyboard | Sequence[Keyboard]) -> Keyboard:
    """Return one keyboard; several become ``Group``."""
    if isinstance(widget, Sequence):
        return widget[0] if len(widget) == 1 else Group(*widget)
    return widget


def ensure_input(
    widget: (
        MessageHandlerFunc
        | WidgetEventProcessor
        | BaseInput
        | Sequence[BaseInput]
    ),
) -> BaseInput | None:
    """Return one input; several become ``CombinedInput``."""
    if isinstance(widget, BaseInput):
        return widget
    if isinstance(widget, Sequence):
        if not widget:
            return None
        return widget[0] if len(widget) == 1 else CombinedInput(*widget)
    return MessageInput(widget)


def ensure_media(widget: Media | Sequence[Media]) -> Media:
    """Return one media. Raises ``ValueError`` for several."""
    if isinstance(widget, Sequence):
        if len(widget) > 1:
            raise ValueError(
                "Only one media widget is supported in a window. "
                "Choose between several with `|` or `when`.",
            )
        return widget[0] if widget else Media()
    return widget


def ensure_link_preview(
    widget: LinkPreviewBase | Sequence[LinkPreviewBase],
) -> LinkPreviewBase | None:
    """Return one link preview. Raises ``ValueError`` for several."""
    if isinstance(widget, Sequence):
        if len(widget) > 1:
            raise ValueError(
                "Only one link preview widget is supported in a window.",
            )
        return widget[0] if widget else None
    return widget


def ensure_widgets(
    widgets: Sequence[WidgetSrc],
) -> tuple[Text, Keyboard, BaseInput | None, Media, LinkPreviewBase | None]:
    """Sort widgets by their kinds and make one of each.

    Raises ``InvalidWidgetType`` for what is no widget.
    """
    texts: list[Text] = []
    keyboards: list[Keyboard] = []
    inputs: list[BaseInput] = []
    media: list[Media] = []
    link_previews: list[LinkPreviewBase] = []
    for widget in widgets:
        if isinstance(widget, str | Text):
            texts.append(ensure_text(widget))
        elif isinstance(widget, Keyboard):
            keyboards.append(widget)
        elif isinstance(widget, BaseInput):
            inputs.append(widget)
        elif isinstance(widget, Media):
            media.append(widget)
        elif isinstance(widget, LinkPreviewBase):
            link_previews.append(widget)
        elif callable(widget):
            inputs.append(MessageInput(widget))
        else:
            raise InvalidWidgetType(value=widget, expected=_KINDS)
    return (
        ensure_text(texts),
        ensure_keyboard(keyboards),
        ensure_input(inputs),
        ensure_media(media),
        ensure_link_preview(link_previews),
    )


def ensure_data_getter(getter: GetterVariant) -> DataGetter:
    """Return one getter; several are merged, None gives nothing.

    Raises ``InvalidWidgetType`` for what cannot give data.
    """
    if callable(getter):
        return getter
    if isinstance(getter, dict):
        return StaticGetter(getter)
    if isinstance(getter, list | tuple):
        return CompositeGetter(*map(ensure_data_getter, getter))
    if getter is None:
        return StaticGetter({})
    raise InvalidWidgetType(
        value=getter,
        role="data getter",
        expected=("dict", "callable", "list of callables"),
    )
