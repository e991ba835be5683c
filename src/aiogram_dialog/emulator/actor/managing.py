"""What people do to chats: topics, pins, names, upgrades."""

from dataclasses import replace

from aiogram_dialog.emulator.member_changes import service_message
from aiogram_dialog.emulator.messages import Message, Topic
from aiogram_dialog.emulator.records import Chat, ChatRef
from aiogram_dialog.emulator.views import chat_json

from .base import ImpossibleDeedError
from .changing import Changing

_SUPERGROUPS = -1_001_000_000_000


class Managing(Changing):
    """Change what a chat is."""

    def opens_topic(self, chat: ChatRef, name: str) -> int:
        """Open a topic in a forum; returns its thread id."""
        self._require_place(chat)
        if not self._chat(chat).is_forum:
            raise ImpossibleDeedError("only forums have topics")
        topic = Topic(name)
        thread_id = self.state.peek_message_id(chat)
        self.state.topics[chat, thread_id] = topic
        value = {"name": name, "icon_color": topic.icon_color}
        self._serve(chat, "forum_topic_created", value, thread_id)
        return thread_id

    def closes_topic(self, chat: ChatRef, thread_id: int) -> None:
        """Close a topic."""
        topic = self.state.topics[chat, thread_id]
        closed = replace(topic, is_closed=True)
        self.state.topics[chat, thread_id] = closed
        self._serve(chat, "forum_topic_closed", {}, thread_id)

    def pins(self, message: Message) -> None:
        """Pin a message; bots get the service message."""
        chat = self._chat(message.chat)
        pinned = (*chat.pinned, self._current(message, chat.ref).id)
        self.state.chats[chat.ref] = replace(chat, pinned=pinned)
        self._serve(chat.ref, "pinned_message", message.id)

    def renames(self, chat: ChatRef, title: str) -> None:
        """Give a group another title."""
        self._require_place(chat)
        renamed = replace(self._chat(chat), title=title)
        self.state.chats[chat] = renamed
        self._serve(chat, "new_chat_title", title)

    def upgrades(self, chat: ChatRef) -> ChatRef:
        """Turn a basic group into a supergroup; returns the new chat.

        Message ids start anew there.
        """
        old = self._chat(chat)
        if old.type != "group":
            raise ImpossibleDeedError("only basic groups can be upgraded")
        state = self.state
        ref = ChatRef(0, _SUPERGROUPS - state.count("supergroup"))
        state.chats[ref] = Chat(ref, "supergroup", old.title)
        for (of, user_id), member in list(state.members.items()):
            if of == chat:
                state.members[ref, user_id] = member
        self._serve(chat, "migrate_to_chat_id", ref.id)
        state.chats[chat] = replace(old, migrated_to=ref.id)
        self._serve(ref, "migrate_from_chat_id", chat.id)
        return ref

    def stops_draft(self, chat: ChatRef, draft_id: int) -> None:
        """Press Stop below a message that a bot is still writing."""
        draft = self.state.drafts.get((chat, draft_id))
        if draft is None or not draft.can_stop:
            raise ImpossibleDeedError("there is no draft that can be stopped")
        del self.state.drafts[chat, draft_id]
        self._acted(chat, "stops the writing")
        self.state.queue(
            draft.bot_id,
            "stopped_message_generation",
            {"chat": chat_json(self.state, chat), "draft_id": draft_id},
        )

    def _serve(
        self,
        chat: ChatRef,
        kind: str,
        value: object,
        thread_id: int | None = None,
    ) -> None:
        service_message(self.state, chat, self.id, kind, value, thread_id)
