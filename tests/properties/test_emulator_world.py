"""Whatever people and bots do, the world keeps its promises."""

import json
from typing import Any

from aiogram.types import Update
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from aiogram_dialog.emulator import (
    NoSuchButtonError,
    Refusal,
    World,
    calls,
    draw,
)

texts = st.text("abc1é😀", min_size=1, max_size=8)
numbers = st.integers(min_value=0, max_value=30)


class Worlds(RuleBasedStateMachine):
    """Two chats of a bot, some people, and random deeds."""

    @initialize()
    def found(self) -> None:
        self.world = World(seed=7)
        self.bot = self.world.add_bot("quiz_bot")
        self.ann = self.world.add_person("Ann")
        private = self.world.private_chat(self.ann, self.bot, started=True)
        group = self.world.group("G", self.ann, self.bot)
        self.chats = [private, group]
        self.last_id = dict.fromkeys(self.chats, 0)
        self.kept: list[tuple[Any, str, str]] = []

    def call(self, method: str, **params: Any) -> Any:
        texts = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in params.items()
        }
        return self.world.call(self.bot.token, method, texts)

    @rule(text=texts, which=st.booleans())
    def say(self, text: str, which: bool) -> None:
        self.ann.says(self.chats[which], text)

    @rule(text=texts, which=st.booleans(), labels=st.lists(texts, max_size=3))
    def send(self, text: str, which: bool, labels: list[str]) -> None:
        chat = self.chats[which]
        row = [{"text": label, "callback_data": label} for label in labels]
        answer = self.call(
            "sendMessage",
            chat_id=chat.id,
            text=text,
            reply_markup={"inline_keyboard": [row]},
        )
        number = answer.result["message_id"]
        assert number > self.last_id[chat]

    @rule(number=numbers, text=texts, which=st.booleans())
    def edit(self, number: int, text: str, which: bool) -> None:
        before = self.world.messages(self.chats[which])
        params = {"chat_id": self.chats[which].id, "message_id": number}
        answer = self.call("editMessageText", **params, text=text)
        again = self.call("editMessageText", **params, text=text)
        assert isinstance(again, Refusal)
        if isinstance(answer, Refusal):
            assert self.world.messages(self.chats[which]) == before

    @rule(number=numbers, which=st.booleans())
    def delete(self, number: int, which: bool) -> None:
        params = {"chat_id": self.chats[which].id, "message_id": number}
        self.call("deleteMessage", **params)
        if not which:
            again = self.call("deleteMessage", **params)
            assert isinstance(again, Refusal)

    @rule(which=st.booleans())
    def press(self, which: bool) -> None:
        try:
            query_id = self.ann.presses(self.chats[which], (0, 0))
        except NoSuchButtonError:
            return
        params = {"callback_query_id": query_id}
        assert self.call("answerCallbackQuery", **params).code == 200
        assert self.call("answerCallbackQuery", **params).code == 400

    @rule()
    def roll(self) -> None:
        self.call("sendDice", chat_id=self.chats[0].id)

    @rule(seconds=st.integers(min_value=0, max_value=200))
    def wait(self, seconds: int) -> None:
        self.world.advance(seconds)

    @rule()
    def poll(self) -> None:
        updates = self.call("getUpdates").result
        for update in updates:
            assert Update.model_validate(update).event
        if updates:
            offset = updates[-1]["update_id"] + 1
            assert self.call("getUpdates", offset=offset).result == []

    @rule()
    def keep(self) -> None:
        lines = "\n".join(calls(self.world))
        snapshot = self.world.snapshot()
        self.kept.append((snapshot, draw(self.world), lines))

    @rule(which=st.integers(min_value=0, max_value=5))
    def go_back(self, which: int) -> None:
        if not self.kept:
            return
        snapshot, drawn, lines = self.kept[which % len(self.kept)]
        self.world.restore(snapshot)
        assert draw(self.world) == drawn
        assert "\n".join(calls(self.world)) == lines
        self.last_id = dict.fromkeys(self.chats, 0)

    @rule(text=texts)
    def branches_do_not_touch(self, text: str) -> None:
        start = self.world.snapshot()
        before = draw(self.world)
        outcomes = []
        for _ in range(2):
            self.call("sendDice", chat_id=self.chats[0].id)
            self.ann.says(self.chats[0], text)
            outcomes.append((draw(self.world), self.world.snapshot().values))
            self.world.restore(start)
            assert draw(self.world) == before
        assert outcomes[0] == outcomes[1]

    @invariant()
    def ids_grow(self) -> None:
        for chat in self.chats:
            ids = [message.id for message in self.world.messages(chat)]
            assert ids == sorted(set(ids))
            self.last_id[chat] = max([self.last_id[chat], *ids])
        updates = [u.update_id for u in self.world.pending(self.bot)]
        assert updates == sorted(set(updates))


Worlds.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
)
TestWorlds = Worlds.TestCase
