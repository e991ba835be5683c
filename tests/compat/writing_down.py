"""What happens at a step of a walk, as JSON with plain ids."""

import json
import re
from collections.abc import Iterator
from typing import Any

from aiogram_dialog.emulator import Ok, World
from aiogram_dialog.emulator.journal import Called
from aiogram_dialog.emulator.labels import visible

HIDDEN = (
    "\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u00ad"
    "\U0001d173\U0001d174\U0001d175\U0001d176"
    "\U0001d177\U0001d178\U0001d179\U0001d17a"
)
DIGITS = {ord(symbol): f"{digit:x}" for digit, symbol in enumerate(HIDDEN)}
PARTS = re.compile("attach://[-_0-9A-Za-z]+")
IDS = re.compile(r"([0-9A-Za-z]+)\\u001d")


def calls(world: World, since: int) -> list[Any]:
    """List calls as method, parameters and what went wrong."""
    return [
        [entry.method, dict(_params(entry)), _problem(entry)]
        for entry in world.journal[since:]
        if isinstance(entry, Called)
    ]


def _problem(called: Called) -> str | None:
    answer = called.answer
    return None if isinstance(answer, Ok) else answer.description


def _params(called: Called) -> Iterator[tuple[str, Any]]:
    for name, text in called.params.items():
        value = PARTS.sub("attach://file", text)
        if name == "reply_markup":
            value = json.loads(value)
            for row in value.get("keyboard", []):
                for button in row:
                    button["text"] = shown(button["text"])
        elif name == "media" and value.startswith("{"):
            value = json.loads(value)
        yield name, value
    if called.files:
        yield "files", sorted(called.files.values())


def shown(label: str) -> str:
    """Make the hidden data of a button visible."""
    hidden = label[len(label.rstrip(HIDDEN)) :].translate(DIGITS)
    if not hidden:
        return label
    swapped = "".join(
        high + low for low, high in zip(hidden[::2], hidden[1::2], strict=True)
    )
    return f"{visible(label)} <{bytes.fromhex(swapped).decode()}>"


class PlainIds:
    """Replace random ids by where, and as which one there, they appeared."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.counts: dict[str, int] = {}

    def written(self, step: dict[str, Any]) -> str:
        """Write a step as JSON with the ids replaced."""
        self._learn_stacks(step["records"])
        text = json.dumps(step, sort_keys=True)
        for found in IDS.findall(text):
            self._learn(found, "gone")
        if not self.names:
            return text
        known = "|".join(map(re.escape, self.names))
        return re.sub(
            rf"(?<![0-9A-Za-z])(?:{known})(?![0-9A-Za-z])",
            lambda match: self.names[match[0]],
            text,
        )

    def _learn_stacks(self, records: dict[str, Any]) -> None:
        for record in records.values():
            if record is None or "intents" not in record:
                continue
            stack = record["_id"]
            if stack and not stack.startswith("<"):
                self._learn(stack, "stack")
            name = self.names.get(stack, stack)
            for level, intent in enumerate(record["intents"]):
                self._learn(intent, f"{name}.{level}")

    def _learn(self, found: str, place: str) -> None:
        if found in self.names or found in self.names.values():
            return
        self.counts[place] = self.counts.get(place, 0) + 1
        self.names[found] = f"{place}#{self.counts[place]}"
