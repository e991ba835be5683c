"""What is longer than Telegram takes."""

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

from aiogram_dialog.api.entities.stack import MAX_ID_LENGTH
from aiogram_dialog.api.internal import Widget
from aiogram_dialog.widgets.common.items import static_items
from aiogram_dialog.widgets.common.tree import inner_widgets
from aiogram_dialog.widgets.common.when import true_condition
from aiogram_dialog.widgets.kbd.button import Button
from aiogram_dialog.widgets.kbd.list_group import ListGroup
from aiogram_dialog.widgets.kbd.select import Select
from aiogram_dialog.widgets.markup.callback_data import (
    CB_SEP,
    MAX_CALLBACK_DATA,
)
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.media import Media, StaticMedia
from aiogram_dialog.widgets.text import Const, Format, Multi

from .bot_model import WindowModel
from .finding import LONG_CALLBACK_DATA, LONG_TEXT, LONG_TOAST, Finding

# Bot API: sendMessage, sendPhoto, answerCallbackQuery.
_MAX_TEXT = 4096
_MAX_CAPTION = 1024
_MAX_TOAST = 200

_INTENT_SIZE = MAX_ID_LENGTH + len(CB_SEP)
_TAG = re.compile(r"<[^<>]+>")


def check_text(window: WindowModel) -> Iterator[Finding]:
    """Yield a text that is too long whatever the data is."""
    has_media = _is_sure(window.window.media)
    limit = _MAX_CAPTION if has_media else _MAX_TEXT
    length = _least_length(window.window.text)
    if length > limit:
        kind = "caption" if has_media else "text"
        yield Finding(
            LONG_TEXT,
            window.name,
            f"The {kind} has {length} symbols or more, and Telegram takes "
            f"{limit}.",
        )


def _is_sure(media: Media | None) -> bool:
    return isinstance(media, StaticMedia) and media.condition is true_condition


def _least_length(text: Widget) -> int:
    """Return how many symbols a text has at least."""
    if getattr(text, "condition", None) is not true_condition:
        return 0
    match text:
        case Const(text=const):
            return _length(const)
        case Format(text=template):
            literals = [literal for literal, *_ in _parse(template)]
            return _length("".join(literals))
        case Multi(texts=texts, sep=separator):
            lengths = [
                length for length in map(_least_length, texts) if length
            ]
            return sum(lengths) + _length(separator) * (len(lengths) - 1)
    return 0


def _parse(template: str) -> list[Any]:
    try:
        return list(Formatter().parse(template))
    except ValueError:
        return []


def _length(text: str) -> int:
    # Telegram counts what is left of a text without its tags.
    return len(_TAG.sub("", text).encode("utf-16-le")) // 2


def check_toasts(window: WindowModel) -> Iterator[Finding]:
    """Yield toasts that are too long whatever the data is."""
    for widget in window.widgets():
        if isinstance(widget, Button) and widget.toast is not None:
            length = _least_length(widget.toast)
            if length > _MAX_TOAST:
                yield Finding(
                    LONG_TOAST,
                    window.name,
                    f"The toast of {widget} has {length} symbols or more, "
                    f"and Telegram takes {_MAX_TOAST}.",
                )


def check_callback_data(window: WindowModel) -> Iterator[Finding]:
    """Yield buttons that carry too much whatever the data is."""
    if not isinstance(window.window.markup_factory, InlineKeyboardFactory):
        return
    for widget, data in _longest(window.window.keyboard, ""):
        size = _INTENT_SIZE + len(data.encode())
        if size > MAX_CALLBACK_DATA:
            yield Finding(
                LONG_CALLBACK_DATA,
                window.name,
                f"A button of {widget} carries {size} bytes, and Telegram "
                f"takes {MAX_CALLBACK_DATA}: {data!r} after the id of the "
                "dialog. Use shorter ids of widgets and items.",
            )


def _longest(widget: Widget, prefix: str) -> Iterator[tuple[Widget, str]]:
    """Yield the longest data that items known by now give to buttons."""
    if isinstance(widget, Select):
        yield from _of_items(widget, f"{prefix}{widget.widget_id}:")
    elif isinstance(widget, Button):
        yield widget, f"{prefix}{widget.widget_id}"
    if isinstance(widget, ListGroup):
        for _, start in _of_items(widget, f"{prefix}{widget.widget_id}:"):
            for button in widget.buttons:
                yield from _longest(button, f"{start}:")
        return
    for inner in inner_widgets(widget):
        yield from _longest(inner, prefix)


def _of_items(
    widget: Select[Any] | ListGroup,
    prefix: str,
) -> Iterator[tuple[Widget, str]]:
    items = static_items(widget.items_getter)
    if not items:
        return
    ids = [str(widget.item_id_getter(item)) for item in items]
    yield widget, prefix + max(ids, key=lambda it: len(it.encode()))
