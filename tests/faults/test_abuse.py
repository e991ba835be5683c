"""Updates that nobody should send: nothing fails, nothing is reached."""

import asyncio
import itertools
import json
import random

import pytest
from aiogram import Dispatcher
from aiogram.types import Update
from hypothesis import given, settings
from hypothesis import strategies as st

from aiogram_dialog.context.isolation import LocalEventIsolation
from aiogram_dialog.emulator import World, connect, feed
from aiogram_dialog.manager.updater import idle
from aiogram_dialog.setup import setup_dialogs
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.utils import CB_SEP
from aiogram_dialog.widgets.markup.reply_callback import (
    REPLY_CALLBACK_SYMBOLS,
    join_reply_callback,
)

MAX_BYTES = 64
CHANNEL = {"id": -1001999, "type": "channel", "title": "News"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}


class Fortress:
    """Be a bot: Ann has a dialog with it, and one of her own in a group."""

    def __init__(self, faulty_bot):
        self.world = World()
        self.storage = JsonMemoryStorage()
        self.isolation = LocalEventIsolation()
        self.dispatcher = Dispatcher(storage=self.storage)
        self.dispatcher.include_routers(*faulty_bot.make_routers())
        setup_dialogs(self.dispatcher, events_isolation=self.isolation)
        self.account = self.world.add_bot("bot", privacy_mode=False)
        self.bot = connect(self.world, self.account)
        self.other = connect(self.world, self.world.add_bot("other"))
        self.ann = self.world.add_person("Ann")
        self.bob = self.world.add_person("Bob")
        self.chat = self.world.private_chat(self.ann, self.account)
        self.his_chat = self.world.private_chat(self.bob, self.account)
        self.group = self.world.supergroup(
            "Friends",
            self.ann,
            self.bob,
            admins=(self.account,),
        )
        self.numbers = itertools.count(10_000)

    async def open(self):
        self.ann.says(self.chat, "/start")
        self.ann.says(self.group, "/start")
        await feed(self.dispatcher, self.bot, self.world)
        await idle(self.dispatcher)
        return self

    def stored(self):
        return {key: it.data for key, it in self.storage.storage.items()}

    def intent(self, chat):
        """Return the intent id that the buttons in a chat carry."""
        button = self.world.last_message(chat).inline_keyboard[0][0]
        return button["callback_data"].partition(CB_SEP)[0]

    async def receives(self, bot=None, **update):
        """Let an update come in, whatever is in it."""
        raw = {"update_id": next(self.numbers), **update}
        bot = bot or self.bot
        parsed = Update.model_validate(raw, context={"bot": bot})
        await self.dispatcher.feed_update(bot, parsed)
        await idle(self.dispatcher)

    def user(self, person):
        return {"id": person.id, "is_bot": False, "first_name": "Somebody"}

    def place(self, chat):
        if chat == self.group:
            return {"id": chat.id, "type": "supergroup", "title": "Friends"}
        return {"id": chat.id, "type": "private", "first_name": "Somebody"}

    def message(self, chat, person, **content):
        return {
            "message_id": 1,
            "date": 1_700_000_000,
            "chat": self.place(chat),
            "from": self.user(person),
            **content,
        }

    async def click(self, person, chat, data, *, bot=None, **more):
        message = self.message(chat, self.ann, text="x")
        message["from"] = {
            "id": self.account.id,
            "is_bot": True,
            "first_name": "Bot",
        }
        query = {
            "id": str(next(self.numbers)),
            "from": self.user(person),
            "chat_instance": "1",
            "message": message,
            "data": data,
            **more,
        }
        await self.receives(bot, callback_query=query)

    async def text(self, person, chat, text):
        await self.receives(message=self.message(chat, person, text=text))


@pytest.fixture
async def fortress(faulty_bot):
    fortress = await Fortress(faulty_bot).open()
    yield fortress
    assert not fortress.isolation._locks
    await fortress.dispatcher.emit_shutdown(bot=fortress.bot)


async def test_intents_of_others(fortress):
    before = fortress.stored()
    private = fortress.intent(fortress.chat)
    in_group = fortress.intent(fortress.group)
    for intent, button in itertools.product(
        (private, in_group, private.swapcase(), "", " "),
        ("count", "sub", "photo", "__cancel__", "main:0", ""),
    ):
        data = intent + CB_SEP + button
        await fortress.click(fortress.bob, fortress.his_chat, data)
        await fortress.click(fortress.bob, fortress.group, data)
        hidden = join_reply_callback("x", data)
        await fortress.text(fortress.bob, fortress.his_chat, hidden)
        await fortress.text(fortress.bob, fortress.group, hidden)

    assert fortress.stored() == before


