"""Coming and going: blocking, joining, leaving, adding, promoting."""

from dataclasses import replace

from aiogram_dialog.emulator.delivery import announce
from aiogram_dialog.emulator.records import (
    ADMIN_RIGHTS,
    ChatRef,
    Json,
    Member,
    Message,
)
from aiogram_dialog.emulator.state import State
from aiogram_dialog.emulator.views import chat_json, member_json, user_json

from .base import Actor, ImpossibleDeedError
from .changing import Changing


def set_member(
    state: State,
    chat: ChatRef,
    user_id: int,
    new: Member,
    *,
    by: int,
    via_join_request: bool = False,
) -> None:
    """Give a user another place in a chat and tell the bots concerned.

    The bot itself gets my_chat_member, also when its private chat is
    concerned; administrators that asked for it get chat_member.
    """
    old = state.member(chat, user_id)
    state.members[chat, user_id] = new
    is_private = state.chats[chat].is_private
    subject = chat.account if is_private else user_id
    change: Json = {
        "chat": chat_json(state, chat),
        "from": user_json(state, by),
        "date": int(state.now),
        "old_chat_member": member_json(state, subject, old),
        "new_chat_member": member_json(state, subject, new),
    }
    if via_join_request:
        change["via_join_request"] = True
    if subject in state.bots:
        state.queue(subject, "my_chat_member", change)
    if is_private:
        return
    for bot_id in state.bots_in(chat):
        if bot_id != subject and state.member(chat, bot_id).is_admin:
            state.queue(bot_id, "chat_member", change)


def service_message(
    state: State,
    chat: ChatRef,
    author: int,
    kind: str,
    value: object,
    thread_id: int | None = None,
) -> Message:
    """Let a service message appear and bots hear of it."""
    message = state.add_message(
        Message(
            chat=chat,
            id=state.next_message_id(chat),
            date=int(state.now),
            author=author,
            kind=kind,
            content={kind: value},
            thread_id=thread_id,
            is_topic=thread_id is not None,
            is_service=True,
        ),
    )
    announce(state, message)
    return message


class Membership(Changing):
    """Change who is where."""

    def blocks(self, chat: ChatRef) -> None:
        """Stop and block the bot of a private chat."""
        self._acted(chat, "blocks the bot")
        self._set(chat, self.id, Member("kicked"))

    def unblocks(self, chat: ChatRef) -> None:
        """Let the bot of a private chat write again."""
        self._acted(chat, "unblocks the bot")
        self._set(chat, self.id, Member("member"))

    def joins(self, chat: ChatRef) -> None:
        """Join a group or channel."""
        self._acted(chat, "joins")
        self._enter(chat, self.id)

    def leaves(self, chat: ChatRef) -> None:
        """Leave a group or channel."""
        self._require_place(chat)
        self._acted(chat, "leaves")
        self._exit(chat, self.id, Member("left"))

    def requests_to_join(self, chat: ChatRef, *, bio: str = "") -> None:
        """Ask to be let into a chat; bots that may invite hear of it."""
        state = self.state
        self._acted(chat, "asks to join")
        request: Json = {
            "chat": chat_json(state, chat),
            "from": user_json(state, self.id),
            "user_chat_id": self.id,
            "date": int(state.now),
        }
        if bio:
            request["bio"] = bio
        state.profiles[chat.id, f"join request {self.id}"] = request
        for bot_id in state.bots_in(chat):
            if state.member(chat, bot_id).may("can_invite_users"):
                state.queue(bot_id, "chat_join_request", request)

    def adds(self, chat: ChatRef, who: "Actor | int") -> None:
        """Add a person or a bot (by id) to a group."""
        self._require_place(chat)
        user_id = _id(who)
        self._acted(chat, f"adds {self.state.users[user_id].first_name}")
        self._enter(chat, user_id)

    def removes(self, chat: ChatRef, who: "Actor | int") -> None:
        """Remove a person or a bot (by id) from a group for ever."""
        self._require_admin(chat)
        user_id = _id(who)
        self._acted(chat, f"removes {self.state.users[user_id].first_name}")
        self._exit(chat, user_id, Member("kicked"))

    def promotes(
        self,
        chat: ChatRef,
        who: "Actor | int",
        rights: frozenset[str] = ADMIN_RIGHTS,
    ) -> None:
        """Make somebody an administrator with some rights."""
        self._require_admin(chat)
        user_id = _id(who)
        self._acted(chat, f"promotes {self.state.users[user_id].first_name}")
        self._set(chat, user_id, Member("administrator", rights))

    def restricts(
        self,
        chat: ChatRef,
        who: "Actor | int",
        allowed: frozenset[str] = frozenset(),
    ) -> None:
        """Leave somebody only some permissions, by default none."""
        self._require_admin(chat)
        user_id = _id(who)
        self._acted(chat, f"restricts {self.state.users[user_id].first_name}")
        self._set(chat, user_id, Member("restricted", allowed))

    def deletes_account(self) -> None:
        """Leave Telegram altogether."""
        self.state.users[self.id] = replace(self.user, is_deleted=True)

    def _enter(self, chat: ChatRef, user_id: int) -> None:
        state = self.state
        if state.member(chat, user_id).is_present:
            name = state.users[user_id].first_name
            raise ImpossibleDeedError(f"{name} is in this chat already")
        self._set(chat, user_id, Member("member"))
        if state.chats[chat].type != "channel":
            service_message(
                state,
                chat,
                self.id,
                "new_chat_members",
                [user_json(state, user_id)],
            )

    def _exit(self, chat: ChatRef, user_id: int, new: Member) -> None:
        state = self.state
        if state.chats[chat].type != "channel":
            service_message(
                state,
                chat,
                self.id,
                "left_chat_member",
                user_json(state, user_id),
            )
        self._set(chat, user_id, new)

    def _set(self, chat: ChatRef, user_id: int, new: Member) -> None:
        set_member(self.state, chat, user_id, new, by=self.id)

    def _require_admin(self, chat: ChatRef) -> None:
        if not self.state.member(chat, self.id).is_admin:
            raise ImpossibleDeedError(
                f"{self.name} is no administrator of this chat",
            )


def _id(who: Actor | int) -> int:
    return who if isinstance(who, int) else who.id
