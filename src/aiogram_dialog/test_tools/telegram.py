"""The stage of a test: a Telegram, bots in it, and people who use them."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from aiogram import Bot, Dispatcher

from aiogram_dialog.emulator.handover import handed_over
from aiogram_dialog.manager.updater import idle

from .fake_telegram import EmulatedTelegram, FakeTelegram
from .visitor import Visitor

Waiting: TypeAlias = Callable[
    [Coroutine[Any, Any, None]],
    Coroutine[Any, Any, None],
]


async def _wait(work: Coroutine[Any, Any, None]) -> None:
    await work


class Telegram:
    """Bring bots and people together, and draw what happens.

    ::

        async with telegram.bot(dispatcher):
            ann = telegram.person("Ann")
            await ann.says("/start")
            await ann.presses("Next")
            assert ann.last_message.text == "What is your name?"

    What a bot's handlers raise is raised by the deed that led to it. What
    Telegram would refuse is refused.
    """

    def __init__(self, fake: FakeTelegram | None = None) -> None:
        self.fake = EmulatedTelegram() if fake is None else fake
        self.visitors: list[Visitor] = []
        self._running: dict[Dispatcher, list[Bot]] = {}
        # Who lets time pass waits in another way.
        self.waits_for: Waiting = _wait

    @asynccontextmanager
    async def bot(
        self,
        target: Dispatcher | Callable[[], Any],
        *,
        username: str = "bot",
        **options: Any,
    ) -> AsyncIterator[Bot]:
        """Run a bot: its start-up first, its shutdown at the end.

        Whatever other ``Bot`` its code uses is this one meanwhile.

        Args:
            target: A dispatcher, or a function that returns one or runs it,
                like ``main``; it may be a coroutine function.
            username: The name of the bot.
            **options: Parameters of the ``Bot``, like ``default``; by
                default those of the bot that ``main`` would have run.

        Yields:
            The bot.
        """
        bot = self.fake.connect(username, **options)
        with self.fake.holding(bot):
            if isinstance(target, Dispatcher):
                async with self._run(target, bot):
                    yield bot
                return
            async with handed_over(target) as handover:
                if handover.default is not None and "default" not in options:
                    bot.default = handover.default
                async with self._run(handover.dispatcher, bot):
                    yield bot

    @asynccontextmanager
    async def _run(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
    ) -> AsyncIterator[None]:
        await dispatcher.emit_startup(bot=bot)
        self._running.setdefault(dispatcher, []).append(bot)
        try:
            yield
        finally:
            self._running[dispatcher].remove(bot)
            await dispatcher.emit_shutdown(bot=bot)

    def person(self, name: str = "Ann", **details: Any) -> Visitor:
        """Let somebody open the chat with the bot that was run last.

        ``details``: ``last_name``, ``username``, ``language_code``,
        ``is_premium``.

        Raises ``RuntimeError`` if no bot runs.
        """
        dispatcher, bot = self._last_bot()
        person = self.fake.add_person(name, **details)
        chat = self.fake.private_chat(person, bot)
        return self._seat(person, chat, dispatcher, bot)

    def group(
        self,
        title: str,
        *members: Visitor,
        is_forum: bool = False,
    ) -> list[Visitor]:
        """Found a group and return its members, in their order.

        The first one owns it; bots are administrators, so they hear
        everything. Topics are opened with ``topic()`` of a member.
        """
        owner, *others = members
        bots = [bot for bots in self._running.values() for bot in bots]
        chat = self.fake.group(
            title,
            owner.person,
            [member.person for member in others],
            bots,
            is_forum=is_forum,
        )
        return [member.at(chat) for member in members]

    def business(self, owner: Visitor, customer: Visitor) -> Visitor:
        """Let a customer write to somebody whose account the bot manages."""
        chat = self.fake.business_chat(
            owner.person,
            customer.person,
            owner.bot,
        )
        return customer.at(chat)

    async def settle(self, *, concurrently: bool = False) -> None:
        """Let all bots handle what waits for them, commands included.

        ``concurrently``: at once, as in a flood, not one after the other.

        What handlers raise is raised, and what was asked of the real
        Telegram past the ``Bot``.
        """
        try:
            await self.waits_for(self._settle(concurrently=concurrently))
        finally:
            refused = self.fake.take_refused()
        for error in refused:
            raise error

    async def _settle(self, *, concurrently: bool) -> None:
        for dispatcher, bots in self._running.items():
            for bot in bots:
                try:
                    await self.fake.deliver(
                        dispatcher,
                        bot,
                        concurrently=concurrently,
                    )
                finally:
                    await idle(dispatcher)

    def report(self) -> str:
        """Draw all chats that people have been in."""
        chats = {visitor.chat: visitor for visitor in self.visitors}
        parts = [
            f"{visitor}\n{visitor.transcript()}" for visitor in chats.values()
        ]
        return "\n".join(parts)

    def _last_bot(self) -> tuple[Dispatcher, Bot]:
        running = [
            (dispatcher, bot)
            for dispatcher, bots in self._running.items()
            for bot in bots
        ]
        if not running:
            raise RuntimeError(
                "No bot runs: use `async with telegram.bot(dispatcher):`.",
            )
        return running[-1]

    def _seat(
        self,
        person: Any,
        chat: Any,
        dispatcher: Dispatcher,
        bot: Bot,
    ) -> Visitor:
        visitor = Visitor(self, person, chat, dispatcher, bot)
        self.visitors.append(visitor)
        return visitor