async def test_intents_of_other_places_and_bots(fortress):
    before = fortress.stored()
    private = fortress.intent(fortress.chat) + CB_SEP + "count"
    in_group = fortress.intent(fortress.group) + CB_SEP + "count"

    # Ann herself carries a button from one place to another.
    await fortress.click(fortress.ann, fortress.group, private)
    await fortress.click(
        fortress.ann, fortress.chat, private, bot=fortress.other
    )
    assert fortress.stored() == before

    await fortress.click(fortress.ann, fortress.group, in_group)
    assert fortress.stored() != before


async def test_all_bytes(fortress):
    await fortress.click(
        fortress.ann,
        fortress.chat,
        fortress.intent(fortress.chat) + CB_SEP + "nothing",
    )
    before = fortress.stored()
    intent = fortress.intent(fortress.chat)
    for value in range(256):
        symbol = chr(value)
        for data in (
            symbol * (MAX_BYTES // len(symbol.encode())),
            f"{intent}{symbol}cound",
            f"{intent}{CB_SEP}{symbol}:count{symbol}",
        ):
            await fortress.click(fortress.ann, fortress.chat, data)

    assert counts_of(fortress) == {0}
    assert fortress.stored().keys() == before.keys()


def counts_of(fortress):
    records = map(json.loads, fortress.stored().values())
    return {
        record["dialog_data"].get("count", 0)
        for record in records
        if "dialog_data" in record
    }


async def test_invisible_symbols(fortress):
    chance = random.Random(1)
    before = fortress.stored()
    intent = fortress.intent(fortress.chat)
    for length in (1, 2, 3, 10, 100, 4096):
        symbols = "".join(chance.choices(REPLY_CALLBACK_SYMBOLS, k=length))
        for text in (symbols, "x" + symbols[1:], symbols[1:] + "x"):
            await fortress.text(fortress.bob, fortress.his_chat, text)
            await fortress.text(fortress.bob, fortress.group, text)
    await fortress.text(
        fortress.bob,
        fortress.his_chat,
        join_reply_callback("Count", f"{intent}{CB_SEP}count"),
    )

    assert fortress.stored() == before
    # Ann's own are clicks, wherever they come from.
    await fortress.text(
        fortress.ann,
        fortress.chat,
        join_reply_callback("Count", f"{intent}{CB_SEP}count"),
    )
    assert counts_of(fortress) == {0, 1}


def odd_messages(fortress):
    """Return messages as Telegram sends them at times."""
    group = fortress.place(fortress.group)
    plain = {"message_id": 5, "date": 1_700_000_000, "chat": group}
    user = fortress.user(fortress.bob)
    return [
        {**plain, "text": "nobody has sent this"},
        {**plain, "from": ANONYMOUS, "sender_chat": group, "text": "/x"},
        {**plain, "from": user, "sender_chat": CHANNEL, "text": "x"},
        {**plain, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "x"},
        {**plain, "from": user, "migrate_to_chat_id": -1002},
        {**plain, "from": user, "migrate_from_chat_id": -1},
        {**plain, "from": user, "group_chat_created": True},
        {**plain, "from": user, "left_chat_member": user},
        {**plain, "from": user, "new_chat_members": [user]},
        {**plain, "from": user, "delete_chat_photo": True},
        {**plain, "from": user},
        {**plain, "from": user, "via_bot": ANONYMOUS, "text": "x"},
        {**plain, "from": user, "text": ""},
        {**plain, "from": user, "future": {"a": 1}},
        {
            **plain,
            "from": user,
            "text": "x",
            "message_thread_id": 10**9,
            "is_topic_message": True,
        },
        {
            **plain,
            "from": user,
            "text": "x",
            "reply_to_message": {"message_id": 1, "date": 0, "chat": group},
        },
        {
            **plain,
            "from": user,
            "text": "x",
            "business_connection_id": "nobody's",
        },
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_message",
        "edited_business_message",
    ],
)
async def test_odd_messages(fortress, kind):
    before = fortress.stored()
    for message in odd_messages(fortress):
        await fortress.receives(**{kind: message})

    assert fortress.stored() == before


async def test_odd_clicks(fortress):
    before = fortress.stored()
    data = fortress.intent(fortress.chat) + CB_SEP + "count"
    user = fortress.user(fortress.bob)
    place = fortress.place(fortress.his_chat)
    plain = {"id": "1", "from": user, "chat_instance": "1"}
    gone = {"message_id": 1, "date": 0, "chat": place}
    in_channel = {"message_id": 1, "date": 5, "chat": CHANNEL, "text": "x"}
    for query in (
        plain,
        {**plain, "data": data},
        {**plain, "inline_message_id": "1", "data": data},
        {**plain, "inline_message_id": "1", "game_short_name": "chess"},
        {**plain, "message": gone, "data": data},
        {**plain, "message": gone, "game_short_name": "chess"},
        {**plain, "message": {**gone, "chat": CHANNEL}, "data": data},
        {**plain, "message": in_channel, "data": data},
        {**plain, "from": ANONYMOUS, "message": gone, "data": data},
        {**plain, "message": gone, "data": ""},
        {**plain, "message": gone, "data": CB_SEP},
        {**plain, "message": gone, "data": CB_SEP * MAX_BYTES},
    ):
        await fortress.receives(callback_query=query)

    assert fortress.stored() == before


