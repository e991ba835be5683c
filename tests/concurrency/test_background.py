"""Background managers: order, errors, re-entry, cancellation, shutdown."""

import asyncio
import gc
import logging
from contextvars import ContextVar

import pytest
from aiogram import Router
from aiogram.filters import Command, ExceptionTypeFilter
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import (
    DIALOG_EVENT_NAME,
    AccessSettings,
    Dialog,
    StartMode,
    Window,
)
from aiogram_dialog.api.exceptions import (
    AccessForbiddenError,
    DialogsError,
    IncorrectBackgroundError,
    OutdatedIntent,
    StackBusyError,
    UnknownIntent,
)
from aiogram_dialog.manager.bg_manager import BgManager
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const, Format

caller: ContextVar[str] = ContextVar("caller", default="nobody")


class Main(StatesGroup):
    first = State()
    second = State()


class Sub(StatesGroup):
    only = State()


class Bench:
    """What handlers of the bot leave for the test."""

    manager = None
    bg = None
    click = None


async def get_data(dialog_manager, **kwargs):
    return {"value": dialog_manager.dialog_data.get("value", "-")}


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
async def stage(make_stage, any_storage, bench):
    router = Router()

    @router.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)
        bench.manager = dialog_manager
        bench.bg = dialog_manager.bg()

    async def on_click(callback, button, manager) -> None:
        await bench.click(manager)

    main = Dialog(
        Window(
            Format("first {value}"),
            Button(Const("Click"), id="click", on_click=on_click),
            Start(Const("Sub"), id="sub", state=Sub.only),
            state=Main.first,
        ),
        Window(Format("second {value}"), state=Main.second),
        getter=get_data,
    )
    sub = Dialog(Window(Const("sub"), Cancel(), state=Sub.only))
    stage = await make_stage(router, main, sub, storage=any_storage)
    await stage.says("/start")
    stage.new_calls()
    return stage


def texts(stage) -> list[str]:
    return [
        line.partition('"')[2].partition('"')[0] for line in stage.new_calls()
    ]


async def test_commands_are_shown_in_their_order(stage, bench):
    await bench.bg.update({"value": 1})
    await bench.bg.switch_to(Main.second)
    await bench.bg.update({"value": 2})
    await bench.bg.done()
    await stage.quiet()

    assert texts(stage) == ["first 1", "second 1", "second 2", ""]


async def test_pending_commands_survive_garbage_collection(stage, bench):
    await bench.bg.update({"value": 1})
    gc.collect()
    await stage.quiet()

    assert texts(stage) == ["first 1"]


async def test_caller_sees_nothing_of_the_dialog(stage, bench):
    assert not hasattr(bench.bg, "dialog_data")
    assert not hasattr(bench.bg, "current_context")


async def test_context_variables_of_the_caller_are_seen(stage, bench):
    seen = []

    @stage.dispatcher.observers[DIALOG_EVENT_NAME].outer_middleware()
    async def outer(handler, event, data):
        seen.append(("outer", caller.get()))
        return await handler(event, data)

    @stage.dispatcher.observers[DIALOG_EVENT_NAME].middleware()
    async def inner(handler, event, data):
        seen.append(("inner", caller.get(), "dialog_manager" in data))
        return await handler(event, data)

    @stage.dispatcher.update.outer_middleware()
    async def update(handler, event, data):
        seen.append(("update", caller.get(), event.event_type))
        return await handler(event, data)

    token = caller.set("me")
    await bench.bg.update({"value": 1})
    caller.reset(token)
    await stage.quiet()

    assert seen == [
        ("update", "me", DIALOG_EVENT_NAME),
        ("outer", "me"),
        ("inner", "me", True),
    ]


async def test_manager_is_of_no_use_after_its_handler(stage, bench):
    for use in (
        lambda manager: manager.event,
        lambda manager: manager.middleware_data,
        lambda manager: manager.dialog_data,
        lambda manager: manager.start_data,
        lambda manager: manager.bg(),
        lambda manager: manager.has_context(),
        lambda manager: manager.current_context(),
        lambda manager: manager.current_stack(),
        lambda manager: manager.find("x"),
        lambda manager: manager.dialog(),
        lambda manager: manager.is_event_simulated(),
    ):
        with pytest.raises(IncorrectBackgroundError, match=r"manager\.bg\(\)"):
            use(bench.manager)
    for name in (
        "update",
        "show",
        "done",
        "next",
        "back",
        "reset_stack",
        "mark_closed",
        "load_data",
        "answer_callback",
        "close_manager",
    ):
        with pytest.raises(IncorrectBackgroundError, match=r"manager\.bg\(\)"):
            await getattr(bench.manager, name)()
    for name in ("start", "switch_to"):
        with pytest.raises(IncorrectBackgroundError):
            await getattr(bench.manager, name)(Main.first)
    assert bench.manager.is_preview() is False
    assert bench.manager.show_mode is not None


