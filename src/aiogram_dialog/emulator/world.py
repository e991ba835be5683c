"""A Telegram of our own: people, bots, chats, and a Bot API to them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace

from .answers import Answer, Ok, Refusal, RefusedError, refusal
from .faults import Faults, Html, Outcome
from .journal import Called, Entry
from .messages import File, Message, QueuedUpdate
from .methods import (
    RULES,
    Call,
    Upload,
    answer_generically,
    known_method,
)
from .polling import PollDesk
from .records import BotAccount, BotSettings, ChatRef
from .registration import Registration
from .state import Snapshot, State


class UnknownMethodError(AssertionError):
    """A method without a rule was called in a strict world."""


class World(Registration):
    """Hold a pure, deterministic world that answers the Bot API.

    Time stands still unless advanced, or is taken from ``clock`` (seconds
    since 1970). All chance comes from ``seed``; only tokens are secret. A
    ``strict`` world raises UnknownMethodError where others make up an
    answer. What goes wrong is switched on at ``faults``, a ``faults.Faults``.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] | None = None,
        seed: int = 0,
        strict: bool = False,
    ) -> None:
        super().__init__(State())
        if clock is not None:
            self.state.clock = clock
        self.state.chance.seed(seed)
        self.faults = Faults()
        self.desk = PollDesk()
        self._strict = strict

    def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, str],
        files: Mapping[str, Upload] | None = None,
    ) -> Answer:
        """Answer a call of the Bot API.

        ``params`` are as on the wire: strings, nested values as JSON text;
        ``files`` are the uploads by the names of their parts.
        """
        refused = self.refuse_token(token)
        if refused is not None:
            return refused
        name = known_method(method)
        if name is None:
            return refusal(404, "method not found")
        call = Call(
            self.state,
            self.bot_id(token),
            name,
            dict(params),
            dict(files or {}),
        )
        answer = self._answer(call)
        self._journal_call(call, answer)
        return answer

    def _answer(self, call: Call) -> Answer:
        rule = RULES.get(call.method.lower())
        if rule is None:
            if self._strict:
                raise UnknownMethodError(
                    f"{call.method} has no rule; build the World with "
                    "strict=False to have its answer made up",
                )
            rule = answer_generically
        try:
            result = rule(call)
        except RefusedError as refused:
            return refused.refusal
        return result if isinstance(result, Ok) else Ok(result)

    def refuse_token(self, token: str) -> Refusal | None:
        """Tell what is wrong with a token, None if it is good."""
        number, colon, secret = token.partition(":")
        if not colon or not number.isdecimal() or not secret:
            return refusal(401, "invalid token specified")
        account = self.state.bots.get(int(number))
        if account is None or not secrets.compare_digest(
            account.token.encode(),
            token.encode(),
        ):
            return refusal(401)
        if self.state.settings[account.id].is_logged_out:
            return Refusal(400, "Logged out")
        return None

    @staticmethod
    def bot_id(token: str) -> int:
        """Return the id of the bot that a token belongs to, or 0."""
        number = token.partition(":")[0]
        return int(number) if number.isdecimal() else 0

    def note_refused(
        self,
        token: str,
        method: str,
        params: Mapping[str, str],
        outcome: Outcome,
    ) -> None:
        """Write a call into the journal that a fault kept from us."""
        answer = outcome if isinstance(outcome, Ok | Refusal) else None
        if answer is None:
            status = outcome.status if isinstance(outcome, Html) else 0
            answer = Refusal(status, "no answer")
        name = known_method(method) or method
        bot_id = self.bot_id(token)
        call = Call(self.state, bot_id, name, dict(params), {})
        self._journal_call(call, answer)

    def _journal_call(self, call: Call, answer: Answer) -> None:
        self.state.journal.append(
            Called(
                call.bot_id,
                call.method,
                call.params,
                {part: file.name for part, file in call.files.items()},
                answer,
            ),
        )

    @property
    def journal(self) -> list[Entry]:
        """All that happened, in order."""
        return self.state.journal

    @property
    def now(self) -> float:
        """The time of the world."""
        return self.state.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.state.shift += seconds

    def snapshot(self) -> Snapshot:
        """Keep the present state of the world; switches of faults stay."""
        return self.state.snapshot()

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a kept state, as often as needed."""
        self.state.restore(snapshot)

    def pending(self, bot: BotAccount) -> tuple[QueuedUpdate, ...]:
        """List the updates that wait for a bot."""
        return self.state.pending(bot.id)

    def messages(self, chat: ChatRef) -> list[Message]:
        """List the messages of a chat that are there now."""
        return self.state.messages_in(chat)

    def last_message(self, chat: ChatRef) -> Message:
        """Return the newest message of a chat; LookupError if it is empty."""
        messages = self.messages(chat)
        if not messages:
            raise LookupError("this chat has no messages")
        return messages[-1]

    def file(self, path: str) -> File | None:
        """Find a file by the path that getFile told."""
        for file in self.state.files.values():
            if file.path == path:
                return file
        return None

    def publish(self, url: str, content: bytes | None) -> None:
        """Put a file on the web; None makes its address a dead one."""
        self.state.web[url] = content

    def set_bot(self, bot: BotAccount, settings: BotSettings) -> None:
        """Change the settings of a bot, as its owner does."""
        self.state.settings[bot.id] = replace(settings)
