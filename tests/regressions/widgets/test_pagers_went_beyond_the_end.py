"""Pagers showed and chose pages that there are not."""

from aiogram_dialog.widgets.kbd import (
    CurrentPage,
    LastPage,
    NextPage,
    NumberedPager,
    PrevPage,
    Row,
    StubScroll,
)
from aiogram_dialog.widgets.text import Const


def widgets(pages: int):
    return (
        Const("."),
        StubScroll("stub", pages),
        Row(
            PrevPage("stub"),
            CurrentPage("stub"),
            NextPage("stub"),
            LastPage("stub"),
        ),
        NumberedPager("stub"),
    )


async def test_a_page_that_is_too_big(open_window, kept):
    ann = await open_window(*widgets(4), state={"stub": 9})

    assert ann.buttons()[-2:] == [
        ["<", "4", ">", ">>"],
        ["1", "2", "3", "[ 4 ]"],
    ]
    await ann.presses("<")
    assert await kept(ann) == {"stub": 2}


async def test_no_pages(open_window, kept):
    ann = await open_window(*widgets(0))

    for button in ("<", "1", ">", ">>"):
        await ann.presses(button)
        assert await kept(ann) == {"stub": 0}
