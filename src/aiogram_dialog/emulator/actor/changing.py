"""What people do to messages that are there: edit, delete, react, vote."""

from dataclasses import replace

from aiogram_dialog.emulator.delivery import announce
from aiogram_dialog.emulator.keyboards import keyboard_of
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import ChatRef, Json
from aiogram_dialog.emulator.views import chat_json, connection_of, user_json

from .base import ImpossibleDeedError
from .pressing import Pressing
from .writing import written

_EDIT_PERIOD = 48 * 3600


class Changing(Pressing):
    """Change messages, and look at a chat."""

    def edits(self, message: Message, text: str) -> Message:
        """Change the text or caption of one's own message.

        Nothing happens if it stays the same.
        """
        current = self._current(message, message.chat)
        if current.author != self.id:
            raise ImpossibleDeedError("people can edit only their own")
        if self.state.now - current.date > _EDIT_PERIOD:
            raise ImpossibleDeedError("the message is too old to be edited")
        name = "text" if current.kind == "text" else "caption"
        dropped = {name, "entities", "caption_entities"}
        kept = {k: v for k, v in current.content.items() if k not in dropped}
        changed = replace(
            current,
            content=kept | written(text, name),
            edit_date=int(self.state.now),
        )
        if changed.content == current.content:
            return current
        self.state.change_message(changed, self.id)
        announce(self.state, changed, edited=True)
        return changed

    def deletes(self, message: Message | int, chat: ChatRef) -> None:
        """Delete a message for everyone; bots do not hear of it.

        Only in business chats there is an update.
        """
        current = self._current(message, chat)
        self.state.remove_message(current, self.id)
        for bot_id in self.state.bots:
            connection = connection_of(self.state, chat, bot_id)
            if connection is not None:
                self.state.queue(
                    bot_id,
                    "deleted_business_messages",
                    {
                        "business_connection_id": connection.id,
                        "chat": chat_json(self.state, chat),
                        "message_ids": [current.id],
                    },
                )

    def reacts(self, message: Message, *emoji: str) -> None:
        """Set one's reactions to a message; none at all removes them."""
        state = self.state
        key = message.chat, message.id, self.id
        old = state.reactions.get(key, ())
        new = tuple({"type": "emoji", "emoji": one} for one in emoji)
        if old == new:
            return
        state.reactions[key] = new
        shown = " ".join(emoji) or "nothing"
        self._acted(message.chat, f"reacts with {shown}")
        payload: Json = {
            "chat": chat_json(state, message.chat),
            "message_id": message.id,
            "user": user_json(state, self.id),
            "date": int(state.now),
            "old_reaction": list(old),
            "new_reaction": list(new),
        }
        is_private = state.chats[message.chat].is_private
        for bot_id in state.bots_in(message.chat):
            if is_private or state.member(message.chat, bot_id).is_admin:
                state.queue(bot_id, "message_reaction", payload)

    def votes(self, message: Message, *options: int) -> None:
        """Vote in a poll for options by number; none retracts the vote."""
        state = self.state
        current = self._current(message, message.chat)
        poll = current.content["poll"]
        if poll["is_closed"]:
            raise ImpossibleDeedError("the poll is closed")
        state.votes[poll["id"], self.id] = options
        counted = counted_poll(
            poll,
            [
                v
                for (poll_id, _), v in state.votes.items()
                if poll_id == poll["id"]
            ],
        )
        state.messages[current.chat, current.id] = replace(
            current,
            content={**current.content, "poll": counted},
        )
        chosen = ", ".join(poll["options"][o]["text"] for o in options)
        self._acted(message.chat, f"votes for {chosen or 'nothing'}")
        owner = current.author
        if owner not in state.bots:
            return
        if not poll["is_anonymous"]:
            ids = [poll["options"][o]["persistent_id"] for o in options]
            answer = {
                "poll_id": poll["id"],
                "user": user_json(state, self.id),
                "option_ids": list(options),
                "option_persistent_ids": ids,
            }
            state.queue(owner, "poll_answer", answer)
        state.queue(owner, "poll", counted)

    def keyboard(self, chat: ChatRef) -> list[list[str]]:
        """Return the labels of the reply keyboard that is shown, if any."""
        keyboard = keyboard_of(self.state, chat, self.id)
        if keyboard is None or keyboard.is_collapsed:
            return []
        rows: list[list[Json]] = keyboard.markup.get("keyboard", [])
        return [[button["text"] for button in row] for row in rows]


def counted_poll(poll: Json, votes: list[tuple[int, ...]]) -> Json:
    """Count the votes of a poll anew."""
    options = [
        {**option, "voter_count": sum(n in vote for vote in votes)}
        for n, option in enumerate(poll["options"])
    ]
    voters = sum(bool(vote) for vote in votes)
    return {**poll, "options": options, "total_voter_count": voters}
