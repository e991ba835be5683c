"""Filters that a bot adds to an input that is there already."""

import pytest
from aiogram import F
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import ShowMode, Window
from aiogram_dialog.widgets.input import CombinedInput, MessageInput, TextInput
from aiogram_dialog.widgets.text import Const


class Main(StatesGroup):
    first = State()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def on_message(heard):
    async def note(message, widget, manager, *_) -> None:
        manager.show_mode = ShowMode.NO_UPDATE
        heard.append(message.text)

    return note


async def test_message_input(play, heard, on_message):
    widget = MessageInput(on_message, content_types=["text"])
    stage = await play(Window(Const("say"), widget, state=Main.first))

    async def is_loud(event, dialog_manager) -> bool:
        return event.text.isupper() and not dialog_manager.is_preview()

    widget.filters.append(FilterObject(is_loud))
    await stage.says("quiet")
    await stage.says("LOUD")
    widget.filters.clear()
    await stage.says("any")

    assert heard == ["LOUD", "any"]


async def test_text_input(play, heard, on_message):
    widget = TextInput("text", on_success=on_message)
    stage = await play(Window(Const("say"), widget, state=Main.first))
    widget.filter = FilterObject(F.text != "no")

    await stage.says("no")
    await stage.says("yes")

    assert heard == ["yes"]


async def test_combined_input(play, heard, on_message):
    widget = CombinedInput(MessageInput(on_message))
    stage = await play(Window(Const("say"), widget, state=Main.first))
    widget.filters.append(FilterObject(F.text != "no"))

    await stage.says("no")
    await stage.says("yes")

    assert heard == ["yes"]
