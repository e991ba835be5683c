"""What all deeds of a person stand on."""

from typing_extensions import Self

from aiogram_dialog.emulator.delivery import announce
from aiogram_dialog.emulator.discussion import forward_to_discussion
from aiogram_dialog.emulator.journal import Acted
from aiogram_dialog.emulator.keyboards import drop_force_reply
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import Chat, ChatRef, Json, Member, User
from aiogram_dialog.emulator.state import State


class ImpossibleDeedError(Exception):
    """A person was told to do what Telegram's apps would not let them do."""


class Actor:
    """Stand for a person of the world.

    ``sender_chat``: the chat in whose name they write, if any.
    """

    def __init__(
        self,
        state: State,
        user_id: int,
        sender_chat: ChatRef | None = None,
    ) -> None:
        self.state = state
        self.id = user_id
        self.sender_chat = sender_chat

    def in_name_of(self, chat: ChatRef) -> Self:
        """Return this person, writing in the name of a chat.

        An administrator of a group writes there anonymously, and one of a
        channel in other groups. Bots are told of the chat only; a press is
        still the person's own.
        """
        if not self.state.member(chat, self.id).is_admin:
            raise ImpossibleDeedError(
                f"{self.name} is no administrator of "
                f"{self._chat(chat).title!r} and can't write in its name",
            )
        return type(self)(self.state, self.id, chat)

    @property
    def user(self) -> User:
        """The person as others see them."""
        return self.state.users[self.id]

    @property
    def name(self) -> str:
        """The first name."""
        return self.user.first_name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name} {self.id}>"

    def _chat(self, chat: ChatRef) -> Chat:
        return self.state.chats[chat]

    def _require_place(self, chat: ChatRef) -> None:
        """Open a private chat, or refuse to act where one is not."""
        found = self._chat(chat)
        member = self.state.members.get((chat, self.id))
        if not found.is_private:
            if member is None or not member.is_present:
                raise ImpossibleDeedError(
                    f"{self.name} is not in {found.title!r}; "
                    "let them join, or be added, first",
                )
            return
        if chat.account not in self.state.bots:
            return
        if member is None:
            self.state.members[chat, self.id] = Member("member")
        elif member.status == "kicked":
            raise ImpossibleDeedError(
                f"{self.name} has blocked this bot; unblock it first",
            )

    def _appear(
        self,
        chat: ChatRef,
        kind: str,
        content: Json,
        *,
        reply_to: Message | int | None = None,
        thread_id: int | None = None,
        album_id: str | None = None,
        is_service: bool = False,
        via_bot: int | None = None,
        reply_markup: Json | None = None,
        inline_id: str | None = None,
    ) -> Message:
        """Let a message of this person appear and bots hear of it."""
        self._require_place(chat)
        replied = reply_to.id if isinstance(reply_to, Message) else reply_to
        message = self.state.add_message(
            Message(
                chat=chat,
                id=self.state.next_message_id(chat),
                date=int(self.state.now),
                author=self.id,
                sender_chat=self.sender_chat,
                kind=kind,
                content=content,
                reply_to=replied,
                thread_id=thread_id,
                is_topic=thread_id is not None,
                album_id=album_id,
                is_service=is_service,
                via_bot=via_bot,
                reply_markup=reply_markup,
                inline_id=inline_id,
            ),
        )
        drop_force_reply(self.state, chat, self.id)
        announce(self.state, message)
        forward_to_discussion(self.state, message)
        return message

    def _acted(self, chat: ChatRef, action: str) -> None:
        self.state.journal.append(Acted(self.id, chat, action))

    def _current(self, message: Message | int, chat: ChatRef) -> Message:
        message_id = message if isinstance(message, int) else message.id
        found = self.state.messages.get((chat, message_id))
        if found is None:
            raise ImpossibleDeedError(
                f"message {message_id} is not in this chat any more",
            )
        return found
