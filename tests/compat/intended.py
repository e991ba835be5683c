"""Where this version means to do something else than 2.6.0.

Each difference takes what it explains away from both sides of a step: what
is left must be the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Step: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Intended:
    """Explain a difference.

    `explain` changes both steps, ours first, and tells whether it had to.
    Steps are what `walk.py` writes down, and `stored`: all records of ours
    before them. What leads to other screens, or `ends`, lets the two go
    different ways: there is nothing to be compared from there on. What
    is `rare` needs more walks than the test has time for.
    """

    name: str
    reason: str
    explain: Callable[[Step, Step], bool]
    ends: bool = False
    rare: bool = False


# Turned by the pager of another one.
SYNCED = re.compile(r"(list|narrow)\(click '[^']*x1d(?!\1)(?!list_pager)")
COUNTERS = {"big", "count", "counter", "deeper", "half", "small", "up"}
NEW_FIELDS = {"content_type", "has_protected_content"}
CLEANING = {"editMessageReplyMarkup", "deleteMessage"}
BACKGROUND = ["New", "Other", "Behind", "Away"]
RECOVERING = [
    [],
    ["answerCallbackQuery"],
    ["editMessageReplyMarkup", "answerCallbackQuery"],
    ["editMessageText", "answerCallbackQuery"],
    ["editMessageMedia", "answerCallbackQuery"],
]


def fields_of_stacks(ours: Step, theirs: Step) -> bool:
    used = False
    for record in ours["records"].values():
        if record is not None and "last_message_id" in record:
            for name in NEW_FIELDS:
                used |= record.pop(name, None) is not None
    return used


def order_of_calls(ours: Step, theirs: Step) -> bool:
    before = theirs["calls"]
    if ours["calls"] != before:
        theirs["calls"] = _sent_before_cleaned(before)
    return theirs["calls"] != before


def _sent_before_cleaned(calls: list[Any]) -> list[Any]:
    """Put clean-ups behind the message that is sent after them."""
    result: list[Any] = []
    waiting: list[Any] = []
    for call in calls:
        if call[0] in CLEANING:
            waiting.append(call)
        elif call[0].startswith("send"):
            result += [call, *waiting]
            waiting = []
        else:
            result += [*waiting, call]
            waiting = []
    return result + waiting


def needless_edits(ours: Step, theirs: Step) -> bool:
    kept = [call for call in theirs["calls"] if not _is_needless(call)]
    used = len(kept) < len(theirs["calls"]) and not any(
        map(_is_needless, ours["calls"]),
    )
    if used:
        theirs["calls"] = kept
    return used


def _is_needless(call: list[Any]) -> bool:
    method, _, refusal = call
    return method == "editMessageText" and "is not modified" in str(refusal)


def recovery(ours: Step, theirs: Step) -> bool:
    if ours["error"] or theirs["calls"]:
        return False
    if theirs["error"] not in {"UnknownIntent", "OutdatedIntent"}:
        return False
    if _methods(ours) not in RECOVERING:
        return False
    _agree(ours, theirs)
    return True


def dead_reply_keys(ours: Step, theirs: Step) -> bool:
    if " taps " not in ours["deed"]:
        return False
    if theirs["error"] not in {"UnknownIntent", "OutdatedIntent"}:
        return False
    if ours["error"] or "sendMessage" not in _methods(ours):
        return False
    if ours["notes"] != theirs["notes"]:
        return False
    _agree(ours, theirs)
    return True


def answer_of_failed_click(ours: Step, theirs: Step) -> bool:
    if not theirs["error"] or "answerCallbackQuery" in _methods(theirs):
        return False
    kept = [c for c in ours["calls"] if c[0] != "answerCallbackQuery"]
    used = len(kept) < len(ours["calls"])
    ours["calls"] = kept
    return used


def _methods(step: Step) -> list[str]:
    return [method for method, *_ in step["calls"]]


def kind_of_toggle(ours: Step, theirs: Step) -> bool:
    before = ours["notes"]
    ours["notes"] = [
        n.replace("ManagedToggle", "ManagedRadio") for n in before
    ]
    return ours["notes"] != before


def default_of_counter(ours: Step, theirs: Step) -> bool:
    used = False
    for key, record in ours["records"].items():
        other = theirs["records"].get(key)
        if not record or not other or "widget_data" not in record:
            continue
        used |= _drop_counters(record["widget_data"], other["widget_data"])
    return used


def _drop_counters(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Remove counters that only the other side has stored, in lists too."""
    used = False
    for name, state in list(theirs.items()):
        if name in COUNTERS and name not in ours:
            del theirs[name]
            used = True
        elif isinstance(state, dict):
            used |= _drop_counters(ours.get(name, {}), state)
            if not state and name not in ours:
                del theirs[name]
    return used


