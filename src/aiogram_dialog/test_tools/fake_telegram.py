"""The Telegram behind the test kit: what it has to be, and the one we have."""

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol, TypeAlias

from aiogram import Bot, Dispatcher

from aiogram_dialog.emulator import (
    BotAccount,
    ChatRef,
    Message,
    Person,
    World,
    calls,
    connect,
    draw,
    feed,
    feed_concurrently,
    screen,
)
from aiogram_dialog.emulator.bot_capture import (
    BotCapture,
    PastTheBotError,
    capturing,
)

# The kit hands chats on and looks into none.
Chat: TypeAlias = Any


class FakeTelegram(Protocol):
    """Describe a Telegram that people and bots can meet in.

    People have deeds like ``says(chat, text)`` and ``presses(chat, label)``,
    messages have ``id``, ``text`` and ``inline_keyboard``.
    """

    @abstractmethod
    def connect(self, username: str, **options: Any) -> Bot:
        """Register a bot and return the object that its code works with."""
        ...

    def holding(self, bot: Bot) -> AbstractContextManager[None]:  # noqa: ARG002 - for those who can
        """Let bots that were made elsewhere speak to this Telegram, too.

        Args:
            bot: Who they are here.
        """
        return nullcontext()

    def take_refused(self) -> Sequence[Exception]:
        """Return what was asked of the real Telegram, and forget it."""
        return ()

    @abstractmethod
    async def deliver(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        *,
        concurrently: bool,
    ) -> None:
        """Give a bot all that waits for it, and all that comes meanwhile.

        Raises what its handlers raise.
        """
        ...

    @abstractmethod
    def add_person(self, name: str, **details: Any) -> Any:
        """Let somebody register."""
        ...

    @abstractmethod
    def private_chat(self, person: Any, bot: Bot) -> Chat:
        """Return the chat of a person with a bot."""
        ...

    @abstractmethod
    def group(
        self,
        title: str,
        owner: Any,
        members: Sequence[Any],
        bots: Sequence[Bot],
        *,
        is_forum: bool,
    ) -> Chat:
        """Found a supergroup in which bots are administrators."""
        ...

    @abstractmethod
    def topic(self, chat: Chat, name: str) -> int:
        """Open a topic in a forum and return its id."""
        ...

    @abstractmethod
    def business_chat(self, owner: Any, customer: Any, bot: Bot) -> Chat:
        """Return a chat of a person whose account is managed by a bot."""
        ...

    @abstractmethod
    def chat_id(self, chat: Chat) -> int:
        """Return the id by which bots know a chat."""
        ...

    @abstractmethod
    def business_connection_id(self, chat: Chat, bot: Bot) -> str | None:
        """Return the link by which a bot is in a chat of somebody else."""
        ...

    @abstractmethod
    def messages(self, chat: Chat) -> Sequence[Any]:
        """Return the messages that are in a chat now."""
        ...

    @abstractmethod
    def transcript(self, chat: Chat) -> str:
        """Draw what has happened in a chat."""
        ...

    @abstractmethod
    def screen(self, chat: Chat, person: Any) -> str:
        """Draw what a person has before their eyes."""
        ...

    @abstractmethod
    def calls(self) -> Sequence[str]:
        """Return the calls that bots have made."""
        ...

    @abstractmethod
    def advance(self, seconds: float) -> None:
        """Let time pass."""
        ...


class EmulatedTelegram(FakeTelegram):
    """Be the Telegram of ``aiogram_dialog.emulator``.

    ``world`` is the emulator itself, for everything that is not here.
    """

    def __init__(self, world: World | None = None) -> None:
        self.world = world or World()
        self._accounts: dict[int, BotAccount] = {}
        self._refused: list[PastTheBotError] = []

    def connect(self, username: str, **options: Any) -> Bot:
        """Register a bot and return the object that its code works with."""
        account = self.world.add_bot(username)
        self._accounts[account.id] = account
        return connect(self.world, account, **options)

    def holding(self, bot: Bot) -> AbstractContextManager[None]:
        """Let every Bot of the process speak to this Telegram."""
        account = self._accounts[bot.id]
        return capturing(BotCapture(self.world, account, self._refused.append))

    def take_refused(self) -> Sequence[Exception]:
        """Return what was asked of the real Telegram, and forget it."""
        taken = list(self._refused)
        self._refused.clear()
        return taken

    async def deliver(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        *,
        concurrently: bool,
    ) -> None:
        """Give a bot all that waits for it, and all that comes meanwhile."""
        deliver = feed_concurrently if concurrently else feed
        await deliver(dispatcher, bot, self.world)

    def add_person(self, name: str, **details: Any) -> Person:
        """Let somebody register."""
        return self.world.add_person(name, **details)

    def private_chat(self, person: Person, bot: Bot) -> ChatRef:
        """Return the chat of a person with a bot."""
        return self.world.private_chat(person, self._accounts[bot.id])

    def group(
        self,
        title: str,
        owner: Person,
        members: Sequence[Person],
        bots: Sequence[Bot],
        *,
        is_forum: bool,
    ) -> ChatRef:
        """Found a supergroup in which bots are administrators."""
        return self.world.supergroup(
            title,
            owner,
            *members,
            admins=tuple(self._accounts[bot.id] for bot in bots),
            is_forum=is_forum,
        )

    def topic(self, chat: ChatRef, name: str) -> int:
        """Open a topic in a forum and return its id."""
        return self.world.topic(chat, name)

    def business_chat(
        self,
        owner: Person,
        customer: Person,
        bot: Bot,
    ) -> ChatRef:
        """Return a chat of a person whose account is managed by a bot."""
        chat = self.world.business_chat(owner, customer)
        if self.business_connection_id(chat, bot) is None:
            self.world.connect_business(owner, self._accounts[bot.id])
        return chat

    def chat_id(self, chat: ChatRef) -> int:
        """Return the id by which bots know a chat."""
        return chat.id

    def business_connection_id(self, chat: ChatRef, bot: Bot) -> str | None:
        """Return the link by which a bot is in a chat of somebody else."""
        for link in self.world.state.business.values():
            if (link.user_id, link.bot_id) == (chat.account, bot.id):
                return link.id
        return None

    def messages(self, chat: ChatRef) -> Sequence[Message]:
        """Return the messages that are in a chat now."""
        return self.world.messages(chat)

    def transcript(self, chat: ChatRef) -> str:
        """Draw what has happened in a chat."""
        return draw(self.world, chat)

    def screen(self, chat: ChatRef, person: Person) -> str:
        """Draw what a person has before their eyes."""
        return screen(self.world, chat, person)

    def calls(self) -> Sequence[str]:
        """Return the calls that bots have made."""
        return calls(self.world)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.world.advance(seconds)