async def test_foreground_changes_are_stored(stage, bench):
    async with bench.bg.fg() as manager:
        manager.dialog_data["value"] = 5
        await manager.switch_to(Main.second)
        await manager.show()
    assert texts(stage) == ["second 5"]

    async with bench.bg.fg() as manager:
        assert manager.dialog_data == {"value": 5}
    assert not stage.held_locks()


async def test_foreground_comes_after_earlier_commands(stage, bench):
    await bench.bg.update({"value": 7})

    async with bench.bg.fg() as manager:
        assert manager.dialog_data == {"value": 7}


async def test_error_in_the_foreground_undoes_and_frees(stage, bench):
    before = stage.records()

    with pytest.raises(ZeroDivisionError):
        async with bench.bg.fg() as manager:
            manager.dialog_data["value"] = 1 / 0
    with pytest.raises(ZeroDivisionError):
        async with bench.bg.fg() as manager:
            manager.dialog_data["value"] = 5
            await manager.start(Sub.only)
            raise ZeroDivisionError

    # The window of `Sub` is on the screen: that is known.
    assert stage.unmarked_records() == before
    assert not stage.held_locks()
    await bench.bg.update({})
    await stage.settle()
    assert stage.records() == before


async def test_error_in_the_foreground_reaches_the_observers(stage, bench):
    caught = []

    @stage.dispatcher.error(ExceptionTypeFilter(ZeroDivisionError))
    async def on_error(event, dialog_manager):
        caught.append(dialog_manager.current_context().state)

    with pytest.raises(ZeroDivisionError):
        async with bench.bg.fg():
            raise ZeroDivisionError
    assert caught == [Main.first]


@pytest.mark.parametrize("error", [StopIteration, StopAsyncIteration])
async def test_any_error_frees_the_foreground(stage, bench, error):
    with pytest.raises((error, RuntimeError)):
        async with bench.bg.fg():
            raise error
    assert not stage.held_locks()


async def test_cancelled_foreground_undoes_and_frees(stage, bench):
    before = stage.records()
    inside = asyncio.Event()

    async def work() -> None:
        async with bench.bg.fg() as manager:
            manager.dialog_data["value"] = 5
            inside.set()
            await asyncio.sleep(100)

    task = asyncio.create_task(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert stage.records() == before
    assert not stage.held_locks()


async def test_foreground_that_takes_too_long(stage, bench):
    async def work() -> None:
        async with bench.bg.fg():
            await asyncio.sleep(100)

    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(work(), 0.05)
    assert not stage.held_locks()


async def test_waiting_for_the_foreground_can_be_cancelled(stage, bench):
    async with bench.bg.fg():
        waiting = asyncio.create_task(enter(bench.bg))
        await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    await enter(bench.bg)
    assert not stage.held_locks()


async def enter(bg) -> None:
    async with bg.fg():
        pass


async def test_entering_what_is_gone(stage, bench):
    await stage.presses("Sub")
    with pytest.raises(OutdatedIntent) as caught:
        await enter(bench.bg)
    ids = {caught.value.intent_id, caught.value.top_intent_id}
    assert len(ids - {None}) == 2

    await stage.says("/start")
    gone = bench.bg
    await stage.says("/start")
    with pytest.raises(UnknownIntent):
        await enter(gone)
    assert not stage.held_locks()


async def test_entering_what_is_gone_although_errors_are_handled(
    stage,
    bench,
):
    @stage.dispatcher.error()
    async def on_error(event):
        return None

    await stage.presses("Sub")

    with pytest.raises(OutdatedIntent):
        await enter(bench.bg)


async def test_entering_what_is_forbidden(stage, bench):
    group = stage.world.supergroup("Group", stage.ann, stage.account)
    await stage.bg_factory.bg(stage.bot, stage.ann.id, group.id, "x").start(
        Main.first,
        access_settings=AccessSettings([stage.ann.id]),
    )
    await stage.quiet()
    stranger = stage.bg_factory.bg(stage.bot, 999, group.id, "x")

    with pytest.raises(AccessForbiddenError, match="user 999") as caught:
        await enter(stranger)
    assert (caught.value.user_id, caught.value.chat_id) == (999, group.id)
    assert (caught.value.action, caught.value.stack_id) == ("FG", "x")
    assert not stage.held_locks()


async def test_forbidden_commands_are_logged(stage, caplog):
    group = stage.world.supergroup("Group", stage.ann, stage.account)
    await stage.bg_factory.bg(stage.bot, stage.ann.id, group.id, "x").start(
        Main.first,
        access_settings=AccessSettings([stage.ann.id]),
    )
    await stage.quiet()

    await stage.bg_factory.bg(stage.bot, 999, group.id, "x").done()
    with caplog.at_level(logging.WARNING):
        await stage.quiet()

    assert "DONE was refused: user 999" in caplog.text


async def test_middleware_that_drops_the_event(stage, bench):
    @stage.dispatcher.observers[DIALOG_EVENT_NAME].outer_middleware()
    async def drop(handler, event, data):
        return None

    with pytest.raises(DialogsError, match="was not entered"):
        await enter(bench.bg)


async def test_own_stack_of_the_handler_is_busy(stage, bench):
    busy = []

    async def on_click(manager):
        for bg in (
            manager.bg(),
            manager.bg(stack_id=""),
            BgManager(
                user=manager.event.from_user,
                chat=manager.event.message.chat,
                bot=stage.bot,
                router=stage.dispatcher,
                intent_id=manager.current_context().id,
                stack_id=None,
            ),
        ):
            try:
                await enter(bg)
            except StackBusyError as error:
                busy.append(str(error))

    bench.click = on_click
    await stage.presses("Click")

    assert len(busy) == 3
    assert all("is held by the handler" in text for text in busy)
    assert not stage.held_locks()


async def test_other_stacks_are_not_busy(stage, bench):
    entered = []

    async def on_click(manager):
        async with manager.bg(stack_id="other").fg() as other:
            entered.append(other.has_context())

    bench.click = on_click
    await stage.presses("Click")

    assert entered == [False]


async def test_task_of_a_handler_may_wait_for_its_stack(stage, bench):
    tasks = []

    async def on_click(manager):
        tasks.append(asyncio.create_task(enter(manager.bg())))
        await asyncio.sleep(0.01)

    bench.click = on_click
    await stage.presses("Click")
    await asyncio.wait_for(tasks[0], 1)

    assert not stage.held_locks()


async def test_failing_commands_are_logged(stage, bench, caplog):
    await bench.bg.start(State("nowhere", group_name="Nowhere"))
    with caplog.at_level(logging.ERROR):
        await stage.quiet()

    assert "A background command failed" in caplog.text
    assert not stage.held_locks()


async def test_failing_commands_reach_the_observers(stage, bench):
    caught = []

    @stage.dispatcher.error()
    async def on_error(event, dialog_manager):
        caught.append(
            (type(event.exception), dialog_manager.current_stack().id),
        )

    await stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
        "other",
    ).done()
    await stage.quiet()

    assert [stack_id for _, stack_id in caught] == ["other"]


