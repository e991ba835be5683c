"""Inline mode and guest mode: bots asked from chats they are not in."""

from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import BotAccount, ChatRef, Json
from aiogram_dialog.emulator.views import message_json, user_json

from .base import Actor, ImpossibleDeedError
from .writing import written


class Querying(Actor):
    """Ask bots from elsewhere."""

    def asks(self, bot: BotAccount, query: str, *, offset: str = "") -> str:
        """Type a query to a bot in inline mode; returns the query's id."""
        state = self.state
        if not state.settings[bot.id].supports_inline:
            raise ImpossibleDeedError(
                f"{bot.username} has no inline mode; "
                "add it with supports_inline=True",
            )
        query_id = str(state.count("inline", start=6_000_000_000_000_001))
        state.inline_queries[query_id] = {
            "bot_id": bot.id,
            "user_id": self.id,
            "query": query,
        }
        payload = {
            "id": query_id,
            "from": user_json(state, self.id),
            "query": query,
            "offset": offset,
        }
        state.queue(bot.id, "inline_query", payload)
        return query_id

    def picks(self, chat: ChatRef, query_id: str, result_id: str) -> Message:
        """Send a result that a bot offered into a chat."""
        state = self.state
        query = state.inline_queries[query_id]
        results: list[Json] = query.get("results", [])
        result = next((r for r in results if r["id"] == result_id), None)
        if result is None:
            known = ", ".join(repr(r["id"]) for r in results) or "none"
            raise ImpossibleDeedError(
                f"no result {result_id!r} was offered; there are: {known}",
            )
        bot_id: int = query["bot_id"]
        message = self._appear(
            chat,
            result["message_kind"],
            result["message_content"],
            via_bot=bot_id,
            reply_markup=result["message_markup"],
            inline_id=f"inline-{query_id}-{result_id}",
        )
        inline_id = message.inline_id or ""
        state.inline_ids[inline_id] = chat, message.id
        chosen: Json = {
            "result_id": result_id,
            "from": user_json(state, self.id),
            "query": query["query"],
        }
        if message.inline_keyboard:
            chosen["inline_message_id"] = inline_id
        state.queue(bot_id, "chosen_inline_result", chosen)
        return message

    def asks_guest(self, chat: ChatRef, bot: BotAccount, text: str) -> str:
        """Mention a bot where it is no member; returns the guest query's id."""
        state = self.state
        message = self._appear(
            chat,
            "text",
            written(f"@{bot.username} {text}"),
        )
        query_id = str(state.count("guest", start=7_000_000_000_000_001))
        state.inline_queries[query_id] = {
            "bot_id": bot.id,
            "user_id": self.id,
            "query": text,
            "chat": chat,
            "message_id": message.id,
        }
        payload = message_json(state, message, bot.id)
        payload["guest_query_id"] = query_id
        state.queue(bot.id, "guest_message", payload)
        return query_id
