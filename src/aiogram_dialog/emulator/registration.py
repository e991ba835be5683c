"""Registration of people, bots and chats that are there from the start."""

import secrets
from dataclasses import replace

from .actor import Person
from .messages import Topic
from .records import (
    ADMIN_RIGHTS,
    BotAccount,
    BotSettings,
    BusinessConnection,
    Chat,
    ChatRef,
    Member,
    User,
)
from .state import State
from .views import business_json

_FIRST_PERSON = 101
_FIRST_BOT = 900_001
_SUPERGROUPS = -1_001_000_000_000


class Registration:
    """Register people, bots and chats; no bot is told of it."""

    def __init__(self, state: State) -> None:
        self.state = state

    def add_bot(
        self,
        username: str,
        *,
        name: str | None = None,
        privacy_mode: bool = True,
        supports_inline: bool = False,
        has_topics: bool = False,
    ) -> BotAccount:
        """Register a bot."""
        state = self.state
        bot_id = state.count("bot", start=_FIRST_BOT)
        token = f"{bot_id}:{secrets.token_urlsafe(26)}"
        account = BotAccount(bot_id, username, token)
        state.bots[bot_id] = account
        state.users[bot_id] = User(
            bot_id,
            name or username,
            username=username,
            is_bot=True,
        )
        state.settings[bot_id] = BotSettings(
            privacy_mode=privacy_mode,
            supports_inline=supports_inline,
            has_topics=has_topics,
        )
        return account

    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        is_premium: bool = False,
    ) -> Person:
        """Let somebody register with Telegram."""
        user_id = self.state.count("person", start=_FIRST_PERSON)
        self.state.users[user_id] = User(
            user_id,
            first_name,
            last_name,
            username,
            language_code,
            is_premium=is_premium,
        )
        return Person(self.state, user_id)

    def private_chat(
        self,
        person: Person,
        bot: BotAccount,
        *,
        started: bool = False,
    ) -> ChatRef:
        """Open the chat of a person with a bot.

        The bot can't write to it before the person did, unless ``started``.
        """
        ref = ChatRef(bot.id, person.id)
        self.state.chats.setdefault(ref, Chat(ref, "private"))
        if started:
            self.state.members[ref, person.id] = Member("member")
        return ref

    def group(
        self,
        title: str,
        owner: Person,
        *members: Person | BotAccount,
        admins: tuple[Person | BotAccount, ...] = (),
    ) -> ChatRef:
        """Found a basic group."""
        ref = ChatRef(0, -self.state.count("group"))
        chat = Chat(ref, "group", title)
        return self._found(chat, owner, members, admins)

    def supergroup(
        self,
        title: str,
        owner: Person,
        *members: Person | BotAccount,
        admins: tuple[Person | BotAccount, ...] = (),
        username: str | None = None,
        is_forum: bool = False,
    ) -> ChatRef:
        """Found a supergroup, or a forum."""
        ref = ChatRef(0, _SUPERGROUPS - self.state.count("supergroup"))
        chat = Chat(
            ref,
            "supergroup",
            title,
            username=username,
            is_forum=is_forum,
        )
        return self._found(chat, owner, members, admins)

    def channel(
        self,
        title: str,
        owner: Person,
        *members: Person | BotAccount,
        admins: tuple[Person | BotAccount, ...] = (),
        username: str | None = None,
    ) -> ChatRef:
        """Found a channel."""
        ref = ChatRef(0, _SUPERGROUPS - self.state.count("supergroup"))
        chat = Chat(ref, "channel", title, username=username)
        return self._found(chat, owner, members, admins)

    def _found(
        self,
        chat: Chat,
        owner: Person,
        members: tuple[Person | BotAccount, ...],
        admins: tuple[Person | BotAccount, ...],
    ) -> ChatRef:
        statuses = self.state.members
        self.state.chats[chat.ref] = chat
        statuses[chat.ref, owner.id] = Member("creator")
        for member in members:
            statuses[chat.ref, member.id] = Member("member")
        for admin in admins:
            statuses[chat.ref, admin.id] = Member(
                "administrator", ADMIN_RIGHTS
            )
        return chat.ref

    def link_discussion(self, channel: ChatRef, group: ChatRef) -> None:
        """Let posts of a channel appear in a group, to be discussed."""
        linked = replace(self.state.chats[channel], discussion=group)
        self.state.chats[channel] = linked

    def topic(self, chat: ChatRef, name: str) -> int:
        """Open a topic in a forum; returns its thread id."""
        thread_id = self.state.next_message_id(chat)
        self.state.topics[chat, thread_id] = Topic(name)
        return thread_id

    def mute(self, chat: ChatRef, *permissions: str) -> None:
        """Take permissions (``can_send_messages`` …) from all members."""
        found = self.state.chats[chat]
        muted = found.muted | set(permissions)
        self.state.chats[chat] = replace(found, muted=muted)

    def delete_group(self, chat: ChatRef) -> None:
        """Delete a group for all its members."""
        deleted = replace(self.state.chats[chat], is_deleted=True)
        self.state.chats[chat] = deleted

    def connect_business(
        self,
        owner: Person,
        bot: BotAccount,
        rights: frozenset[str] = frozenset({"can_reply"}),
    ) -> BusinessConnection:
        """Let a bot manage the account of a person; the bot hears of it."""
        state = self.state
        connection = BusinessConnection(
            f"business-{state.count('business')}",
            owner.id,
            bot.id,
            int(state.now),
            rights,
        )
        state.business[connection.id] = connection
        shown = business_json(state, connection)
        state.queue(bot.id, "business_connection", shown)
        return connection

    def disconnect_business(self, connection: BusinessConnection) -> None:
        """Take the account back; the bot hears of it."""
        state = self.state
        disabled = replace(connection, is_enabled=False)
        state.business[connection.id] = disabled
        shown = business_json(state, disabled)
        state.queue(connection.bot_id, "business_connection", shown)

    def business_chat(self, owner: Person, customer: Person) -> ChatRef:
        """Open the chat of a business account with a customer."""
        ref = ChatRef(owner.id, customer.id)
        self.state.chats.setdefault(ref, Chat(ref, "private"))
        return ref
