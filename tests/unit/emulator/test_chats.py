from typing import Any

import pytest
from aiogram.types import ChatFullInfo, ChatMemberAdministrator, File, User
from pydantic import TypeAdapter

from aiogram_dialog.emulator import World
from aiogram_dialog.emulator.methods.generic import METHODS

CHAT = 101


def test_get_me(bench):
    me = User.model_validate(bench.ok("getMe"))
    assert (me.username, me.is_bot) == ("quiz_bot", True)


def test_get_chat(bench):
    group = bench.world.supergroup("S", bench.ann, bench.bot, username="sg")
    number = bench.send(chat_id=group.id)
    bench.ann.promotes(group, bench.bot.id)
    bench.ok("pinChatMessage", chat_id=group.id, message_id=number)
    chat = ChatFullInfo.model_validate(bench.ok("getChat", chat_id="@sg"))
    assert chat.id == group.id
    assert chat.pinned_message.text == "hi"
    private = ChatFullInfo.model_validate(bench.ok("getChat", chat_id=CHAT))
    assert private.first_name == "Ann"


def test_get_chat_member(bench):
    world, ann, bob, bot = bench.world, bench.ann, bench.bob, bench.bot
    group = world.group("G", ann, bob, bot)

    def status(user_id: Any) -> str:
        found = bench.call("getChatMember", chat_id=group.id, user_id=user_id)
        body = found.as_json()
        if not body["ok"]:
            return str(body["description"])
        return str(body["result"]["status"])

    assert status(ann.id) == "creator"
    assert status(bob.id) == "member"
    ann.promotes(group, bob)
    assert status(bob.id) == "administrator"
    shown = bench.ok("getChatMember", chat_id=group.id, user_id=bob.id)
    assert ChatMemberAdministrator.model_validate(shown).can_pin_messages
    ann.restricts(group, bob, frozenset({"can_send_messages"}))
    assert status(bob.id) == "restricted"
    bob.leaves(group)
    assert status(bob.id) == "left"
    ann.removes(group, bot.id)
    ann.adds(group, bot.id)
    stranger = world.add_person("Cid")
    assert status(stranger.id) == "Bad Request: member not found"
    assert status(0) == "Bad Request: invalid user_id specified"
    assert status(999) == "Bad Request: user not found"
    where = {"chat_id": CHAT}
    own = bench.ok("getChatMember", **where, user_id=bot.id)
    assert own["status"] == "member"
    reason = bench.refused("getChatMember", **where, user_id=bob.id)
    assert reason == "member not found"


def test_counts_and_administrators(bench):
    group = bench.world.group("G", bench.ann, bench.bob, admins=(bench.bot,))
    assert bench.ok("getChatMemberCount", chat_id=group.id) == 3
    assert bench.ok("getChatMemberCount", chat_id=CHAT) == 2
    listed = bench.ok("getChatAdministrators", chat_id=group.id)
    assert {item["user"]["id"] for item in listed} == {
        bench.ann.id,
        bench.bot.id,
    }
    assert bench.refused("getChatAdministrators", chat_id=CHAT) == (
        "there are no administrators in the private chat"
    )


def test_get_file(bench):
    sent = bench.ok("sendDocument", chat_id=CHAT, document=b"abc")
    file_id = sent["document"]["file_id"]
    file = File.model_validate(bench.ok("getFile", file_id=file_id))
    assert (file.file_size, file.file_path) == (3, "documents/file_0.bin")
    assert bench.world.file(file.file_path).content == b"abc"
    assert bench.world.file("nothing") is None


def test_get_file_refusals(bench):
    world: World = bench.world
    sent = bench.ok("sendDocument", chat_id=CHAT, document=b"abc")
    file_id = sent["document"]["file_id"]
    unavailable = "wrong file_id or the file is temporarily unavailable"
    assert bench.refused("getFile") == "file_id not specified"
    assert bench.refused("getFile", file_id="?") == "invalid file_id"
    other = world.add_bot("other_bot")
    foreign = world.call(other.token, "getFile", {"file_id": file_id})
    assert foreign.as_json()["description"].endswith(unavailable)
    big = bench.ann.sends(bench.chat, "video", size=21 * 2**20)
    ((_, update),) = bench.updates()
    assert update["message_id"] == big.id
    file_id_of_big = update["video"]["file_id"]
    assert bench.refused("getFile", file_id=file_id_of_big) == (
        "file is too big"
    )
    world.state.files.clear()
    assert bench.refused("getFile", file_id=file_id) == unavailable


