"""Windows with big keyboards."""

import operator
from datetime import date

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    Group,
    Keyboard,
    ListGroup,
    Multiselect,
    Row,
    ScrollingGroup,
    Select,
)
from aiogram_dialog.widgets.text import Const, Format
from benchmarks.bench import Bench
from benchmarks.dialogs.parts import count_click, install


class Board(StatesGroup):
    """The state of a window with a keyboard."""

    only = State()


async def clicks(dialog_manager: DialogManager, **_: object) -> dict:
    """Give the number of clicks."""
    return {"n": dialog_manager.dialog_data.get("n", 0)}


def numbered(size: int) -> list[tuple[str, str]]:
    """Make items of a selection: titles and ids."""
    return [(f"Item {number}", str(number)) for number in range(size)]


def _board(
    bench: Bench,
    keyboard: Keyboard,
    on_start: object = None,
) -> None:
    window = Window(
        Format("{n} clicks"),
        keyboard,
        state=Board.only,
        getter=clicks,
    )
    install(bench, Dialog(window, on_start=on_start), start=Board.only)


def group(bench: Bench, size: int) -> None:
    """Build rows of four buttons."""
    buttons = [
        Button(
            Const(f"Button {number + 1}"),
            id=f"b{number}",
            on_click=count_click,
        )
        for number in range(size)
    ]
    _board(bench, Group(*buttons, width=4))


def select(bench: Bench, _size: int) -> None:
    """Build a selection of fifty items."""
    items = Select(
        Format("{item[0]}"),
        id="select",
        item_id_getter=operator.itemgetter(1),
        items=numbered(50),
        on_click=count_click,
    )
    _board(bench, Group(items, width=4))


def multiselect(bench: Bench, _size: int) -> None:
    """Build fifty items of which any may be chosen."""
    items = Multiselect(
        Format("* {item[0]}"),
        Format("{item[0]}"),
        id="multiselect",
        item_id_getter=operator.itemgetter(1),
        items=numbered(50),
        on_click=count_click,
    )
    _board(bench, Group(items, width=4))


def scrolling(bench: Bench, _size: int) -> None:
    """Build pages of ten items of three hundred."""
    items = Select(
        Format("{item[0]}"),
        id="select",
        item_id_getter=operator.itemgetter(1),
        items=numbered(300),
        on_click=count_click,
    )
    _board(bench, ScrollingGroup(items, id="pages", width=2, height=5))


def list_group(bench: Bench, _size: int) -> None:
    """Build twenty rows of five buttons."""
    buttons = [
        Button(
            Format("{item} " + letter),
            id=letter,
            on_click=count_click,
        )
        for letter in "abcde"
    ]
    rows = ListGroup(
        Row(*buttons),
        id="list",
        item_id_getter=str,
        items=list(range(20)),
    )
    _board(bench, rows)


async def show_march(_data: object, manager: DialogManager) -> None:
    """Show a month that is always the same."""
    manager.find("calendar").set_offset(date(2024, 3, 1))


def calendar(bench: Bench, _size: int) -> None:
    """Build a month."""
    _board(
        bench,
        Calendar(id="calendar", on_click=count_click),
        on_start=show_march,
    )
