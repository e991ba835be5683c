"""What is before somebody's eyes: windows, buttons, inputs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from aiogram_dialog.context.storage import CONTEXT_PREFIX, STACK_PREFIX
from aiogram_dialog.emulator import ChatRef, Message, Person, World
from aiogram_dialog.emulator.keyboards import keyboard_of
from aiogram_dialog.emulator.labels import visible
from aiogram_dialog.widgets.markup.callback_data import remove_intent_id
from aiogram_dialog.widgets.markup.reply_callback import split_reply_callback

from .buttons import kind_of_button
from .storage import Records
from .windows import Windows


@dataclass(frozen=True, slots=True)
class View:
    """Hold an open stack of dialogs.

    ``states``: names of their windows, the one on top first.
    """

    stack_id: str
    states: tuple[str, ...]
    intents: tuple[str, ...]
    message_id: int | None

    @property
    def window(self) -> str:
        """Return the name of the window on top."""
        return self.states[0]


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a button that can be pressed.

    ``kind``: the id of its widget without the item.
    ``message``: None for a button of the reply keyboard.
    """

    window: str
    kind: str
    data: str
    label: str
    place: tuple[int, int]
    message: int | None
    button: dict[str, Any]

    @property
    def leads_out(self) -> bool:
        """Tell whether it goes somewhere without asking the bot."""
        return self.message is not None and "callback_data" not in self.button


@dataclass(frozen=True, slots=True)
class Screen:
    """Hold all that somebody sees in a chat, and what is stored of it.

    ``newest``: the id of the newest message with inline buttons.
    ``content``: differs if anything that matters does.
    """

    views: tuple[View, ...]
    buttons: tuple[Shown, ...]
    newest: int | None
    fsm_state: str
    content: object

    def scopes(self) -> dict[str, object]:
        """Tell screens apart: a key for each window, and ``""`` for the rest.

        A key has the open states of a stack, and the widgets that are seen.
        Stacks do not know each other, so each has a key of its own. A
        dialog that is open twice counts once: towers of dialogs have no
        end.
        """
        scopes: dict[str, object] = {"": (self._kinds(""), self.fsm_state)}
        for view in self.views:
            states = tuple(dict.fromkeys(view.states))
            scopes.setdefault(view.window, (states, self._kinds(view.window)))
        return scopes

    def _kinds(self, window: str) -> frozenset[str]:
        return frozenset(it.kind for it in self.buttons if it.window == window)

    @property
    def windows(self) -> list[str]:
        """Return the windows on top of stacks, each once."""
        return list(dict.fromkeys(view.window for view in self.views))


@dataclass(frozen=True, slots=True)
class Looking:
    """Say who looks where, and what is known of the bot."""

    world: World
    chat: ChatRef
    person: Person
    windows: Windows


def read_screen(looking: Looking, records: Records) -> Screen:
    """Return what is to be seen, and what is stored of it."""
    views = tuple(_views(looking, records))
    messages = [
        message
        for message in looking.world.messages(looking.chat)
        if message.author in looking.world.state.bots
    ]
    buttons = [*_inline(looking, views, messages), *_reply(looking, views)]
    return Screen(
        views,
        tuple(buttons),
        max((it.id for it in messages if it.inline_keyboard), default=None),
        _fsm_state(looking, records),
        _content(records, views, messages),
    )


def _views(looking: Looking, records: Records) -> Iterator[View]:
    """Yield the stacks, the one that was shown last first."""
    found: list[View] = []
    for key, record in records.items():
        if key.chat_id != looking.chat.id:
            continue
        if not key.destiny.startswith(STACK_PREFIX):
            continue
        stack = json.loads(record.data)
        intents = tuple(reversed(stack.get("intents") or ()))
        states = tuple(_states(records, looking.chat.id, intents))
        if states:
            stack_id = key.destiny.removeprefix(STACK_PREFIX)
            last = stack.get("last_message_id")
            found.append(View(stack_id, states, intents, last))
    yield from sorted(
        found,
        key=lambda view: (-(view.message_id or 0), view.stack_id),
    )


def _states(
    records: Records,
    chat_id: int,
    intents: tuple[str, ...],
) -> Iterator[str]:
    wanted = {f"{CONTEXT_PREFIX}{intent}" for intent in intents}
    found = {
        key.destiny.removeprefix(CONTEXT_PREFIX): json.loads(record.data)[
            "state"
        ]
        for key, record in records.items()
        if key.chat_id == chat_id
        and key.destiny in wanted
        and record.data != "{}"
    }
    yield from (found[intent] for intent in intents if intent in found)


def _inline(
    looking: Looking,
    views: tuple[View, ...],
    messages: list[Message],
) -> Iterator[Shown]:
    """Yield buttons of live windows, and those of no dialog."""
    by_intent = {view.intents[0]: view for view in views}
    by_message = {view.message_id: view for view in views}
    for message in reversed(messages):
        for y, row in enumerate(message.inline_keyboard):
            for x, button in enumerate(row):
                intent, data = remove_intent_id(
                    button.get("callback_data", ""),
                )
                if "callback_data" in button:
                    view = by_intent.get(intent or "")
                else:
                    view = by_message.get(message.id)
                if intent and view is None:
                    # The message is of a dialog that is closed.
                    continue
                yield _shown(looking, view, button, data, (y, x), message.id)


def _reply(looking: Looking, views: tuple[View, ...]) -> Iterator[Shown]:
    keyboard = keyboard_of(
        looking.world.state,
        looking.chat,
        looking.person.id,
    )
    rows = keyboard.markup.get("keyboard", []) if keyboard else []
    by_intent = {view.intents[0]: view for view in views}
    for y, row in enumerate(rows):
        for x, button in enumerate(row):
            hidden = _hidden_data(button["text"])
            intent, data = remove_intent_id(hidden)
            view = by_intent.get(intent) if intent else None
            yield _shown(looking, view, button, data, (y, x), None)


def _hidden_data(text: str) -> str:
    try:
        return split_reply_callback(text)[1] or ""
    except UnicodeDecodeError:
        return ""


def _shown(
    looking: Looking,
    view: View | None,
    button: dict[str, Any],
    data: str,
    place: tuple[int, int],
    message: int | None,
) -> Shown:
    name = "" if view is None else view.window
    label = visible(button["text"])
    window = looking.windows.find(name)
    kind = kind_of_button(window, data, label) if data else f"[{label}]"
    return Shown(name, kind, data, label, place, message, button)


def _fsm_state(looking: Looking, records: Records) -> str:
    states = {
        record.state
        for key, record in records.items()
        if record.state and key.chat_id == looking.chat.id
    }
    return " ".join(sorted(states))


def _content(
    records: Records,
    views: tuple[View, ...],
    messages: list[Message],
) -> object:
    """Return what is stored and seen, but not where it is seen."""
    stored = {
        key: record
        for key, record in records.items()
        if not key.destiny.startswith(STACK_PREFIX)
    }
    seen = [
        (message.kind, message.text, message.reply_markup)
        for message in messages
    ]
    return stored, [view.intents for view in views], seen
