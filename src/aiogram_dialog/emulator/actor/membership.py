"""Coming and going: blocking, joining, leaving, adding, promoting."""

from dataclasses import replace

from aiogram_dialog.emulator.member_changes import service_message, set_member
from aiogram_dialog.emulator.records import (
    ADMIN_RIGHTS,
    BotAccount,
    ChatRef,
    Json,
    Member,
)
from aiogram_dialog.emulator.stand_ins import GROUP_ANONYMOUS_BOT
from aiogram_dialog.emulator.views import chat_json, user_json

from .base import Actor, ImpossibleDeedError
from .managing import Managing


class Membership(Managing):
    """Change who is where."""

    def blocks(self, bot: BotAccount | ChatRef) -> None:
        """Stop and block a bot, named by itself or by its private chat."""
        chat = self._private(bot)
        self._acted(chat, "blocks the bot")
        self._set(chat, self.id, Member("kicked"))

    def unblocks(self, bot: BotAccount | ChatRef) -> None:
        """Let a blocked bot write again."""
        chat = self._private(bot)
        self._acted(chat, "unblocks the bot")
        self._set(chat, self.id, Member("member"))

    def _private(self, bot: BotAccount | ChatRef) -> ChatRef:
        chat = bot if isinstance(bot, ChatRef) else ChatRef(bot.id, self.id)
        if chat not in self.state.chats or not self._chat(chat).is_private:
            raise ImpossibleDeedError(
                f"{self.name} has no private chat with this bot; "
                "open it with world.private_chat()",
            )
        return chat

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
        state.join_requests[chat, self.id] = request
        for bot_id in state.bots_in(chat):
            if state.member(chat, bot_id).may("can_invite_users"):
                state.queue(bot_id, "chat_join_request", request)

    def adds(self, chat: ChatRef, who: Actor | BotAccount | int) -> None:
        """Add a person or a bot to a group."""
        self._require_place(chat)
        user_id = _id(who)
        self._acted(chat, f"adds {self.state.users[user_id].first_name}")
        self._enter(chat, user_id)

    def removes(self, chat: ChatRef, who: Actor | BotAccount | int) -> None:
        """Remove a person or a bot from a group for ever."""
        self._require_admin(chat)
        user_id = _id(who)
        self._acted(chat, f"removes {self.state.users[user_id].first_name}")
        self._exit(chat, user_id, Member("kicked"))

    def promotes(
        self,
        chat: ChatRef,
        who: Actor | BotAccount | int,
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
        who: Actor | BotAccount | int,
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

    def bars_voice(self) -> None:
        """Refuse voice and video notes, as premium users may."""
        self.state.users[self.id] = replace(self.user, bars_voice=True)

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
        is_anonymous = self.sender_chat == chat
        by = GROUP_ANONYMOUS_BOT if is_anonymous else self.id
        set_member(self.state, chat, user_id, new, by=by)

    def _require_admin(self, chat: ChatRef) -> None:
        if not self.state.member(chat, self.id).is_admin:
            raise ImpossibleDeedError(
                f"{self.name} is no administrator of this chat",
            )


def _id(who: Actor | BotAccount | int) -> int:
    return who if isinstance(who, int) else who.id