async def test_updates_of_other_kinds(fortress):
    before = fortress.stored()
    user, group = fortress.user(fortress.bob), fortress.place(fortress.group)
    member = {"user": user, "status": "member"}
    change = {
        "chat": group,
        "from": user,
        "date": 1,
        "old_chat_member": member,
        "new_chat_member": {**member, "status": "left"},
    }
    for update in (
        {},
        {"future": {"a": 1}},
        {"my_chat_member": change},
        {"chat_member": {**change, "chat": CHANNEL}},
        {
            "chat_join_request": {
                "chat": group,
                "from": user,
                "user_chat_id": fortress.bob.id,
                "date": 1,
            },
        },
        {
            "message_reaction": {
                "chat": group,
                "message_id": 1,
                "actor_chat": CHANNEL,
                "date": 1,
                "old_reaction": [],
                "new_reaction": [],
            },
        },
        {
            "poll_answer": {
                "poll_id": "1",
                "option_ids": [],
                "option_persistent_ids": [],
                "voter_chat": group,
            }
        },
        {"inline_query": {"id": "1", "from": user, "query": "", "offset": ""}},
        {
            "deleted_business_messages": {
                "business_connection_id": "1",
                "chat": fortress.place(fortress.chat),
                "message_ids": [1],
            },
        },
    ):
        if update.keys() & {"future"} or not update:
            # aiogram says that it does not know it.
            with pytest.warns(RuntimeWarning, match="unknown update type"):
                await fortress.receives(**update)
        else:
            await fortress.receives(**update)

    assert fortress.stored() == before


@pytest.mark.parametrize("symbol", ["x", "\U0001f600", "\u200d", "\x00", "<"])
async def test_long_texts(fortress, symbol):
    await fortress.text(fortress.ann, fortress.chat, symbol * 4096)
    keys = fortress.stored().keys()
    for _ in range(3):
        await fortress.text(fortress.ann, fortress.chat, symbol * 4096)

    assert fortress.stored().keys() == keys
    assert max(map(len, fortress.stored().values())) < 600


async def test_flood(fortress):
    data = fortress.intent(fortress.chat) + CB_SEP + "count"
    clicks = [
        fortress.click(fortress.ann, fortress.chat, data)
        if number % 2
        else fortress.click(fortress.bob, fortress.his_chat, data)
        for number in range(600)
    ]
    await asyncio.gather(*clicks, return_exceptions=False)

    assert counts_of(fortress) == {0, 300}
    assert not fortress.isolation._locks
    assert len(fortress.stored()) == 4


# The whole road, whatever comes

short = st.text(max_size=MAX_BYTES)
hidden = st.text(REPLY_CALLBACK_SYMBOLS, max_size=80)
words = st.sampled_from(["count", "sub", "photo", "text", "/start", ""])
strangers = st.tuples(
    st.sampled_from(["click", "text"]),
    st.sampled_from(["private", "group", "hers"]),
    st.sampled_from(["own", "group's", "none"]),
    words | short,
    hidden,
)


def essence(text):
    """Return what matters of a record; who presses chooses the message."""
    record = json.loads(text)
    return record.get("intents", record)


async def besiege(faulty_bot, deeds):
    fortress = await Fortress(faulty_bot).open()
    hers = fortress.stored()
    intents = {
        "own": fortress.intent(fortress.chat),
        "group's": fortress.intent(fortress.group),
        "none": "",
    }
    places = {"private": fortress.his_chat, "group": fortress.group}
    for kind, place, intent, word, symbols in deeds:
        data = intents[intent] + CB_SEP + word
        if place == "hers":
            # Nobody else can write there: Ann presses what makes no sense.
            nonsense = data.replace(CB_SEP, "") + symbols
            await fortress.click(fortress.ann, fortress.chat, nonsense)
        elif kind == "click":
            await fortress.click(fortress.bob, places[place], data)
        else:
            text = join_reply_callback(word, data) + symbols
            await fortress.text(fortress.bob, places[place], text)
    now = fortress.stored()
    assert all(essence(now[key]) == essence(hers[key]) for key in hers)
    # He may have opened a dialog of his own, here and in the group.
    assert len(now) <= len(hers) + 4
    await fortress.dispatcher.emit_shutdown(bot=fortress.bot)


@settings(max_examples=25, derandomize=True)
@given(deeds=st.lists(strangers, max_size=8))
def test_siege(faulty_bot, deeds):
    asyncio.run(besiege(faulty_bot, deeds))
