"""What people do, all at once, and what they see when it is done."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import ClientSession

from aiogram_dialog.emulator import BotAccount, ChatRef, Person, World

from .bot import SCREEN

PATIENCE = 30


@dataclass
class Visitor:
    """Be a person in the chat with the bot, and know what was done there."""

    world: World
    person: Person
    chat: ChatRef
    done: Counter[str] = field(default_factory=Counter)

    def sees(self, text: str) -> bool:
        """Tell whether a window with this text is there.

        Who has clicked on an older message goes on in that one, so the
        newest one need not be it.
        """
        return any(
            message.text == text and message.inline_keyboard
            for message in self.world.messages(self.chat)
        )

    def is_content(self) -> bool:
        """Tell whether all that was done is to be seen."""
        return self.sees(self.should_see())

    def should_see(self) -> str:
        return SCREEN.format(
            clicks=self.done["clicks"],
            texts=self.done["texts"],
            news=self.done["news"],
        )

    async def acts(self, number: int, http: ClientSession, url: str) -> None:
        match number % 3:
            case 0:
                self.done["clicks"] += 1
                self.person.presses(self.chat, "Count", of=self.window)
            case 1:
                self.done["texts"] += 1
                self.person.says(self.chat, "one more")
            case 2:
                self.done["news"] += 1
                path = f"/news/{self.person.id}/{number}"
                async with http.post(url + path) as response:
                    response.raise_for_status()

    async def starts(self) -> None:
        self.person.says(self.chat, "/start")
        await self.sees_all()
        self.window = self.world.messages(self.chat)[-1]

    async def sees_all(self) -> None:
        """Wait until everything that was done is on the screen."""
        for _ in range(PATIENCE * 10):
            if self.is_content():
                return
            await asyncio.sleep(0.1)


def invite(world: World, account: BotAccount, count: int) -> list[Visitor]:
    people = [world.add_person(f"Person {n}") for n in range(1, count + 1)]
    return [
        Visitor(world, person, world.private_chat(person, account))
        for person in people
    ]


async def play(visitors: list[Visitor], events: int, url: str) -> None:
    """Let each one do a number of things, nobody waiting for anything."""
    async with ClientSession() as http:
        for visitor in visitors:
            await visitor.starts()
        await asyncio.gather(
            *(
                visitor.acts(number, http, url)
                for number in range(events)
                for visitor in visitors
            ),
        )
    for visitor in visitors:
        await visitor.sees_all()
