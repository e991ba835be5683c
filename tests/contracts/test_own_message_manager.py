"""A message manager of one's own: which of its hooks are called when."""

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import (
    ShowMode,
    Window,
)
from aiogram_dialog.manager.message_manager import MessageManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const

URL = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    second = State()


URL = "https://example.com/picture.jpg"


class Hooks(MessageManager):
    """Note which hooks are called."""

    def __init__(self) -> None:
        super().__init__()
        self.called = []


def _hook(name):
    original = getattr(MessageManager, name)

    async def hook(self, *args, **kwargs):
        self.called.append(name)
        return await original(self, *args, **kwargs)

    return hook


for _name in (
    "show_message",
    "send_message",
    "send_text",
    "send_media",
    "edit_message_safe",
    "edit_message",
    "edit_text",
    "edit_media",
    "get_media_source",
    "remove_kbd",
    "remove_message_safe",
    "remove_inline_kbd",
    "remove_reply_kbd",
    "answer_callback",
):
    setattr(Hooks, _name, _hook(_name))


@pytest.fixture
async def hooks():
    return Hooks()


def mode(name, show_mode):
    async def on_click(callback, button, manager) -> None:
        manager.show_mode = show_mode

    return Button(Const(name), id=name, on_click=on_click)


@pytest.fixture
async def watched(play, hooks):
    async def on_text(message, widget, manager) -> None:
        await manager.done()

    stage = await play(
        Window(
            Const("first"),
            SwitchTo(Const("Picture"), id="picture", state=Main.second),
            mode("Send", ShowMode.SEND),
            mode("Replace", ShowMode.DELETE_AND_SEND),
            Button(Const("Again"), id="again"),
            MessageInput(on_text),
            state=Main.first,
        ),
        Window(Const("look"), StaticMedia(url=URL), state=Main.second),
        message_manager=hooks,
    )
    assert hooks.called == ["show_message", "send_message", "send_text"]
    hooks.called.clear()
    return stage


EDIT = ["show_message", "edit_message_safe", "edit_message"]
SEND = ["show_message", "send_message", "send_text"]


@pytest.mark.parametrize(
    ("button", "called"),
    [
        ("Again", [*EDIT, "edit_text"]),
        ("Picture", [*EDIT, "edit_media", "get_media_source"]),
        ("Send", [*SEND, "remove_inline_kbd"]),
        ("Replace", [*SEND, "remove_message_safe"]),
    ],
)
async def test_message_manager_at_clicks(watched, hooks, button, called):
    await watched.presses(button)

    assert hooks.called == [*called, "answer_callback"]


async def test_message_manager_at_the_end(watched, hooks):
    await watched.says("enough")

    assert hooks.called == ["remove_kbd", "remove_inline_kbd"]


async def test_message_manager_sends_media(play, hooks):
    await play(
        Window(Const("look"), StaticMedia(url=URL), state=Main.first),
        message_manager=hooks,
    )

    assert hooks.called == [
        "show_message",
        "send_message",
        "send_media",
        "get_media_source",
    ]


async def test_message_manager_and_reply_keyboards(play, hooks):
    async def on_text(message, widget, manager) -> None:
        await manager.done(show_mode=ShowMode.SEND)

    stage = await play(
        Window(
            Const("first"),
            Button(Const("Again"), id="again"),
            MessageInput(on_text),
            markup_factory=ReplyKeyboardFactory(),
            state=Main.first,
        ),
        message_manager=hooks,
    )
    hooks.called.clear()

    await stage.says("enough")

    assert hooks.called == ["remove_kbd", "remove_reply_kbd"]


async def test_message_manager_chooses_by_overridable_claims(play):
    class NeverEdits(MessageManager):
        def had_voice(self, old_message):
            return True

    stage = await play(
        Window(
            Const("first"),
            Button(Const("Again"), id="again"),
            state=Main.first,
        ),
        message_manager=NeverEdits(),
    )
    stage.new_calls()

    await stage.presses("Again")

    assert stage.new_calls()[0].startswith("SendMessage(m2,")


class Pooled(MessageManager):
    """Have a constructor that does not call the one of the class."""

    def __init__(self, pool):
        self.pool = pool


async def test_a_constructor_of_ones_own(play):
    stage = await play(
        Window(Const("one"), Button(Const("x"), "x"), state=Main.first),
        message_manager=Pooled("pool"),
    )
    stage.new_calls()
    await stage.presses("x")

    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "EditMessageText",
        "AnswerCallbackQuery",
    ]


@pytest.mark.parametrize(
    ("hook", "answer", "expected"),
    [
        ("_can_edit", False, ["SendMessage", "DeleteMessage"]),
        ("_message_changed", False, []),
    ],
)
async def test_what_is_decided(play, hook, answer, expected):
    asked = []

    def decide(self, new_message, old_message):
        asked.append((new_message.text, old_message.message_id))
        return answer

    own = type("Own", (MessageManager,), {hook: decide})
    stage = await play(
        Window(Const("one"), Button(Const("x"), "x"), state=Main.first),
        message_manager=own(),
    )
    first = stage.last_message().id
    stage.new_calls()
    await stage.presses("x")

    assert asked == [("one", first)]
    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        *expected,
        "AnswerCallbackQuery",
    ]


async def test_keyboards_are_removed_in_another_way(play):
    class Leaving(MessageManager):
        removed = ()

        async def _remove_kbd(self, bot, old_message, new_message):
            self.removed = (*self.removed, old_message.message_id)

    manager = Leaving()
    stage = await play(
        Window(Const("one"), Button(Const("x"), "x"), state=Main.first),
        message_manager=manager,
    )
    first = stage.last_message().id
    await stage.says("/start")

    assert manager.removed == (first,)
