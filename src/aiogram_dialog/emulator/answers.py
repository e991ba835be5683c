"""How Telegram answers a call."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .records import Json


@dataclass(frozen=True, slots=True)
class Ok:
    """Answer with a result, as JSON."""

    result: Any
    description: str | None = None

    @property
    def code(self) -> int:
        """The HTTP status."""
        return 200

    def as_json(self) -> Json:
        """Show it as the body of a response."""
        body: Json = {"ok": True, "result": self.result}
        if self.description is not None:
            body["description"] = self.description
        return body


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refuse with an error code and a worded reason.

    ``parameters`` may hold ``retry_after`` or ``migrate_to_chat_id``.
    """

    code: int
    description: str
    parameters: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        """Show it as the body of a response."""
        body: Json = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


Answer: TypeAlias = Ok | Refusal


class RefusedError(Exception):
    """Leave a rule with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


_PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


def refusal(
    code: int,
    reason: str = "",
    parameters: Json | None = None,
) -> Refusal:
    """Word a refusal as the Bot API does.

    The first letter of the reason becomes small, except in codes like
    ``MESSAGE_TOO_LONG``.
    """
    prefix = _PREFIXES.get(code, "Bad Request")
    shown = prefix if not reason else f"{prefix}: {_lowered(reason)}"
    return Refusal(code, shown, parameters or {})


def _lowered(reason: str) -> str:
    is_code = reason[1:2].isupper() or reason[1:2] == "_"
    return reason if is_code else reason[:1].lower() + reason[1:]


def bad_request(reason: str) -> RefusedError:
    """Make the error of a wrong call (400)."""
    return RefusedError(refusal(400, reason))


def forbidden(reason: str) -> RefusedError:
    """Make the error of a call that is not allowed (403)."""
    return RefusedError(refusal(403, reason))
