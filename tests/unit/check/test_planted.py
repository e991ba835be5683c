"""A bot with each mistake in it: each is found, and nothing else."""

import logging
import warnings
from datetime import timedelta

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage

from aiogram_dialog import Dialog, DialogWarning, Window, setup_dialogs
from aiogram_dialog.check import RULES, check
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Checkbox,
    FirstPage,
    Group,
    ListGroup,
    Next,
    Row,
    Select,
    Start,
    StubScroll,
    SwitchTo,
)
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Case, Const, Format, Jinja, List


class Main(StatesGroup):
    first = State()
    second = State()
    last = State()
    # No function and no container names it.
    lost = State()


class Other(StatesGroup):
    only = State()
    without_window = State()


class Stranger(StatesGroup):
    only = State()


async def go_on(callback, button, manager) -> None:
    await manager.next()


async def tell_that_it_is_late(manager) -> None:
    await manager.switch_to(Main.second)


async def go_to_other(callback, button, manager) -> None:
    await help_going(manager)


async def help_going(manager) -> None:
    await manager.start(Other.only)


async def go_nowhere(callback, button, manager) -> None:
    await manager.start(Stranger.only)


def plain(*_, **__) -> None:
    pass


def cancel() -> Cancel:
    return Cancel()


def only(*widgets, **kwargs) -> Dialog:
    return Dialog(
        Window(Const("."), *widgets, cancel(), state=Other.only, **kwargs),
    )


def started(*dialogs: Dialog, first: State = Main.first) -> Dispatcher:
    """Return a bot whose command leads to a dialog."""
    dispatcher = Dispatcher(storage=JsonMemoryStorage())

    @dispatcher.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(first)

    @dispatcher.message(Command("other"))
    async def other(message, dialog_manager) -> None:
        await dialog_manager.start(Other.only)

    dispatcher.include_routers(*dialogs)
    if not any(it.states_group() is Other for it in dialogs):
        dispatcher.include_router(only())
    setup_dialogs(dispatcher)
    return dispatcher


def codes(router: Router, **kwargs) -> list[str]:
    return [finding.rule.code for finding in check(router, **kwargs)]


def quietly(make):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DialogWarning)
        return make()


def main(*widgets, **kwargs) -> Dialog:
    """Return a dialog of three windows, the first with these widgets."""
    return Dialog(
        Window(
            Const("."),
            *widgets,
            Next(),
            cancel(),
            state=Main.first,
            **kwargs,
        ),
        Window(Const("."), Row(Back(), Next()), state=Main.second),
        Window(Const("."), Back(), state=Main.last),
    )


LONG_ITEM = "x" * 60

PLANTED = [
    (
        "AD101",
        lambda: main(
            Button(Const("x"), id="a"), Checkbox(Const("x"), Const("y"), "a")
        ),
    ),
    (
        "AD102",
        lambda: main(
            StubScroll("1", 1),
            StubScroll("2", 1),
            FirstPage("1"),
            FirstPage("2"),
        ),
    ),
    ("AD103", lambda: main(FirstPage("nobody"))),
    ("AD103", lambda: main(Button(Const("x"), "x"), FirstPage("x"))),
    ("AD201", lambda: main(SwitchTo(Const("x"), "x", Other.only))),
    (
        "AD202",
        lambda: main(Start(Const("x"), "x", Other.without_window)),
    ),
    (
        "AD203",
        lambda: Dialog(
            Window(Const("."), Next(), cancel(), state=Main.first),
        ),
    ),
    (
        "AD203",
        lambda: Dialog(
            Window(
                Const("."),
                TextInput("t", on_success=Next()),
                cancel(),
                state=Main.first,
            ),
        ),
    ),
    ("AD204", lambda: main(Back())),
    ("AD205", lambda: main(Start(Const("x"), "x", Stranger.only))),
    ("AD205", lambda: main(Button(Const("x"), "x", on_click=go_nowhere))),
    (
        "AD301",
        lambda: Dialog(
            Window(Const("."), cancel(), state=Main.first),
            Window(Const("."), Back(), state=Main.lost),
        ),
    ),
    ("AD206", lambda: main(Start(Const("x"), "x", state=...))),
    ("AD206", lambda: main(Start(Const("x"), "x", state="Main:first"))),
    ("AD206", lambda: main(Start(Const("x"), "x", state=State("lonely")))),
    ("AD206", lambda: main(SwitchTo(Const("x"), "x", state=None))),
    (
        "AD302",
        lambda: Dialog(
            Window(Const("."), Next(), state=Main.first),
            Window(Const("."), state=Main.second),
        ),
    ),
    ("AD401", lambda: main(Select(Const("x"), "x", str, [LONG_ITEM]))),
    (
        "AD401",
        lambda: main(
            ListGroup(
                Button(Const("x"), id="button"),
                id="list",
                item_id_getter=str,
                items=["x" * 50],
            ),
        ),
    ),
    ("AD402", lambda: main(Const("x" * 4096))),
    ("AD402", lambda: main("x" * 1024, StaticMedia(url="x"))),
    ("AD403", lambda: main(Button(Const("x"), "x", toast="x" * 201))),
    (
        "AD501",
        lambda: main(
            Format("{name} {nobody[x]} {dialog_data}"),
            preview_data={"name": "Ann"},
        ),
    ),
    (
        "AD501",
        lambda: main(
            Jinja("{{ name }} {% for x in nobody %}{{ x }}{% endfor %}"),
            preview_data=[{"name": "Ann"}],
        ),
    ),
    ("AD601", lambda: main(Button(Const("x"), "x", on_click=plain))),
    ("AD601", lambda: main(getter=plain)),
    ("AD601", lambda: main(on_enter=plain)),
]


