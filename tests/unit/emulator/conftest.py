import json
from dataclasses import dataclass
from typing import Any

import pytest

from aiogram_dialog.emulator import (
    Answer,
    BotAccount,
    ChatRef,
    Ok,
    Person,
    Refusal,
    Upload,
    World,
)


@dataclass
class Bench:
    """A bot, Ann who has started it, and Bob who has not met it."""

    world: World
    bot: BotAccount
    ann: Person
    bob: Person
    chat: ChatRef

    def call(self, method: str, **params: Any) -> Answer:
        """Call as over the wire; bytes are uploads."""
        files = {
            name: Upload(f"{name}.bin", value)
            for name, value in params.items()
            if isinstance(value, bytes)
        }
        texts = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in params.items()
            if not isinstance(value, bytes)
        }
        return self.world.call(self.bot.token, method, texts, files)

    def ok(self, method: str, **params: Any) -> Any:
        answer = self.call(method, **params)
        assert isinstance(answer, Ok), answer
        return answer.result

    def refused(self, method: str, **params: Any) -> str:
        answer = self.call(method, **params)
        assert isinstance(answer, Refusal), answer
        prefix = "Bad Request: "
        if answer.code == 400:
            assert answer.description.startswith(prefix)
        return answer.description.removeprefix(prefix)

    def send(self, text: str = "hi", **params: Any) -> int:
        """Let the bot send a text to Ann; returns the message's id."""
        params.setdefault("chat_id", self.chat.id)
        number: int = self.ok("sendMessage", text=text, **params)["message_id"]
        return number

    def updates(self, bot: BotAccount | None = None) -> list[Any]:
        """Take what waits for a bot: kinds and payloads."""
        account = bot or self.bot
        waiting = self.world.pending(account)
        self.world.state.queues[account.id] = ()
        return [(update.kind, update.payload) for update in waiting]


@pytest.fixture
def bench() -> Bench:
    world = World()
    bot = world.add_bot("quiz_bot")
    ann = world.add_person("Ann", username="ann")
    bob = world.add_person("Bob")
    chat = world.private_chat(ann, bot, started=True)
    return Bench(world, bot, ann, bob, chat)


def buttons(*rows: list[Any]) -> dict[str, Any]:
    """An inline keyboard of labels, or of whole buttons."""
    return {
        "inline_keyboard": [
            [
                {"text": item, "callback_data": item}
                if isinstance(item, str)
                else item
                for item in row
            ]
            for row in rows
        ],
    }


@pytest.fixture
def inline() -> Any:
    return buttons
