"""Big keyboards by hand."""

import calendar as months
from collections.abc import Callable, Collection

from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from benchmarks.bench import Bench
from benchmarks.raw.parts import button, clicked_prefix, in_state

Rows = list[list[InlineKeyboardButton]]


def in_rows(buttons: list[InlineKeyboardButton], width: int) -> Rows:
    """Put buttons into rows."""
    starts = range(0, len(buttons), width)
    return [buttons[start : start + width] for start in starts]


def _board(
    bench: Bench,
    rows: Callable[[Collection[str]], Rows],
    toggle: bool = False,
) -> None:
    """Build a text with the number of clicks, and a keyboard.

    ``rows`` makes the keyboard of the items that are chosen; a click
    chooses one or no longer does so, if that is wanted.
    """

    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state("board")
        await state.set_data({"n": 0, "chosen": []})
        markup = InlineKeyboardMarkup(inline_keyboard=rows(()))
        await message.answer("0 clicks", reply_markup=markup)

    async def on_click(query: CallbackQuery, state: FSMContext) -> None:
        data = await state.get_data()
        number = data["n"] = (data["n"] + 1) % 10
        if toggle:
            item = query.data.removeprefix("item:")
            data["chosen"] = sorted({item} ^ set(data["chosen"]))
        await state.set_data(data)
        markup = InlineKeyboardMarkup(inline_keyboard=rows(data["chosen"]))
        await query.message.edit_text(
            f"{number} clicks",
            reply_markup=markup,
        )
        await query.answer()

    bench.dispatcher.message.register(start, CommandStart())
    bench.dispatcher.callback_query.register(
        on_click,
        in_state("board"),
        clicked_prefix("item:"),
    )


def group(bench: Bench, size: int) -> None:
    """Build rows of four buttons."""
    numbers = range(1, size + 1)

    def rows(_chosen: object) -> Rows:
        made = [
            button(f"Button {number}", f"item:{number}") for number in numbers
        ]
        return in_rows(made, 4)

    _board(bench, rows)


def numbered(first: int, last: int) -> list[InlineKeyboardButton]:
    """Make the buttons of some items."""
    return [
        button(f"Item {number}", f"item:{number}")
        for number in range(first, last)
    ]


def select(bench: Bench, _size: int) -> None:
    """Build a selection of fifty items."""

    def rows(_chosen: object) -> Rows:
        return in_rows(numbered(0, 50), 4)

    _board(bench, rows)


def multiselect(bench: Bench, _size: int) -> None:
    """Build fifty items of which any may be chosen."""

    def rows(chosen: Collection[str]) -> Rows:
        made = [
            button(
                f"* Item {number}"
                if str(number) in chosen
                else f"Item {number}",
                f"item:{number}",
            )
            for number in range(50)
        ]
        return in_rows(made, 4)

    _board(bench, rows, toggle=True)


def scrolling(bench: Bench, _size: int) -> None:
    """Build the first of thirty pages of ten items."""

    def rows(_chosen: object) -> Rows:
        pager = [
            button("1", "page:0"),
            button("<", "page:0"),
            button("1", "page:0"),
            button(">", "page:1"),
            button("30", "page:29"),
        ]
        return [*in_rows(numbered(0, 10), 2), pager]

    _board(bench, rows)


def list_group(bench: Bench, _size: int) -> None:
    """Build twenty rows of five buttons."""

    def rows(_chosen: object) -> Rows:
        return [
            [
                button(f"{number} {letter}", f"item:{number}:{letter}")
                for letter in "abcde"
            ]
            for number in range(20)
        ]

    _board(bench, rows)


def calendar(bench: Bench, _size: int) -> None:
    """Build a month."""

    def rows(_chosen: object) -> Rows:
        head = [
            [button("\N{SPIRAL CALENDAR PAD} March 2024", "months")],
            [button(name, "-") for name in months.day_abbr],
        ]
        weeks = [
            [
                button(f"{day:02}", f"item:2024-03-{day:02}")
                if day
                else button(" ", "-")
                for day in week
            ]
            for week in months.Calendar().monthdayscalendar(2024, 3)
        ]
        pager = [
            button("<< February 2024", "month:2024-02"),
            button("\N{LEFT-POINTING MAGNIFYING GLASS}", "months"),
            button("April 2024 >>", "month:2024-04"),
        ]
        return [*head, *weeks, pager]

    _board(bench, rows)
