"""What becomes of background commands when the bot stops."""

import asyncio
import logging
from types import SimpleNamespace

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.api.entities import DialogAction
from aiogram_dialog.api.exceptions import DialogsError
from aiogram_dialog.manager import updater
from aiogram_dialog.widgets.text import Format


class Main(StatesGroup):
    first = State()


class Slow:
    """Say which command takes how long, and what was handled."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.begun: list[int] = []
        self.seconds: dict[int, float] = {}
        self.on_cancel = None
        self.losses = 0

    async def __call__(self, dialog_manager, **kwargs):
        number = dialog_manager.dialog_data.get("n")
        if number is None:
            return {"n": "-"}
        self.begun.append(number)
        await self._take(self.seconds.get(number, 0))
        self.handled.append(number)
        return {"n": number}

    async def _take(self, seconds: float) -> None:
        try:
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            if self.on_cancel is not None:
                await self.on_cancel()
            if self.losses == 0:
                raise
            self.losses -= 1
            await self._take(seconds)


@pytest.fixture
def slow():
    return Slow()


@pytest.fixture
async def stage(make_stage, any_storage, slow, monkeypatch):
    monkeypatch.setattr(updater, "SHUTDOWN_TIMEOUT", 0.1)
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    dialog = Dialog(Window(Format("{n}"), state=Main.first, getter=slow))
    stage = await make_stage(router, dialog, storage=any_storage)
    await stage.says("/start")
    stage.bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    return stage


async def shut_down(stage) -> None:
    await asyncio.wait_for(stage.dispatcher.emit_shutdown(bot=stage.bot), 8)


def stored(stage) -> int | None:
    (context,) = [
        record for key, record in stage.records().items() if "context" in key
    ]
    return context["dialog_data"].get("n")


@pytest.mark.parametrize("at", [0, 1, 5, 19])
async def test_what_is_handled_is_a_beginning(stage, slow, at):
    slow.seconds[at] = 1
    for number in range(20):
        await stage.bg.update({"n": number})

    await shut_down(stage)
    await asyncio.sleep(0.1)

    assert slow.handled == list(range(at))
    assert stored(stage) == (at - 1 if at else None)


async def test_a_command_that_ends_all_the_same(stage, slow):
    """Who loses the cancellation is handled; nobody comes after."""
    slow.seconds[2] = 0.2
    slow.losses = 1
    for number in range(6):
        await stage.bg.update({"n": number})

    await shut_down(stage)

    assert slow.handled == [0, 1, 2]
    assert stored(stage) == 2


async def test_lanes_of_others_end_in_time(stage, slow):
    slow.seconds[0] = 1
    other = stage.world.add_person("Bob")
    bg = stage.bg_factory.bg(stage.bot, other.id, other.id)
    stage.world.private_chat(other, stage.account, started=True)
    await bg.start(Main.first)
    for number in range(3):
        await stage.bg.update({"n": number})
        await bg.update({"n": 10 + number})

    await shut_down(stage)

    assert slow.handled == [10, 11, 12]


async def test_commands_asked_for_while_draining(stage, slow):
    slow.seconds[0] = 0.05

    async def ask_later() -> None:
        await asyncio.sleep(0.02)
        await stage.bg.update({"n": 1})

    await stage.bg.update({"n": 0})
    asking = asyncio.create_task(ask_later())
    await shut_down(stage)

    assert slow.handled == [0, 1]
    await asking


async def test_commands_asked_for_while_cancelling(stage, slow, caplog):
    """Nothing begins when the time is over."""
    slow.seconds[0] = 1

    async def ask_for_more() -> None:
        await stage.bg.update({"n": 7})
        with pytest.raises(DialogsError, match="the bot stops"):
            async with stage.bg_factory.bg(
                stage.bot,
                stage.ann.id,
                stage.ann.id,
                "other",
            ).fg():
                pass

    slow.on_cancel = ask_for_more
    await stage.bg.update({"n": 0})
    await shut_down(stage)
    await asyncio.sleep(0.05)

    assert slow.begun == [0]
    refused = [it for it in caplog.messages if it.startswith("Refuse")]
    assert len(refused) == 2
    assert "UPDATE by user" in refused[0]


async def test_a_chain_of_commands_ends(stage, slow):
    class Chain(Slow):
        async def __call__(self, dialog_manager, **kwargs):
            await dialog_manager.bg().update({"n": 1})
            return {"n": 1}

    slow.__class__ = Chain
    await stage.bg.update({"n": 1})

    await shut_down(stage)
    await asyncio.sleep(0.05)

    assert not updater._lanes_of(stage.dispatcher)._tasks


async def test_foreground_that_waits_its_turn(stage, slow):
    slow.seconds[0] = 1
    entered = []

    async def enter() -> None:
        async with stage.bg.fg() as manager:
            entered.append(manager)

    await stage.bg.update({"n": 0})
    entering = asyncio.create_task(enter())
    await asyncio.sleep(0.02)
    await stage.bg.update({"n": 1})
    await shut_down(stage)

    with pytest.raises(DialogsError, match="the bot stops"):
        await entering
    assert entered == []
    assert slow.handled == []


async def test_foreground_that_is_held(stage):
    """Its asker learns that nothing of it is stored."""
    inside = asyncio.Event()

    async def hold() -> None:
        async with stage.bg.fg() as manager:
            manager.dialog_data["n"] = 5
            inside.set()
            await asyncio.sleep(0.3)

    holding = asyncio.create_task(hold())
    await inside.wait()
    await stage.bg.update({"n": 6})
    await shut_down(stage)

    await asyncio.wait({holding})
    assert holding.cancelled()
    assert stored(stage) is None


async def test_an_asker_who_leaves_lets_nobody_overtake(stage, slow):
    """A lane keeps its order if one of those who wait in it is cancelled."""
    slow.seconds[0] = 0.05
    await stage.bg.update({"n": 0})
    await stage.bg.update({"n": 1})

    async def enter() -> None:
        async with stage.bg.fg():
            raise AssertionError("it has left before")

    entering = asyncio.create_task(enter())
    await asyncio.sleep(0.01)
    await stage.bg.update({"n": 2})
    entering.cancel()
    await stage.quiet()

    assert slow.handled == [0, 1, 2]


async def test_all_is_told_once(stage, slow, caplog):
    slow.seconds[1] = 1
    for number in range(5):
        await stage.bg.update({"n": number})
    caplog.set_level(logging.WARNING)

    await shut_down(stage)

    (told,) = [it for it in caplog.messages if "background command" in it]
    ann = stage.ann.id
    assert told == (
        "The bot stops: cancel 4 background commands that are not done "
        f"after 0.1 s: UPDATE by user {ann} in stack '' of chat {ann} "
        "(4 times)"
    )


async def test_what_does_not_end_is_left(stage, slow, caplog, monkeypatch):
    monkeypatch.setattr(updater, "_CANCELLATIONS", 1)
    slow.seconds[0] = 1.2
    slow.losses = 1
    await stage.bg.update({"n": 0})

    await shut_down(stage)

    assert caplog.messages[-1].startswith("Leave 1 background commands")
    await stage.quiet()


async def test_the_bot_may_be_started_again(stage, slow):
    slow.seconds[0] = 1
    await stage.bg.update({"n": 0})
    await shut_down(stage)

    await stage.bg.update({"n": 1})
    await stage.quiet()

    assert slow.handled == [1]


async def test_commands_of_another_loop_are_left_alone():
    """One dispatcher may be used in several loops, one after the other."""
    lanes = updater._Lanes()
    command = SimpleNamespace(action=DialogAction.UPDATE)
    done = []

    async def hang() -> None:
        await asyncio.sleep(100)

    async def leave_a_command_behind() -> asyncio.Task:
        return lanes.run("lane", command, hang)

    async def work() -> None:
        done.append("work")

    loop = asyncio.new_event_loop()
    left = await asyncio.to_thread(
        loop.run_until_complete,
        leave_a_command_behind(),
    )
    lanes.run("lane", command, work)

    await asyncio.wait_for(lanes.drain(), 1)
    await asyncio.wait_for(lanes.idle(), 1)

    assert done == ["work"]
    left.cancel()
    await asyncio.to_thread(
        loop.run_until_complete,
        asyncio.wait({left}),
    )
    loop.close()
