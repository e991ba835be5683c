"""A conversation as a test that anybody can run."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from aiogram.client.default import DefaultBotProperties

from aiogram_dialog.emulator import ChatRef

from .bot_world import BotWorld
from .conversation_recording import (
    Action,
    Changed,
    ConversationRecorder,
    NewGroup,
    NewPerson,
    NewTopic,
    Remark,
    Seat,
    Step,
)

_INDENT = " " * 8
_HEAD = '''\
"""A conversation with {target}, from the playground.

It needs pytest and pytest-asyncio.
"""

{imports}

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]


@pytest.mark.asyncio
async def test_conversation(telegram: Telegram) -> None:
    async with telegram.bot({arguments}):
'''


def write_test(recorder: ConversationRecorder, bot_world: BotWorld) -> str:
    """Return the source of a test that plays the conversation again.

    It passes as long as the bot says the same. What a bot takes from the
    clock, from chance or from elsewhere is not repeated by a test.
    """
    writer = _Writer(bot_world)
    body = [line for step in recorder.steps for line in writer.lines(step)]
    return _head(recorder, writer) + "".join(
        f"{_INDENT}{line}\n" if line else "\n" for line in body
    )


def _head(recorder: ConversationRecorder, writer: "_Writer") -> str:
    target, loaded = recorder.target, recorder.loaded
    expression = "dispatcher" if loaded is None else loaded.expression
    directory = Path(target.directory).resolve()
    standard = ["from dataclasses import replace"] if writer.replaces else []
    ours = ["from aiogram_dialog.test_tools import Telegram"]
    if expression.startswith("as_dispatcher"):
        ours.append(
            "from aiogram_dialog.tools.playground.loading import "
            "as_dispatcher",
        )
    own = [f"from {target.module} import {target.attribute}"]
    if Path.cwd() != directory:
        standard.insert(0, "import sys")
        own.insert(0, f"sys.path.append({str(directory)!r})")
    arguments = [expression]
    default = _default(recorder.default)
    if default:
        ours.insert(
            0,
            "from aiogram.client.default import DefaultBotProperties",
        )
        arguments.append(default)
    groups = [standard, ["import pytest"], ours, own]
    return _HEAD.format(
        target=target,
        imports="\n\n".join("\n".join(group) for group in groups if group),
        arguments=", ".join(arguments),
    )


def _default(default: DefaultBotProperties | None) -> str:
    if default is None:
        return ""
    parse_mode = str(default.parse_mode)
    return f"default=DefaultBotProperties(parse_mode={parse_mode!r})"


class _Writer:
    """Write steps as code; it knows which names there are by now."""

    def __init__(self, bot_world: BotWorld) -> None:
        self.replaces = False
        self._bot_world = bot_world
        self._names: dict[Seat, str] = {}

    def lines(self, step: Step) -> Iterator[str]:
        """Yield the lines of a step."""
        match step:
            case NewPerson(person, name):
                seat = self._private(person)
                yield f"{self._name(seat, name)} = telegram.person({name!r})"
            case NewGroup():
                yield from self._group(step)
            case NewTopic(seat, title):
                group = replace(seat, thread=None)
                yield from self._define(group)
                owner = self._names[group]
                name = self._name(seat, f"{owner}_{title}")
                yield f"{name} = {owner}.topic({title!r})"
            case Changed(person, changes):
                yield from self._change(person, changes)
            case Remark(text):
                yield ""
                yield f"# {text}"
            case Action():
                yield from self._action(step)

    def _private(self, person: int) -> Seat:
        return Seat(person, _private_chat(self._bot_world, person))

    def _name(self, seat: Seat, words: str) -> str:
        base = re.sub(r"\W+", "_", words.lower()).strip("_")
        if not base.isidentifier() or base in _TAKEN:
            base = f"visitor_{seat.person}"
        name, number = base, 1
        while name in self._names.values():
            number += 1
            name = f"{base}_{number}"
        self._names[seat] = name
        return name

    def _group(self, group: NewGroup) -> Iterator[str]:
        founders = [
            self._names[self._private(person)] for person in group.people
        ]
        seats = [
            self._name(Seat(person, group.chat), f"{name} in {group.title}")
            for person, name in zip(group.people, founders, strict=True)
        ]
        forum = ", is_forum=True" if group.is_forum else ""
        # The comma takes the only member out of the list, too.
        yield (
            f"{', '.join(seats)}{'' if len(seats) > 1 else ','} = "
            f"telegram.group({group.title!r}, {', '.join(founders)}{forum})"
        )

    def _define(self, seat: Seat) -> Iterator[str]:
        """Yield what gives a seat its name, if it has none."""
        if seat in self._names:
            return
        others = [
            (other, name)
            for other, name in self._names.items()
            if (other.chat, other.thread) == (seat.chat, seat.thread)
        ]
        own = self._names[self._private(seat.person)]
        if seat.thread is not None:
            group = replace(seat, thread=None)
            yield from self._define(group)
            inside = self._names[group]
            thread = f"{others[0][1]}.thread_id" if others else seat.thread
            name = self._name(seat, f"{inside}_{seat.thread}")
            yield f"{name} = {inside}.in_topic({thread})"
        elif others:
            title = self._bot_world.state.chats[seat.chat].title
            name = self._name(seat, f"{own} in {title}")
            yield f"{name} = {own}.at({others[0][1]}.chat)"

    def _change(
        self,
        person: int,
        changes: dict[str, object],
    ) -> Iterator[str]:
        self.replaces = True
        name = self._names[self._private(person)]
        told = ", ".join(f"{key}={it!r}" for key, it in changes.items())
        users = f"{name}.person.state.users"
        yield f"{users}[{name}.id] = replace({name}.person.user, {told})"

    def _action(self, action: Action) -> Iterator[str]:
        yield ""
        yield from self._define(action.seat)
        name = self._names[action.seat]
        call = f"await {action.call(name)}"
        if action.raised:
            kind = type(action.raised[0])
            known = kind.__module__ == "builtins"
            raised = kind.__name__ if known else "Exception"
            yield f"with pytest.raises({raised}):"
            yield f"    {call}"
        else:
            yield call
        if action.seen is not None:
            yield f"assert {name}.last_message.text == {action.seen.text!r}"
            yield f"assert {name}.buttons() == {action.seen.buttons!r}"


_TAKEN = frozenset({"telegram", "pytest", "replace", "sys"})


def _private_chat(bot_world: BotWorld, person: int) -> ChatRef:
    return ChatRef(bot_world.account.id, person)
