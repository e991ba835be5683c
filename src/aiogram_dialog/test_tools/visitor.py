"""A person in a chat: what they do, what they see, what is kept of them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from aiogram import Bot, Dispatcher

from .fake_telegram import Chat, FakeTelegram
from .stored import OpenDialog, StackAddress, open_dialogs


class Stage(Protocol):
    """Describe where visitors meet bots."""

    fake: FakeTelegram

    def settle(self, *, concurrently: bool = False) -> Awaitable[None]:
        """Let all bots handle what waits for them."""
        ...

    def _seat(
        self,
        person: Any,
        chat: Chat,
        dispatcher: Dispatcher,
        bot: Bot,
    ) -> "Visitor":
        """Let a person be in one more chat."""
        ...


class Visitor:
    """Do something in a chat, and see what comes of it.

    Deeds return when the bots have handled them. They raise what handlers
    raise, and ``NoSuchButtonError`` for a button that is not there.
    """

    def __init__(
        self,
        stage: Stage,
        person: Any,
        chat: Chat,
        dispatcher: Dispatcher,
        bot: Bot,
        thread_id: int | None = None,
    ) -> None:
        self.stage = stage
        self.person = person
        self.chat = chat
        self.dispatcher = dispatcher
        self.bot = bot
        self.thread_id = thread_id

    def __repr__(self) -> str:
        return f"<{self.person.name} in chat {self.chat_id}>"

    @property
    def id(self) -> int:
        """The id of the person."""
        return int(self.person.id)

    @property
    def chat_id(self) -> int:
        """The id by which the bot knows the chat."""
        return self.stage.fake.chat_id(self.chat)

    # Where they are

    def at(self, chat: Chat) -> "Visitor":
        """Return the same person in another chat."""
        return self.stage._seat(  # noqa: SLF001 - of the same package
            self.person,
            chat,
            self.dispatcher,
            self.bot,
        )

    def topic(self, name: str) -> "Visitor":
        """Open a topic of the forum and return the person in it."""
        thread_id = self.stage.fake.topic(self.chat, name)
        return self.in_topic(thread_id)

    def in_topic(self, thread_id: int) -> "Visitor":
        """Return the person in a topic that is there already."""
        seat = self.at(self.chat)
        seat.thread_id = thread_id
        return seat

    # What they do

    async def does(
        self,
        deed: Callable[..., Any],
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Do anything that people can: ``ann.does(ann.person.rolls)``.

        The deed gets the chat first. Returns what it returns.
        """
        done = deed(self.chat, *args, **kwargs)
        await self.stage.settle()
        return done

    def _thread(self) -> dict[str, int]:
        # Not every deed knows topics.
        return {"thread_id": self.thread_id} if self.thread_id else {}

    async def says(self, text: str) -> None:
        """Send a text, or a command."""
        await self.does(self.person.says, text, **self._thread())

    async def replies(self, to: Any, text: str) -> None:
        """Send a text as a reply to a message."""
        await self.does(self.person.replies, to, text)

    async def presses(self, button: Any, *, of: Any = None) -> None:
        """Press an inline button: its text, or its row and column from 0.

        ``of``: a message; by default the newest one with such a button. One
        that was kept is pressed as it was then.
        """
        await self.does(self.person.presses, button, of=of)

    async def taps(self, button: Any, *, gives: Any = None) -> None:
        """Tap a button of the reply keyboard.

        ``gives``: what the answer to a request has, like ``{"poll": …}``.
        """
        await self.does(self.person.taps, button, gives=gives)

    async def sends(self, kind: str, **details: Any) -> None:
        """Send a file: photo, video, voice, document, sticker …

        ``details``: ``caption``, ``file`` (bytes), ``name`` and so on.
        """
        await self.does(self.person.sends, kind, **self._thread(), **details)

    async def sends_album(self, kinds: list[str], caption: str = "") -> None:
        """Send several files as one album."""
        await self.does(self.person.sends_album, kinds, caption=caption)

    async def sends_contact(self, phone: str = "+10000000000") -> None:
        """Send one's own contact."""
        await self.does(self.person.sends_contact, phone)

    async def sends_location(
        self,
        latitude: float = 52.5,
        longitude: float = 13.4,
    ) -> None:
        """Send a place on the map."""
        await self.does(self.person.sends_location, latitude, longitude)

    # What they see

    @property
    def messages(self) -> Sequence[Any]:
        """The messages that are in the chat now."""
        return self.stage.fake.messages(self.chat)

    @property
    def last_message(self) -> Any:
        """The newest message. Raises ``LookupError`` in an empty chat."""
        if not self.messages:
            raise LookupError(f"There are no messages for {self}.")
        return self.messages[-1]

    def buttons(self) -> list[list[str]]:
        """Return the inline buttons of the newest message, as texts."""
        return [
            [button["text"] for button in row]
            for row in self.last_message.inline_keyboard
        ]

    def screen(self) -> str:
        """Draw what is before their eyes now."""
        return self.stage.fake.screen(self.chat, self.person)

    def transcript(self) -> str:
        """Draw all that has happened in the chat."""
        return self.stage.fake.transcript(self.chat)

    # What is kept of them

    async def dialogs(self, stack_id: str = "") -> list[OpenDialog]:
        """Return what is stored of their open dialogs, the top one last."""
        fake = self.stage.fake
        return await open_dialogs(
            self.dispatcher.storage,
            self.bot,
            StackAddress(
                self.id,
                self.chat_id,
                self.thread_id,
                fake.business_connection_id(self.chat, self.bot),
                stack_id,
            ),
        )