@pytest.mark.parametrize(("code", "make"), PLANTED)
def test_planted(code, make):
    dispatcher = quietly(lambda: started(make()))

    assert codes(dispatcher) == [code]
    assert codes(dispatcher, ignore=[code]) == []
    (finding,) = check(dispatcher)
    assert str(finding).startswith(f"{finding.where}: {code} ")
    assert finding.where.partition(":")[0] in {"Main", "Other"}


def test_every_rule_is_planted():
    tested = {code for code, _ in PLANTED}
    elsewhere = {"AD701", "AD702", "AD801", "AD802", "AD803", "AD901"}

    assert tested | elsewhere == {rule.code for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)


CLEAN = [
    main,
    lambda: main(SwitchTo(Const("x"), "x", Main.last)),
    lambda: main(Back(when="never")),
    lambda: main(Group(Next(), when="never")),
    lambda: main(Button(Const("x"), "x", on_click=go_to_other)),
    lambda: main(Select(Const("x"), "x", str, "items")),
    lambda: main(Const("x" * 4096, when="never")),
    lambda: main("<b></b>" * 1000, parse_mode="HTML"),
    lambda: main(Format("{x}" * 2000)),
    lambda: main(
        Case({1: Const("{no}")}, "x"),
        Format("{name} {event}"),
        List(Format("{item}"), [1]),
        preview_data={"name": 1, "x": 1},
    ),
    lambda: main(Format("{anything}")),
    lambda: Dialog(
        Window(
            Const("."),
            Button(Const("x"), "x", on_click=go_on),
            state=Main.first,
        ),
        Window(
            Const("."),
            MessageInput(go_on),
            preview_add_transitions=[Cancel()],
            state=Main.second,
        ),
    ),
    lambda: Dialog(
        Window(
            Const("."),
            TextInput("t", on_success=SwitchTo(Const(""), "x", Main.second)),
            state=Main.first,
        ),
        Window(Const("."), Button(Const("x"), "x", Back()), state=Main.second),
    ),
    # The last window of a dialog is shown without a button that leads to it.
    lambda: Dialog(
        Window(Const("."), Cancel(), state=Main.first),
        Window(Const("bye"), state=Main.second),
        closing=Main.second,
    ),
    # What happens when its time is over leads somewhere, too.
    lambda: Dialog(
        Window(Const("."), Cancel(), state=Main.first),
        Window(Const("late"), Cancel(), state=Main.second),
        time_limit=timedelta(hours=1),
        on_timeout=tell_that_it_is_late,
    ),
]


@pytest.mark.parametrize("make", CLEAN)
def test_clean(make):
    assert [str(it) for it in check(started(make()))] == []


def test_parts_of_a_bot_can_be_checked():
    dialog = main(Back())
    router = Router()
    router.include_router(dialog)

    assert codes(dialog, ignore=["AD301"]) == ["AD204"]
    assert codes(router, ignore=["AD3"]) == ["AD204"]


def test_a_place_can_be_ignored():
    dispatcher = started(main(Back()))

    assert codes(dispatcher, ignore=["AD204:Main:first"]) == []
    assert codes(dispatcher, ignore=["AD204:Main:last"]) == ["AD204"]


def test_nobody_has_called_setup():
    dispatcher = Dispatcher(storage=JsonMemoryStorage())
    dispatcher.include_router(only())

    assert codes(dispatcher, ignore=["AD301"]) == ["AD702"]


async def take_all(message) -> None:
    pass


@pytest.mark.parametrize("event", ["message", "callback_query"])
def test_handlers_that_leave_nothing(event):
    dispatcher = started(main())
    dispatcher.observers[event].register(take_all)

    (finding,) = check(dispatcher)

    assert finding.rule.code == "AD701"
    assert "take_all() has no filter" in finding.message


def test_handlers_of_a_router_that_comes_first():
    router = Router()
    router.message.register(take_all)
    dispatcher = Dispatcher(storage=JsonMemoryStorage())
    dispatcher.include_routers(router, only())
    setup_dialogs(dispatcher)

    assert codes(dispatcher, ignore=["AD301"]) == ["AD701"]


