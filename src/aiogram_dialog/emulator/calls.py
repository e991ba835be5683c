"""The calls of bots as compact lines, in their order."""

import json
import re
from collections.abc import Mapping
from typing import Any

from .answers import Ok
from .drawing import Names
from .files import TYPE_NAMES
from .journal import Called, Sent
from .json_reading import parse_json
from .labels import visible
from .methods.call import as_integer
from .records import ChatRef, Json
from .state import State
from .world import World

_CAPITAL = re.compile("([A-Z])")
_TEXTS = ("text", "caption", "emoji", "question", "action")
_SILENT = {"getUpdates"}


def calls(
    world: World,
    chat: ChatRef | None = None,
    *,
    since: int = 0,
) -> list[str]:
    """List the calls of bots as lines like ``EditMessageText(m1, "Hello")``.

    With a chat: those that are for it or for no chat at all. ``since``
    leaves out the first so many entries of the journal. A refused call
    ends with its error. Polling is left out.
    """
    state = world.state
    names = Names(state)
    lines: list[str] = []
    for position, entry in enumerate(world.journal):
        if isinstance(entry, Sent):
            names.learn(entry.message)
        elif isinstance(entry, Called) and entry.method not in _SILENT:
            target = _target(state, entry)
            if position >= since and (chat is None or target in {None, chat}):
                lines.append(_line(names, entry, target))
    return lines


def _target(state: State, called: Called) -> ChatRef | None:
    number = as_integer(called.params.get("chat_id", ""))
    if not number:
        return None
    connection = state.business.get(
        called.params.get("business_connection_id", ""),
    )
    if connection is not None:
        return ChatRef(connection.user_id, number)
    return ChatRef(called.bot_id if number > 0 else 0, number)


def _line(names: Names, called: Called, target: ChatRef | None) -> str:
    parts = [
        *_messages(names, called, target),
        *_media(called),
        *_texts(called),
        *_markup(called),
        *_details(called),
    ]
    name = called.method[0].upper() + called.method[1:]
    line = f"{name}({', '.join(parts)})" if parts else name
    if isinstance(called.answer, Ok):
        return line
    return f"{line} ! {called.answer.code} {called.answer.description}"


def _messages(
    names: Names,
    called: Called,
    target: ChatRef | None,
) -> list[str]:
    if target is None:
        return []
    message_id = as_integer(called.params.get("message_id", ""))
    if message_id:
        return [names.of(target, message_id)]
    many = _loaded(called.params.get("message_ids", ""))
    if isinstance(many, list):
        return [names.of(target, as_integer(it)) for it in many]
    ephemeral = as_integer(called.params.get("ephemeral_message_id", ""))
    if ephemeral:
        return [names.of(target, 0, ephemeral)]
    return _results(names, called, target)


def _results(names: Names, called: Called, target: ChatRef) -> list[str]:
    result = called.answer.result if isinstance(called.answer, Ok) else None
    shown = result if isinstance(result, list) else [result]
    return [
        names.of(
            target,
            item["message_id"],
            item.get("ephemeral_message_id"),
        )
        for item in shown
        if isinstance(item, dict) and "message_id" in item
    ]


def _media(called: Called) -> list[str]:
    kind = _CAPITAL.sub(r"_\1", called.method).lower().removeprefix("send_")
    if kind in TYPE_NAMES:
        source = called.params.get(kind, f"attach://{kind}")
        return [_source(called, source)]
    value = _loaded(called.params.get("media", ""))
    items = value if isinstance(value, list) else [value]
    lines = []
    for item in items:
        if isinstance(item, dict):
            source = _source(called, str(item.get("media", "")))
            words = f"{item.get('type')} {source}"
            if item.get("caption"):
                words += f" {_quoted(str(item['caption']))}"
            words += "".join(f" {word}" for word in _looks(item))
            lines.append(words)
    return lines


def _source(called: Called, value: str) -> str:
    if value.startswith("attach://"):
        part = value.removeprefix("attach://")
        return f"upload {called.files.get(part, '')}".rstrip()
    if value.startswith(("http://", "https://")):
        return value
    return "known file"


def _texts(called: Called) -> list[str]:
    return [
        _quoted(called.params[name])
        for name in _TEXTS
        if name in called.params
    ]


def _quoted(text: str) -> str:
    return json.dumps(visible(text), ensure_ascii=False)


def _details(called: Called) -> list[str]:
    """Tell what else a message is sent with, if it is unusual."""
    params = called.params
    details = []
    if params.get("message_thread_id"):
        details.append(f"thread {params['message_thread_id']}")
    if params.get("business_connection_id"):
        details.append("business")
    if params.get("protect_content") == "true":
        details.append("protected")
    if params.get("disable_notification") == "true":
        details.append("silent")
    if params.get("message_effect_id"):
        details.append(f"effect {params['message_effect_id']}")
    details += _looks(params)
    if params.get("show_alert") == "true":
        details.append("alert")
    return details


def _looks(params: Mapping[str, Any]) -> list[str]:
    """Tell how a medium is shown, if it is unusual."""
    words = {
        "hidden": params.get("has_spoiler"),
        "caption above": params.get("show_caption_above_media"),
    }
    # Parameters of a call are text; fields of a medium are not.
    return [word for word, flag in words.items() if flag in (True, "true")]


def _markup(called: Called) -> list[str]:
    markup = _loaded(called.params.get("reply_markup", ""))
    if isinstance(markup, dict):
        shown = _markup_words(markup)
        if shown:
            return [shown]
    return ["none"] if called.method == "editMessageReplyMarkup" else []


def _markup_words(markup: Json) -> str:
    if markup.get("keyboard"):
        return f"reply {_rows(markup['keyboard'])}"
    if markup.get("inline_keyboard"):
        return f"inline {_rows(markup['inline_keyboard'])}"
    if markup.get("remove_keyboard"):
        return "remove keyboard"
    return "force reply" if markup.get("force_reply") else ""


def _rows(rows: list[list[Any]]) -> str:
    shown = (
        ", ".join(
            visible(str(b.get("text", "")) if isinstance(b, dict) else str(b))
            for b in row
        )
        for row in rows
    )
    return f"[{', '.join(f'[{row}]' for row in shown)}]"


def _loaded(text: str) -> Any:
    try:
        return parse_json(text)
    except ValueError:
        return None
