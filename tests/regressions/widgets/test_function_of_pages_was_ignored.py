"""A function that counts pages was taken for the number itself."""

import pytest

from aiogram_dialog.widgets.kbd import NumberedPager, StubScroll
from aiogram_dialog.widgets.text import Const


async def count_slowly(data, widget, manager):
    return data["n"]


@pytest.mark.parametrize(
    "pages",
    [lambda data, _widget, _manager: data["n"], count_slowly],
)
async def test_it_is_called(open_window, pages):
    ann = await open_window(
        Const("."),
        StubScroll("stub", pages),
        NumberedPager("stub"),
        getter={"n": 3},
    )

    assert ann.buttons()[-1] == ["[ 1 ]", "2", "3"]
