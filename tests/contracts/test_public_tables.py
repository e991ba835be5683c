"""The values of what bots look into."""

import copy
from typing import TypeVar

import pytest
from aiogram import Bot, F
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
)

from aiogram_dialog import Window
from aiogram_dialog import window as window_module
from aiogram_dialog.manager.message_manager import (
    INPUT_MEDIA_TYPES,
    SEND_METHODS,
)
from aiogram_dialog.widgets.input import CombinedInput, MessageInput, TextInput
from aiogram_dialog.widgets.kbd import select
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.text import Const, Format
from aiogram_dialog.widgets.text.format import _FormatDataStub


class Main(StatesGroup):
    first = State()


def test_send_methods_are_names():
    assert {
        ContentType(kind): f"send_{kind}"
        for kind in (
            "animation",
            "audio",
            "dice",
            "document",
            "photo",
            "sticker",
            "video",
            "video_note",
            "voice",
        )
    } == SEND_METHODS
    assert all(callable(getattr(Bot, name)) for name in SEND_METHODS.values())


def test_input_media_types_are_classes():
    assert {
        ContentType.ANIMATION: InputMediaAnimation,
        ContentType.AUDIO: InputMediaAudio,
        ContentType.DOCUMENT: InputMediaDocument,
        ContentType.PHOTO: InputMediaPhoto,
        ContentType.VIDEO: InputMediaVideo,
    } == INPUT_MEDIA_TYPES


def test_types_of_choices():
    assert isinstance(select.ManagedT, TypeVar)
    assert select.T.__name__ == "T"


def test_windows_have_a_default_factory():
    factory = window_module._DEFAULT_MARKUP_FACTORY

    assert isinstance(factory, InlineKeyboardFactory)
    assert Window(Const("x"), state=Main.first).markup_factory is factory


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{name}", "Ann"),
        ("{age}", "{age}"),
        ("{user.id} and {user.name}", "{user.id} and {user.name}"),
        ("{a[b].c}", "{a[b].c}"),
        ("{a[b].c:>5}", "{a[b].c:>5}"),
        ("{dialog_data[x]}", "1"),
        ("{name:>5}", "  Ann"),
    ],
)
def test_a_stub_formats(template, expected):
    data = {"name": "Ann", "dialog_data": {"x": 1}}

    assert template.format_map(_FormatDataStub(data=data)) == expected


def test_a_stub_stands_alone():
    assert f"{_FormatDataStub('x')}" == "{x}"
    assert _FormatDataStub(data={"a": 1})["a"] == 1
    assert f"{_FormatDataStub()['a']['b'].c:d}" == "{a[b].c:d}"
    assert f"{copy.deepcopy(_FormatDataStub('x'))}" == "{x}"


def test_formats_are_not_changed_by_it():
    assert repr(Format("{x}")) == "<Format '{x}'>"


@pytest.mark.parametrize(
    ("kinds", "own", "count"),
    [
        (ContentType.ANY, None, 0),
        ("photo", None, 1),
        (["photo", "text"], F.text == "x", 2),
        (ContentType.ANY, F.text == "x", 1),
    ],
)
def test_inputs_have_filters(kinds, own, count):
    widget = MessageInput(None, content_types=kinds, filter=own)

    assert isinstance(widget.filters, list)
    assert len(widget.filters) == count
    assert all(isinstance(each, FilterObject) for each in widget.filters)
    assert not any(each.awaitable for each in widget.filters)


def test_other_inputs_have_filters():
    assert TextInput("a").filter is None
    assert isinstance(TextInput("a", filter=F.text).filter, FilterObject)
    assert CombinedInput().filters == []
    assert len(CombinedInput(filter=F.text).filters) == 1