def test_handlers_that_leave_something():
    filtered, late = Router(), Router()
    filtered.message.filter(F.text)
    filtered.message.register(take_all)
    late.message.register(take_all)
    late.callback_query.register(take_all)
    dispatcher = Dispatcher(storage=JsonMemoryStorage())
    dispatcher.message.register(take_all, F.text == "x")
    dispatcher.include_routers(filtered, only(), late)
    setup_dialogs(dispatcher)

    assert codes(dispatcher, ignore=["AD301"]) == []


def with_storage(storage) -> Dispatcher:
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(only())
    setup_dialogs(dispatcher)
    return dispatcher


def test_memory_storage():
    (finding,) = check(with_storage(MemoryStorage()), ignore=["AD301"])

    assert finding.rule.code == "AD802"
    assert finding.rule.severity.value == "note"


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (
            {},
            ["with_destiny", "with_bot_id", "with_business_connection_id"],
        ),
        (
            {"with_destiny": True},
            ["with_bot_id", "with_business_connection_id"],
        ),
        (
            {
                "with_destiny": True,
                "with_bot_id": True,
                "with_business_connection_id": True,
            },
            [],
        ),
    ],
)
def test_keys_of_redis(options, missing):
    storage = RedisStorage.from_url(
        "redis://localhost",
        key_builder=DefaultKeyBuilder(**options),
    )
    findings = check(with_storage(storage), ignore=["AD301"])

    assert [finding.rule.code for finding in findings] == [
        "AD801" if name == "with_destiny" else "AD803" for name in missing
    ]
    for finding, name in zip(findings, missing, strict=True):
        assert f"({name}=True)" in finding.message


def with_destiny_only() -> Dispatcher:
    keys = DefaultKeyBuilder(with_destiny=True)
    return with_storage(
        RedisStorage.from_url("redis://localhost", key_builder=keys),
    )


@pytest.mark.parametrize("has_two", [False, True])
@pytest.mark.parametrize("kind", [list, tuple, set])
def test_keys_of_several_bots(has_two, kind):
    dispatcher = with_destiny_only()
    dispatcher["bots"] = kind([Bot(f"{n}:T") for n in range(1, 2 + has_two)])

    findings = check(dispatcher, ignore=["AD301"])

    assert [finding.rule.code for finding in findings] == [
        "AD801" if has_two else "AD803",
        "AD803",
    ]


def test_keys_of_a_bot_of_businesses():
    dispatcher = with_destiny_only()
    dispatcher.business_message.register(take_all)

    findings = check(dispatcher, ignore=["AD301", "AD701"])

    assert [finding.rule.code for finding in findings] == ["AD803", "AD801"]


class Broken(Const):
    """A text that cannot be asked for its condition."""

    @property
    def condition(self):
        raise LookupError("it is broken")

    @condition.setter
    def condition(self, value):
        pass


def test_a_rule_that_fails():
    dispatcher = quietly(
        lambda: started(
            Dialog(
                Window(Broken("."), Next(), state=Main.first),
                Window(Const("x" * 4097), Back(), Next(), state=Main.second),
                Window(Const("."), Next(), cancel(), state=Main.last),
            ),
        ),
    )

    findings = check(dispatcher)

    failed = [it for it in findings if it.rule.code == "AD901"]
    assert {it.where for it in failed} == {"Main:first", "bot"}
    assert all("LookupError('it is broken')" in it.message for it in failed)
    assert any("AD402 cannot be looked at" in it.message for it in failed)
    assert [
        (it.rule.code, it.where) for it in findings if it not in failed
    ] == [("AD402", "Main:second"), ("AD203", "Main:last")]


def test_a_bot_that_cannot_be_looked_at(monkeypatch):
    def fail(self):
        raise LookupError("no group")

    dispatcher = started(main())
    monkeypatch.setattr(Dialog, "states_group", fail)

    (finding,) = check(dispatcher)

    assert finding.rule.code == "AD901"
    assert finding.rule.severity.value == "warning"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (False, []),
        (True, [("AD204", logging.ERROR), ("AD302", logging.WARNING)]),
        (["AD204"], [("AD302", logging.WARNING)]),
    ],
)
async def test_check_at_start_up(caplog, telegram, setting, expected):
    dispatcher = Dispatcher(storage=JsonMemoryStorage())

    @dispatcher.message(Command("start"))
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first)

    dispatcher.include_router(
        Dialog(
            Window(Const("."), Back(), Next(), state=Main.first),
            Window(Const("."), state=Main.second),
        ),
    )
    setup_dialogs(dispatcher, check=setting)
    caplog.set_level(logging.INFO, "aiogram_dialog.setup")

    async with telegram.bot(dispatcher):
        pass

    found = [
        (record.getMessage().split()[1], record.levelno)
        for record in caplog.records
        if record.name == "aiogram_dialog.setup"
    ]
    assert found == expected


def test_filters_of_the_bot_are_not_known():
    dialog = main(Jinja("{{ x | stars }}"), preview_data={"x": 1})

    assert codes(dialog, ignore=["AD301"]) == []
