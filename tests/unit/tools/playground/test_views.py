import pytest
from aiogram.enums import ContentType

from aiogram_dialog.emulator import World, connect
from aiogram_dialog.tools.playground.bot_world import BotWorld
from aiogram_dialog.tools.playground.button_view import (
    inline_rows,
    reply_keyboard,
)
from aiogram_dialog.tools.playground.chat_keys import chat_key, chat_ref
from aiogram_dialog.tools.playground.event_stream import EventStream
from aiogram_dialog.tools.playground.message_view import message_view
from aiogram_dialog.tools.playground.uploads import Upload, Uploads
from aiogram_dialog.tools.playground.world_view import chats_view


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ({"callback_data": "x"}, {"kind": "callback", "data": "x"}),
        ({"url": "u"}, {"kind": "url", "url": "u"}),
        ({"web_app": {"url": "u"}}, {"kind": "web_app", "url": "u"}),
        ({"login_url": {"url": "u"}}, {"kind": "login", "url": "u"}),
        ({"copy_text": {"text": "t"}}, {"kind": "copy", "copy": "t"}),
        ({"switch_inline_query": "q"}, {"kind": "switch", "data": "q"}),
        (
            {"switch_inline_query_current_chat": ""},
            {"kind": "switch_here", "data": ""},
        ),
        (
            {"switch_inline_query_chosen_chat": {"query": "q"}},
            {"kind": "switch", "data": "q"},
        ),
        ({"pay": True}, {"kind": "pay"}),
        ({"callback_game": {}}, {"kind": "game"}),
        (
            {"callback_data": "x", "style": "danger"},
            {"kind": "callback", "data": "x", "style": "danger"},
        ),
        (
            {"callback_data": "x", "icon_custom_emoji_id": "5"},
            {"kind": "callback", "data": "x", "icon": "5"},
        ),
        # A kind that came later is drawn, too.
        ({"something_new": 1}, {"kind": "callback"}),
    ],
)
def test_inline_buttons(button, shown):
    plain = dict.fromkeys(("data", "url", "copy", "style", "icon"))

    assert inline_rows([[{"text": "b", **button}]]) == [
        [{"text": "b", **plain, **shown}],
    ]


def test_a_forced_reply():
    markup = {"force_reply": True, "input_field_placeholder": "Name"}

    assert reply_keyboard(markup) == {
        "rows": [],
        "placeholder": "Name",
        "one_time": False,
        "force_reply": True,
    }


def test_keys_of_chats():
    for key in ("0:-100", "900001:101"):
        assert chat_key(chat_ref(key)) == key
    for key in ("", "x", "1:", ":1", "1:x"):
        assert chat_ref(key) is None


@pytest.fixture
def bot_world():
    return BotWorld("bot")


def words(bot_world, chat):
    return message_view(bot_world.state, bot_world.world.last_message(chat))[
        "service"
    ]


def test_service_messages(bot_world):
    (ann,) = bot_world.people
    bob = bot_world.add_person("Bob")
    chat = bot_world.add_group("Friends", [ann], is_forum=True)
    ann.adds(chat, bob)
    assert words(bot_world, chat) == "Ann added Bob"
    ann.opens_topic(chat, "News")
    assert words(bot_world, chat) == "Ann opened the topic “News”"
    ann.renames(chat, "Pals")
    assert words(bot_world, chat) == "Ann named the group “Pals”"
    message = bob.says(chat, "Hello")
    assert words(bot_world, chat) is None
    bob.pins(message)
    assert words(bot_world, chat) == "Bob pinned a message"
    ann.removes(chat, bob)
    assert words(bot_world, chat) == "Ann removed Bob"
    ann.closes_topic(chat, 2)
    assert words(bot_world, chat) == "Ann · forum topic closed"


def test_messages_of_channels_and_replies_that_are_lost(bot_world):
    (ann,) = bot_world.people
    channel = bot_world.world.channel("News", ann)
    post = ann.says(channel, "First")
    reply = ann.says(channel, "Second", reply_to=post)
    ann.deletes(post, channel)

    shown = message_view(bot_world.state, reply)
    assert shown["reply_to"] == {"id": post.id, "text": "", "name": ""}
    assert shown["kind"] == ContentType.TEXT.value
    assert shown["entities"] == []


def test_an_album(bot_world):
    (ann,) = bot_world.people
    chat = bot_world.world.private_chat(ann, bot_world.account)
    first, second = ann.sends_album(chat, ["photo", "video"], caption="#two")

    shown = message_view(bot_world.state, first)
    assert shown["album"] == message_view(bot_world.state, second)["album"]
    assert shown["text"] == "#two"
    assert shown["entities"][0]["type"] == "hashtag"
    # What is no picture has the size that Telegram tells bots.
    assert (shown["media"]["width"], shown["media"]["height"]) == (1280, 960)
    video = message_view(bot_world.state, second)["media"]
    assert (video["mime"], video["duration"]) == ("video/mp4", 10)


async def test_commands_that_were_told(bot_world):
    bot = connect(bot_world.world, bot_world.account)
    commands = [{"command": "start", "description": "Begin"}]
    await bot.set_my_commands(commands)

    (chat,) = chats_view(bot_world, {}, [{"command": "x", "description": ""}])
    assert chat["commands"] == commands
    bot_world.forget()
    (chat,) = chats_view(bot_world, {}, [])
    assert chat["commands"] == commands


def test_a_world_of_its_own(bot_world):
    assert isinstance(bot_world.world, World)
    assert bot_world.person(bot_world.account.id) is None
    assert bot_world.person(5) is None


def test_who_does_not_read_is_let_go(monkeypatch):
    monkeypatch.setattr(
        "aiogram_dialog.tools.playground.event_stream._LONGEST",
        2,
    )
    events = EventStream()
    with events.listening([{"type": "first"}]) as queue:
        for _ in range(3):
            events.tell({"type": "more"})
        read = [queue.get_nowait() for _ in range(queue.qsize())]
        assert read == [{"type": "first"}, {"type": "more"}, None]
    with events.listening([]) as queue:
        events.close()
        assert queue.get_nowait() is None


def test_old_uploads_go():
    uploads = Uploads()
    names = [uploads.add(Upload(str(n), b"")) for n in range(21)]

    assert uploads.get(names[0]) is None
    assert uploads.get(names[-1]) == Upload("20", b"")
