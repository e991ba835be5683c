"""What people can do with what they see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .screen import Screen, Shown, View
from .steps import Press, Say, Send, Step, Tap
from .windows import Windows

LONG_TEXT = "a" * 4096
TEXTS = ("word", "7", LONG_TEXT)

_FILES = frozenset(
    {
        "animation",
        "audio",
        "document",
        "photo",
        "sticker",
        "video",
        "video_note",
        "voice",
    },
)
_OTHERS = frozenset({"contact", "dice", "location"})
_POLL = {
    "id": "1",
    "question": "What shall we do?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
_ANSWERS: dict[str, Any] = {
    "request_poll": {"poll": _POLL},
    "request_users": {"users_shared": {"request_id": 1, "users": []}},
    "request_chat": {"chat_shared": {"request_id": 1, "chat_id": -1}},
    "web_app": {"web_app_data": {"data": "data", "button_text": "Open"}},
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Say what is tried.

    ``texts``: what is written to windows that take texts.
    ``all_items``: press each item of a list, not one of them.
    """

    texts: Sequence[str] = TEXTS
    all_items: bool = False


def actions(
    screen: Screen,
    windows: Windows,
    people: Sequence[str],
    choice: Choice,
) -> Iterator[Step]:
    """Yield all that is to be tried here, always in the same order."""
    for who in people:
        yield from _buttons(screen, who, choice)
    # Others than the first one only press.
    who = people[0]
    tried: set[str] = set()
    for view in screen.views:
        if view.window not in tried:
            tried.add(view.window)
            yield from _inputs(view, windows, who, choice)
    if screen.fsm_state:
        for text in choice.texts:
            yield Say(who=who, window="", text=text)


def _buttons(screen: Screen, who: str, choice: Choice) -> Iterator[Step]:
    seen: set[tuple[str, str, bool]] = set()
    for shown in screen.buttons:
        if shown.leads_out:
            continue
        is_reply = shown.message is None
        kind = _kind(shown, choice)
        if (shown.window, kind, is_reply) in seen:
            continue
        seen.add((shown.window, kind, is_reply))
        make = _tap if is_reply else _press
        yield make(screen, shown, who, kind)


def _kind(shown: Shown, choice: Choice) -> str:
    return (choice.all_items and shown.data) or shown.kind


def _press(screen: Screen, shown: Shown, who: str, kind: str) -> Press:
    first = next(
        it
        for it in screen.buttons
        if it.label == shown.label and it.message == shown.message
    )
    return Press(
        who=who,
        window=shown.window,
        label=shown.label,
        place=shown.place,
        message=shown.message or 0,
        target=shown.label if first is shown and first.label else shown.place,
        is_newest=shown.message == screen.newest,
        widget=kind,
    )


def _tap(screen: Screen, shown: Shown, who: str, kind: str) -> Tap:
    same = [
        it
        for it in screen.buttons
        if it.label == shown.label and it.message is None
    ]
    return Tap(
        who=who,
        window=shown.window,
        label=shown.label,
        place=shown.place,
        target=shown.label if len(same) == 1 else shown.place,
        gives=_answer(shown.button),
        widget=kind,
    )


def _answer(button: dict[str, Any]) -> dict[str, Any] | None:
    for name, answer in _ANSWERS.items():
        if name in button:
            return dict(answer)
    return None


def _inputs(
    view: View,
    windows: Windows,
    who: str,
    choice: Choice,
) -> Iterator[Step]:
    for kind in windows.taken(view.window):
        if kind == "text":
            for text in choice.texts:
                yield Say(who=who, window=view.window, text=text)
        elif kind in _FILES | _OTHERS:
            yield Send(who=who, window=view.window, kind=kind)