def presses_of_leftovers(ours: Step, theirs: Step) -> bool:
    """Tell whether another message was pressed than the one on the screen."""
    pressed = re.search(r" presses .* of (\d+)$", ours["deed"])
    if not pressed or not _shown_over(theirs, pressed[1]):
        return False
    if _shown_over(ours, pressed[1]):
        return False
    _agree(ours, theirs)
    return True


def _shown_over(step: Step, message_id: str) -> bool:
    """Tell whether the window was shown in a message or in place of it."""
    return any(
        method in {"editMessageText", "editMessageMedia", "deleteMessage"}
        and params.get("message_id") == message_id
        for method, params, _ in step["calls"]
    )


def markup_in_media(ours: Step, theirs: Step) -> bool:
    used = False
    for _, params, _ in theirs["calls"]:
        media = params.get("media")
        if isinstance(media, dict):
            used |= media.pop("reply_markup", None) is not None
    return used


def synced_scrolls(ours: Step, theirs: Step) -> bool:
    kept = [note for note in theirs["notes"] if not SYNCED.match(note)]
    if len(kept) == len(theirs["notes"]) or ours["notes"] != kept:
        return False
    ours["notes"] = theirs["notes"]
    return True


def pages_of_pagers(ours: Step, theirs: Step) -> bool:
    used = False
    for our_button, their_button in _pairs_of_buttons(ours, theirs):
        data = their_button.get("callback_data", "")
        if our_button != their_button and "pager" in data:
            our_button.clear()
            our_button.update(their_button)
            used = True
    if used:
        ours["screen"] = theirs["screen"]
    return used


def empty_media_scroll(ours: Step, theirs: Step) -> bool:
    if theirs["error"] != "IndexError" or "album" not in str(ours):
        return False
    _agree(ours, theirs)
    return True


def failed_handlers(ours: Step, theirs: Step) -> bool:
    if not ours["error"] or ours["error"] != theirs["error"]:
        return False
    if ours["records"] or not theirs["records"]:
        return False
    ours["records"] = theirs["records"]
    return True


def access_in_private(ours: Step, theirs: Step) -> bool:
    stored = ours["stored"].items()
    if not any(
        record and key.startswith("101:") and _users(record) == [1]
        for key, record in stored
    ):
        return False
    _agree(ours, theirs)
    ours["notes"] = theirs["notes"]
    return True


def owners_of_stacks(ours: Step, theirs: Step) -> bool:
    used = False
    for key, record in ours["records"].items():
        other = theirs["records"].get(key)
        if not record or not other or record.get("_stack_id") != "<101>":
            continue
        if _users(record) == [101] and _users(other) == []:
            record["access_settings"] = other["access_settings"]
            used = True
    return used


def _users(record: dict[str, Any]) -> list[int] | None:
    return (record.get("access_settings") or {}).get("user_ids")


def order_in_background(ours: Step, theirs: Step) -> bool:
    if ours["calls"] == theirs["calls"]:
        return False
    if not any(f"presses {label}" in ours["deed"] for label in BACKGROUND):
        return False
    mine, yours = (sorted(step["calls"], key=repr) for step in (ours, theirs))
    ours["calls"], theirs["calls"] = mine, yours
    return mine == yours


def second_answers(ours: Step, theirs: Step) -> bool:
    kept = [
        call
        for call in theirs["calls"]
        if call[0] != "answerCallbackQuery" or "too old" not in str(call[2])
    ]
    used = len(kept) < len(theirs["calls"])
    theirs["calls"] = kept
    return used


def _agree(ours: Step, theirs: Step) -> None:
    ours |= {name: value for name, value in theirs.items() if name != "notes"}


