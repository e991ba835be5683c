"""Testing a bot without any Telegram: the client and the mock."""

import pytest
from aiogram import Dispatcher, Router
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import SendMessage
from aiogram.types import (
    Chat,
    ChatMemberLeft,
    ChatMemberMember,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
)

from aiogram_dialog import (
    Dialog,
    ShowMode,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.api.entities import MediaAttachment, MediaId, NewMessage
from aiogram_dialog.api.protocols import MessageNotModified
from aiogram_dialog.test_tools import BotClient, MockMessageManager
from aiogram_dialog.test_tools.bot_client import FakeBot
from aiogram_dialog.test_tools.keyboard import (
    InlineButtonDataLocator,
    InlineButtonPositionLocator,
    InlineButtonTextLocator,
)
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.test_tools.mock_message_manager import (
    MEDIA_CLASSES,
    file_id,
    file_unique_id,
)
from aiogram_dialog.widgets.kbd import Button, Cancel, Url
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.text import Const, Format

CHAT = Chat(id=1, type="private")


class Main(StatesGroup):
    first = State()
    reply = State()
    force = State()


async def toast(callback, button, manager) -> None:
    manager.toast("Well done")


async def stay(callback, button, manager) -> None:
    manager.show_mode = ShowMode.NO_UPDATE


async def close_and_delete(callback, button, manager) -> None:
    await manager.done(show_mode=ShowMode.DELETE_AND_SEND)


class Bench:
    def __init__(self) -> None:
        self.messages = MockMessageManager()
        self.seen: list[str] = []
        dispatcher = Dispatcher(storage=JsonMemoryStorage())
        router = Router()

        @router.message(Command("start"))
        async def start(message, dialog_manager) -> None:
            state = getattr(Main, message.text.partition(" ")[2] or "first")
            await dialog_manager.start(state, mode=StartMode.RESET_STACK)

        @router.message(Command("look"))
        async def look(message) -> str:
            reply = message.reply_to_message
            self.seen.append(f"{message.text} {reply and reply.text}")
            return "returned"

        @router.chat_join_request()
        async def join(request) -> None:
            self.seen.append(f"joins {request.user_chat_id}")

        @router.my_chat_member()
        async def member(change) -> None:
            self.seen.append(change.new_chat_member.status)

        buttons = (
            Button(Format("Hello {event.from_user.first_name}"), id="b"),
            Button(Const("Toast"), id="toast", on_click=toast),
            Button(Const("Stay"), id="stay", on_click=stay),
            Button(Const("Delete"), id="delete", on_click=close_and_delete),
            Url(Const("Url"), Const("https://example.com")),
            Cancel(),
        )
        dialog = Dialog(
            Window(Const("stay"), *buttons, state=Main.first),
            Window(
                Const("reply"),
                buttons[1],
                markup_factory=ReplyKeyboardFactory(),
                state=Main.reply,
            ),
            Window(
                Const("force"),
                markup_factory=ForceReplyFactory(),
                state=Main.force,
            ),
        )
        dispatcher.include_routers(router, dialog)
        setup_dialogs(dispatcher, message_manager=self.messages)
        self.client = BotClient(dispatcher)

    async def clicks(self, regex: str) -> str:
        return await self.client.click(
            self.messages.last_message(),
            InlineButtonTextLocator(regex),
        )

    def history(self) -> list[tuple[int, str | None, bool]]:
        return [
            (message.message_id, message.text, bool(message.reply_markup))
            for message in self.messages.sent_messages
        ]


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_click(bench):
    await bench.client.send("/start")
    shown = bench.messages.one_message()
    callback_id = await bench.clicks("Hello User_1")

    bench.messages.assert_answered(callback_id)
    assert bench.messages.first_message() is shown
    assert bench.history() == [(1, "stay", True), (2, "stay", True)]


async def test_toast(bench):
    await bench.client.send("/start")

    callback_id = await bench.clicks("Toast")

    assert bench.messages.toasts == {callback_id: "Well done"}


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("Cancel", [(1, "stay", True), (1, None, False)]),
        ("Delete", [(1, "stay", True)]),
        ("Stay", [(1, "stay", True)]),
    ],
)
async def test_history(bench, button, expected):
    await bench.client.send("/start")
    await bench.clicks(button)

    assert bench.history() == expected


async def test_reset_history(bench):
    await bench.client.send("/start")
    callback_id = await bench.clicks("Toast")
    bench.messages.reset_history()

    assert bench.history() == []
    assert not bench.messages.toasts
    with pytest.raises(AssertionError, match=callback_id):
        bench.messages.assert_answered(callback_id)
    with pytest.raises(AssertionError, match="0 messages"):
        bench.messages.one_message()
    with pytest.raises(IndexError):
        bench.messages.last_message()
    await bench.client.send("/start")
    assert bench.messages.one_message().message_id == 3


async def test_buttons_that_are_not_there(bench):
    await bench.client.send("/start")
    message = bench.messages.last_message()

    with pytest.raises(
        ValueError,
        match=r"No button matching InlineButtonTextLocator\('Hel'\) found",
    ):
        await bench.client.click(message, InlineButtonTextLocator("Hel"))
    with pytest.raises(ValueError, match="Button has no callback data"):
        await bench.client.click(message, InlineButtonTextLocator("Url"))


