"""Whatever is pressed: the screen shows what is stored, and it is JSON."""

import asyncio
import json
from typing import Any

from aiogram import Dispatcher, F
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from hypothesis import given, settings
from hypothesis import strategies as st

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.widgets.kbd import (
    Checkbox,
    Counter,
    CurrentPage,
    ListGroup,
    Multiselect,
    NextPage,
    PrevPage,
    Radio,
    Row,
    ScrollingGroup,
    StubScroll,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.text import Const, Format, List

ITEMS = ["a", "b", "c"]


class Main(StatesGroup):
    only = State()


def named(name: str, mark: str) -> Format:
    return Format(f"{name} {{item}} {mark}")


def window() -> Window:
    return Window(
        List(Format("line {item}"), ITEMS, id="lines", page_size=1),
        Row(PrevPage("lines"), NextPage("lines", id="next")),
        Checkbox(Const("check on"), Const("check off"), id="check"),
        Radio(
            named("radio", "on"), named("radio", "off"), "radio", str, ITEMS
        ),
        Multiselect(
            named("multi", "on"),
            named("multi", "off"),
            "multi",
            str,
            ITEMS,
            max_selected=2,
        ),
        Toggle(Format("toggle {item}"), "toggle", str, ITEMS),
        Counter("count", text=Format("count {value:g}"), max_value=3),
        TimeSelect(
            "time",
            hour_width=12,
            minute_precision=30,
            button_text=Format("{value}"),
            button_selected_text=Format("time {value}"),
        ),
        StubScroll("stub", 3),
        Row(CurrentPage("stub", id="now"), NextPage("stub", id="stub_next")),
        ListGroup(
            Checkbox(named("row", "on"), named("row", "off"), id="row"),
            id="rows",
            item_id_getter=str,
            items=ITEMS,
        ),
        ScrollingGroup(
            Checkbox(Const("deep on"), Const("deep off"), id="deep"),
            Checkbox(Const("far on"), Const("far off"), id="far"),
            id="scroll",
            height=1,
        ),
        state=Main.only,
    )


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher(storage=JsonMemoryStorage())

    @dispatcher.message(CommandStart())
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    dispatcher.include_router(Dialog(window()))
    dispatcher.callback_query.register(ignore, F.data == "")
    setup_dialogs(dispatcher)
    return dispatcher


async def ignore(callback) -> None:
    pass


def expected(data: dict[str, Any]) -> dict[str, Any]:
    """Return what the stored data should look like on the screen."""
    rows = data.get("rows", {})
    return {
        "line": ITEMS[data.get("lines", 0)],
        "check": data["check"],
        "radio": data["radio"],
        "multi": sorted(data["multi"]),
        "toggle": data["toggle"] or "a",
        "count": data.get("count", 0),
        "time": [part for part in data["time"] if part is not None],
        "rows": [it for it in ITEMS if rows.get(it, {}).get("row")],
        "page": data["stub"] + 1,
        "scroll": ["deep", "far"][data["scroll"]],
    }


def seen(text: str, buttons: list[list[str]]) -> dict[str, Any]:
    labels = [label for row in buttons for label in row]

    def marked(name: str) -> list[str]:
        return [
            it.split()[1]
            for it in labels
            if it.startswith(f"{name} ") and it.endswith(" on")
        ]

    def after(name: str) -> list[str]:
        return [
            it.removeprefix(f"{name} ")
            for it in labels
            if it.startswith(f"{name} ")
        ]

    (page,) = [row[0] for row in buttons if row[1:] == [">"] and row[0] != "<"]
    return {
        "line": text.removeprefix("line "),
        "check": "check on" in labels,
        "radio": next(iter(marked("radio")), None),
        "multi": sorted(marked("multi")),
        "toggle": after("toggle")[0],
        "count": int(after("count")[0]),
        "time": [int(it) for it in after("time")],
        "rows": marked("row"),
        "page": int(page),
        "scroll": "deep" if after("deep") else "far",
    }


async def play(choices: list[int]) -> None:
    telegram = Telegram()
    async with telegram.bot(make_dispatcher()):
        ann = telegram.person("Ann")
        await ann.says("/start")
        for choice in choices:
            places = [
                (row, column)
                for row, labels in enumerate(ann.buttons())
                for column, _ in enumerate(labels)
            ]
            await ann.presses(places[choice % len(places)])
            (dialog,) = await ann.dialogs()
            json.dumps(dialog.widget_data, allow_nan=False)
            assert seen(ann.last_message.text, ann.buttons()) == expected(
                dialog.widget_data,
            )
        assert len(ann.messages) == 2


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=25))
@settings(max_examples=40)
def test_screen_and_state_agree(choices):
    asyncio.run(play(choices))
