"""The world of one bot: its account, its people, its chats."""

import time
from dataclasses import replace
from typing import Any

from aiogram_dialog.emulator import BotAccount, ChatRef, Person, World
from aiogram_dialog.emulator.state import State

FIRST_PERSON = "Ann"


class BotWorld:
    """Hold a world in which one bot is at home and Ann has come to see it.

    Ids are those that ``aiogram_dialog.test_tools`` gives, so that a
    conversation can become a test.
    """

    def __init__(self, username: str) -> None:
        self.world = World(clock=time.time)
        self.account: BotAccount = self.world.add_bot(username)
        self.add_person(FIRST_PERSON)
        self._beginning = self.world.snapshot()

    @property
    def state(self) -> State:
        """All that is in the world."""
        return self.world.state

    @property
    def people(self) -> list[Person]:
        """The people, in the order in which they came."""
        return [
            Person(self.state, user_id)
            for user_id, user in self.state.users.items()
            if not user.is_bot
        ]

    def person(self, user_id: int) -> Person | None:
        """Return a person by id."""
        user = self.state.users.get(user_id)
        if user is None or user.is_bot:
            return None
        return Person(self.state, user_id)

    def add_person(self, name: str) -> Person:
        """Let somebody open the chat with the bot."""
        person = self.world.add_person(name)
        self.world.private_chat(person, self.account)
        return person

    def change_person(self, person: Person, **changes: Any) -> None:
        """Change the name or language of somebody."""
        self.state.users[person.id] = replace(person.user, **changes)

    def add_group(
        self,
        title: str,
        people: list[Person],
        *,
        is_forum: bool,
    ) -> ChatRef:
        """Found a group; the bot is an administrator and hears all."""
        owner, *members = people
        return self.world.supergroup(
            title,
            owner,
            *members,
            admins=(self.account,),
            is_forum=is_forum,
        )

    def forget(self) -> None:
        """Go back to the beginning; the bot keeps its list of commands."""
        commands = self.state.commands
        self.world.restore(self._beginning)
        self.state.commands = commands