def test_commands(bench):
    scope = {"type": "all_private_chats"}
    commands = [{"command": "/start", "description": "Go", "is_ephemeral": 1}]
    assert bench.ok("setMyCommands", commands=commands)
    stored = [{"command": "start", "description": "Go", "is_ephemeral": True}]
    assert bench.ok("getMyCommands") == stored
    assert bench.ok("getMyCommands", scope=scope) == []
    assert bench.ok("deleteMyCommands")
    assert bench.ok("getMyCommands") == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": "{"}, "can't parse commands JSON object"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": [{}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [1]}, "can't parse BotCommand: expected an Object"),
        ({"commands": [{"command": "A"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a"}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [], "scope": "{"}, "can't parse BotCommandScope"),
        ({"commands": [], "scope": [1]}, "can't parse BotCommandScope"),
    ],
)
def test_command_refusals(bench, params, reason):
    assert bench.refused("setMyCommands", **params) == reason


def test_pins(bench):
    first, second = bench.send(), bench.send()
    where = {"chat_id": CHAT}
    assert bench.ok("pinChatMessage", **where, message_id=first)
    ((kind, payload),) = bench.updates()
    assert kind == "message"
    assert payload["pinned_message"]["message_id"] == first
    assert bench.ok("pinChatMessage", **where, message_id=first)
    assert bench.updates() == []
    assert bench.ok("pinChatMessage", **where, message_id=second)
    assert bench.ok("unpinChatMessage", **where)
    pinned = bench.ok("getChat", **where)["pinned_message"]
    assert pinned["message_id"] == first
    assert bench.refused("unpinChatMessage", **where, message_id=second) == (
        "message to unpin not found"
    )
    assert bench.ok("unpinAllChatMessages", **where)
    assert "pinned_message" not in bench.ok("getChat", **where)
    assert bench.refused("pinChatMessage", **where, message_id=99) == (
        "message to pin not found"
    )
    group = bench.world.group("G", bench.ann, bench.bot)
    number = bench.send(chat_id=group.id)
    where = {"chat_id": group.id, "message_id": number}
    assert bench.refused("pinChatMessage", **where) == (
        "not enough rights to manage pinned messages in the chat"
    )


def test_reactions(bench):
    number = bench.ann.says(bench.chat, "x").id
    where = {"chat_id": CHAT, "message_id": number}
    heart = [{"type": "emoji", "emoji": "❤"}]
    assert bench.ok("setMessageReaction", **where, reaction=heart)
    assert bench.ok("setMessageReaction", **where)
    for params, reason in [
        ({**where, "message_id": 99}, "message to react not found"),
        ({**where, "reaction": heart * 2}, "REACTION_INVALID"),
        ({**where, "reaction": "{"}, "can't parse reaction JSON object"),
    ]:
        assert bench.refused("setMessageReaction", **params) == reason


def test_methods_without_a_rule(bench):
    assert bench.ok("setMyName", name="x") is True
    assert bench.ok("getStarTransactions") == {"transactions": []}
    assert bench.ok("getMyName") == {"name": ""}
    notes = [e for e in bench.world.journal if type(e).__name__ == "Noted"]
    assert notes[0].text == "setMyName has no rule; its answer is made up"


@pytest.mark.parametrize("name", sorted(set(METHODS) - {"logout"}))
def test_every_method_answers_in_its_type(bench, name):
    answer = bench.call(name).as_json()
    if answer["ok"]:
        adapter = TypeAdapter(METHODS[name].__returning__)
        assert adapter.validate_python(answer["result"]) is not None
    else:
        assert answer["description"].startswith("Bad Request: ")
