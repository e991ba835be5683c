"""Filters of inputs."""

import threading
from types import SimpleNamespace

import pytest
from aiogram import F

from aiogram_dialog.widgets.input.message_filter import (
    make_filters,
    pass_all,
)


def manager_of(text):
    event = SimpleNamespace(text=text)
    return SimpleNamespace(event=event, middleware_data={})


class Noting:
    """Be something that tells in which thread it was looked at."""

    thread = None

    @property
    def text(self):
        Noting.thread = threading.get_ident()
        return "yes"


async def coroutine_filter(event):
    return event.text == "yes"


@pytest.mark.parametrize(
    "callback",
    [F.text == "yes", coroutine_filter, lambda event: event.text == "yes"],
)
async def test_whatever_aiogram_takes(callback):
    assert await pass_all(make_filters(callback), manager_of("yes"))
    assert not await pass_all(make_filters(callback), manager_of("no"))


async def test_no_filter_lets_all_pass():
    assert await pass_all(make_filters(None), manager_of("no"))


async def test_magic_filters_stay_in_their_thread():
    manager = SimpleNamespace(event=Noting(), middleware_data={})

    assert await pass_all(make_filters(F.text), manager)
    assert Noting.thread == threading.get_ident()