def _pairs_of_buttons(
    ours: Step,
    theirs: Step,
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for our_call, their_call in zip(
        ours["calls"], theirs["calls"], strict=False
    ):
        yield from zip(
            _buttons(our_call[1]),
            _buttons(their_call[1]),
            strict=False,
        )


def _buttons(params: dict[str, Any]) -> Iterator[dict[str, Any]]:
    markup = params.get("reply_markup", {})
    for row in markup.get("inline_keyboard", markup.get("keyboard", [])):
        yield from row


def last_message(ours: Step, theirs: Step) -> bool:
    """Explain calls if there is more known of the last message."""
    stacks = [r for r in ours["stored"].values() if r and "intents" in r]
    if not any(
        stack["has_protected_content"] or stack["content_type"] == "voice"
        for stack in stacks
    ):
        return False
    ours_edits, theirs_edit = map(_edits, (ours, theirs))
    if ours_edits == theirs_edit:
        return False
    _agree(ours, theirs)
    return True


def _edits(step: Step) -> bool:
    return any(
        method in {"editMessageText", "editMessageMedia"}
        for method in _methods(step)
    )


def years_of_calendars(ours: Step, theirs: Step) -> bool:
    for record in theirs["records"].values():
        widgets = (record or {}).get("widget_data", {})
        offset = widgets.get("limited", {}).get("current_offset", "2014")
        if not "2013" <= offset < "2016":
            _agree(ours, theirs)
            return True
    return False


def months_of_last_year(ours: Step, theirs: Step) -> bool:
    used = False
    for our_call, their_call in zip(
        ours["calls"], theirs["calls"], strict=False
    ):
        mine, yours = (
            call[1].get("reply_markup", {}).get("inline_keyboard", [])
            for call in (our_call, their_call)
        )
        for number, (row, other) in enumerate(zip(mine, yours, strict=False)):
            if "limited:-Y" in repr(row) and not other:
                mine[number] = other
                used = True
    if used:
        ours["screen"] = theirs["screen"]
    return used


def data_of_weekdays(ours: Step, theirs: Step) -> bool:
    used = False
    for ours_button, their_button in _pairs_of_buttons(ours, theirs):
        is_placeholder = their_button.get("callback_data", "").endswith("\x1d")
        if is_placeholder and ours_button.get("style") == "danger":
            used |= their_button.get("style") is None
            their_button["style"] = "danger"
    return used


INTENDED = [
    Intended(
        "fields of stacks",
        "The kind and the protection of the last message are stored, so it "
        "can be edited later on.",
        fields_of_stacks,
    ),
    Intended(
        "order of calls",
        "What is new is sent before what is old is cleaned up, so nobody is "
        "left without a window if sending fails.",
        order_of_calls,
    ),
    Intended(
        "failed handlers",
        "A handler that fails changes nothing.",
        failed_handlers,
        ends=True,
    ),
    Intended(
        "access in private chats",
        "Nobody is refused in a private chat.",
        access_in_private,
        ends=True,
    ),
    Intended(
        "owners of stacks",
        "A dialog that somebody starts anew in a group stays theirs.",
        owners_of_stacks,
        ends=True,
    ),
    Intended(
        "last message",
        "What is known of the last message is not forgotten: a protected "
        "one can be edited, a voice or a protected one can't be into others.",
        last_message,
    ),
    Intended(
        "years of calendars",
        "Nobody turns a calendar to years that it does not allow.",
        years_of_calendars,
        rare=True,
    ),
    Intended(
        "months of the last year",
        "A calendar can be turned back from its last year.",
        months_of_last_year,
        ends=True,
        rare=True,
    ),
    Intended(
        "data of weekdays",
        "The names of all weekdays get the data of the window.",
        data_of_weekdays,
    ),
    Intended(
        "markup in media",
        "The keyboard is not sent once more inside of the media.",
        markup_in_media,
    ),
    Intended(
        "synced scrolls",
        "A scroll that is on the right page already is not turned to it, "
        "so two of them do not turn each other for ever.",
        synced_scrolls,
    ),
    Intended(
        "pages of pagers",
        "Pagers know no page before the first and none after the last.",
        pages_of_pagers,
        ends=True,
    ),
    Intended(
        "empty media scroll",
        "A media scroll shows what is there, or nothing if it is empty.",
        empty_media_scroll,
        ends=True,
        rare=True,
    ),
    Intended(
        "needless edits",
        "An edit that Telegram would refuse, for it changes nothing, is not "
        "sent where that is certain.",
        needless_edits,
    ),
    Intended(
        "recovery",
        "A click on a window whose dialog is gone is answered: the window "
        "loses its buttons, or shows what is open.",
        recovery,
    ),
    Intended(
        "dead reply keys",
        "A key of a dialog that is gone or covered shows the open one again.",
        dead_reply_keys,
        ends=True,
    ),
    Intended(
        "answer of a failed click",
        "A click is answered even if its handler fails, so the button does "
        "not spin.",
        answer_of_failed_click,
    ),
    Intended(
        "second answers",
        "A click that its handler has answered is not answered again.",
        second_answers,
    ),
    Intended(
        "kind of a toggle",
        "A toggle is managed by the class that is named after it.",
        kind_of_toggle,
    ),
    Intended(
        "default of a counter",
        "A counter stores its number when it is changed, not when it is "
        "drawn.",
        default_of_counter,
    ),
    Intended(
        "presses of leftovers",
        "The stack names its screen: a press of an older message of the same "
        "dialog is handled, but the window stays where it is.",
        presses_of_leftovers,
        ends=True,
    ),
    Intended(
        "order in the background",
        "A new stack and background commands go on beside the click that "
        "asks for them: which call is first is not said.",
        order_in_background,
    ),
]
