"""Windows that take texts, and windows of texts."""

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const, Format, Jinja
from benchmarks.bench import Bench
from benchmarks.dialogs.parts import count_click, install


class Questions(StatesGroup):
    """The states of two questions."""

    name = State()
    surname = State()


async def keep_name(
    _message: object,
    _widget: object,
    manager: DialogManager,
    name: str,
) -> None:
    """Keep the answer to the first question, ask the second."""
    manager.dialog_data["name"] = name
    await manager.next()


async def keep_surname(
    _message: object,
    _widget: object,
    manager: DialogManager,
    surname: str,
) -> None:
    """Keep the answer to the second question, ask the first again."""
    manager.dialog_data["surname"] = surname
    await manager.back()


def two_questions(bench: Bench, _size: int) -> None:
    """Build two windows that ask for a text."""
    dialog = Dialog(
        Window(
            Const("What is your name?"),
            TextInput(id="name", on_success=keep_name),
            Button(Const("Help"), id="help"),
            state=Questions.name,
        ),
        Window(
            Format("And your surname, {dialog_data[name]}?"),
            TextInput(id="surname", on_success=keep_surname),
            Button(Const("Help"), id="help"),
            state=Questions.surname,
        ),
    )
    install(bench, dialog, start=Questions.name)


class Page(StatesGroup):
    """The state of a page."""

    only = State()


async def order(dialog_manager: DialogManager, **_: object) -> dict:
    """Give an order, and the number of clicks."""
    return {
        "n": dialog_manager.dialog_data.get("n", 0),
        "name": "Ann",
        "goods": [
            {"title": "Tea", "price": 3},
            {"title": "Cake", "price": 5},
            {"title": "Jam", "price": 4},
        ],
    }


ORDER = """
<b>Order of {{ name }}</b>
{% for item in goods %}
- {{ item.title }}: {{ item.price }}
{% endfor %}
Looked at {{ n }} times
"""


def jinja(bench: Bench, _size: int) -> None:
    """Build a window with a template of Jinja."""
    window = Window(
        Jinja(ORDER),
        Button(Const("More"), id="more", on_click=count_click),
        state=Page.only,
        getter=order,
        parse_mode="HTML",
    )
    install(bench, Dialog(window), start=Page.only)


def ten_lines(bench: Bench, _size: int) -> None:
    """Build a window of ten lines."""
    lines = [
        Format("Line {n} of {name}") if number % 2 else Const("A line")
        for number in range(10)
    ]
    window = Window(
        *lines,
        Button(Const("More"), id="more", on_click=count_click),
        state=Page.only,
        getter=order,
    )
    install(bench, Dialog(window), start=Page.only)