async def test_commands_are_finished_at_shutdown(stage, bench):
    await bench.bg.update({"value": 1})
    await bench.bg.update({"value": 2})

    await stage.dispatcher.emit_shutdown(bot=stage.bot)

    assert texts(stage) == ["first 1", "first 2"]


async def test_shutdown_does_not_wait_for_ever(stage, bench, monkeypatch):
    monkeypatch.setattr(
        "aiogram_dialog.manager.updater.SHUTDOWN_TIMEOUT",
        0.05,
    )
    inside = asyncio.Event()

    async def hang() -> None:
        async with bench.bg.fg():
            inside.set()
            await asyncio.sleep(100)

    task = asyncio.create_task(hang())
    await inside.wait()
    await stage.dispatcher.emit_shutdown(bot=stage.bot)

    assert not stage.held_locks()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_load_asks_telegram_once(stage):
    bg = stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
        load=True,
    )

    await bg.update({"value": 1})
    await bg.update({"value": 2})
    await stage.quiet()
    async with bg.fg() as manager:
        assert manager.middleware_data["event_chat"].type == "private"
        assert manager.middleware_data["event_from_user"].first_name == "Ann"

    assert [line.partition("(")[0] for line in stage.new_calls()] == [
        "GetChat",
        "GetChatMember",
        "EditMessageText",
        "EditMessageText",
    ]


async def test_router_without_dispatcher(stage):
    with pytest.raises(TypeError, match="Root router must be Dispatcher"):
        BgManager(
            user=None,
            chat=None,
            bot=stage.bot,
            router=Router(),
            intent_id=None,
            stack_id="",
        )


async def test_failing_save_is_told_once(stage, bench, caplog):
    async def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    stage.dispatcher.storage.set_data, kept = (
        refuse,
        stage.dispatcher.storage.set_data,
    )
    with pytest.raises(ConnectionError):
        async with bench.bg.fg() as manager:
            manager.dialog_data["value"] = 5
    stage.dispatcher.storage.set_data = kept
    # An error that nobody has taken is told when its task is collected.
    await asyncio.sleep(0)
    gc.collect()

    assert "never retrieved" not in caplog.text
    assert not stage.held_locks()


async def test_failing_to_enter_is_told_once(stage, bench, caplog):
    await stage.presses("Sub")
    with pytest.raises(OutdatedIntent):
        await enter(bench.bg)
    await asyncio.sleep(0)
    gc.collect()

    assert "never retrieved" not in caplog.text
