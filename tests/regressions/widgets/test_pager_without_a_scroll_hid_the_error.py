"""A pager of a scroll that is not there failed without naming it."""

import pytest

from aiogram_dialog.widgets.kbd import NextPage
from aiogram_dialog.widgets.text import Const


async def test_it_is_named(open_window):
    with pytest.raises(ValueError, match="cannot find the scroll 'nobody'"):
        await open_window(Const("."), NextPage("nobody"))


def test_it_is_seen_early():
    with pytest.raises(TypeError, match="`scroll` of <NextPage"):
        NextPage(None)