async def test_keyboards_of_other_kinds(bench):
    await bench.client.send("/start reply")
    reply = bench.messages.last_message()
    await bench.client.send("/start force")
    force = bench.messages.last_message()

    assert isinstance(reply.reply_markup, ReplyKeyboardMarkup)
    assert isinstance(force.reply_markup, ForceReply)
    assert InlineButtonTextLocator(".*").find_button(reply) is None
    button = reply.reply_markup.keyboard[0][0]
    await bench.client.send("/start reply")
    await bench.client.send(button.text)
    assert bench.messages.last_message().text == "reply"


async def test_other_updates(bench):
    message = await bench.client.send("/start")
    assert message is None
    assert (
        await bench.client.send("/look", bench.messages.last_message())
        == "returned"
    )
    await bench.client.request_chat_join()
    user = bench.client.user
    await bench.client.my_chat_member_update(
        ChatMemberLeft(user=user),
        ChatMemberMember(user=user),
    )

    assert bench.seen == ["/look stay", "joins 1", "member"]
    assert bench.client.last_update_id == 5
    assert bench.client.last_message_id == 3


async def test_fake_bot():
    bot = FakeBot()

    assert (bot.id, hash(bot)) == (1, 1)
    assert bot == bot  # noqa: PLR0124 - that is the question
    assert bot != FakeBot()
    with pytest.raises(RuntimeError, match="SendMessage"):
        await bot(SendMessage(chat_id=1, text="x"))


def message_with(*rows) -> Message:
    return Message(
        message_id=1,
        date=0,
        chat=CHAT,
        reply_markup=InlineKeyboardMarkup(
            inline_keyboard=[
                [
                    InlineKeyboardButton(text=text, callback_data=data)
                    for text, data in row
                ]
                for row in rows
            ],
        ),
    )


MESSAGE = message_with([("Hello", "i\x1db"), ("Url", None)], [("2\n3", "c")])


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        (InlineButtonTextLocator("Hel"), None),
        (InlineButtonTextLocator("Hel.*"), "Hello"),
        (InlineButtonTextLocator("2.3"), None),
        (InlineButtonDataLocator("b"), None),
        (InlineButtonDataLocator(".*\x1db"), "Hello"),
        (InlineButtonDataLocator("c"), "2\n3"),
        (InlineButtonPositionLocator(0, 1), "Url"),
        (InlineButtonPositionLocator(row=-1, column=-1), "2\n3"),
        (InlineButtonPositionLocator(1, 1), None),
        (InlineButtonPositionLocator(5, 0), None),
    ],
)
def test_locators(locator, expected):
    found = locator.find_button(MESSAGE)
    empty = Message(message_id=1, date=0, chat=CHAT)

    assert (found and found.text) == expected
    assert locator.find_button(empty) is None


def test_how_locators_look():
    assert repr(InlineButtonTextLocator("a")) == "InlineButtonTextLocator('a')"
    assert repr(InlineButtonDataLocator("a")) == "InlineButtonDataLocator('a')"
    assert (
        repr(InlineButtonPositionLocator(0, 1))
        == "InlineButtonPositionLocator(row=0, column=1)"
    )


@pytest.mark.parametrize("kind", sorted(MEDIA_CLASSES))
@pytest.mark.parametrize("media_id", [None, MediaId("file", "unique")])
async def test_media(kind, media_id):
    manager = MockMessageManager()
    media = MediaAttachment(kind, url="https://x.example", file_id=media_id)

    old = await manager.show_message(
        FakeBot(),
        NewMessage(chat=CHAT, text="caption", media=media),
        None,
    )

    message = manager.one_message()
    shown = getattr(message, ContentType(kind).value)
    file = shown[0] if isinstance(shown, list) else shown
    assert message.caption == "caption"
    assert message.content_type == kind
    assert old.content_type == kind
    assert old.media_id == getattr(file, "file_id", None)
    assert old.media_uniq_id == getattr(file, "file_unique_id", None)
    if media_id and kind != ContentType.DICE:
        assert (old.media_id, old.media_uniq_id) == ("file", "unique")


async def test_media_that_cannot_be_shown():
    media = MediaAttachment(ContentType.VENUE, url="https://x.example")

    with pytest.raises(ValueError, match="'venue' cannot be shown"):
        await MockMessageManager().show_message(
            FakeBot(),
            NewMessage(chat=CHAT, media=media),
            None,
        )


async def test_nothing_to_show():
    manager = MockMessageManager()

    with pytest.raises(MessageNotModified):
        await manager.show_message(
            FakeBot(),
            NewMessage(chat=CHAT, show_mode=ShowMode.NO_UPDATE),
            None,
        )
    assert await manager.remove_kbd(FakeBot(), ShowMode.EDIT, None) is None
    assert manager.last_message_id == 0


def test_ids_of_media():
    media = MediaAttachment(ContentType.PHOTO, file_id=MediaId("f"))

    assert file_id(media) == "f"
    assert len(file_unique_id(media)) == 36


async def test_storage():
    storage = JsonMemoryStorage()
    key = StorageKey(bot_id=1, chat_id=1, user_id=1)
    assert await storage.get_data(key) == {}
    assert await storage.get_state(key) is None
    assert not storage.storage

    await storage.set_data(key, {"a": (1, 2), 3: None})
    with pytest.raises(TypeError):
        await storage.set_data(key, {"a": object()})
    await storage.set_state(key, Main.first)

    assert await storage.get_data(key) == {"a": [1, 2], "3": None}
    assert await storage.get_state(key) == "Main:first"
    await storage.set_state(key, "x")
    assert await storage.get_state(key) == "x"
    await storage.set_state(key)
    assert await storage.get_state(key) is None
    await storage.close()
