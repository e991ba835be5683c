"""An error while loading the stack hid the one that was to be handled."""

import pytest


async def test_first_error_is_the_one_that_is_told(stage, small):
    seen = []

    @stage.dispatcher.error()
    async def on_error(event) -> None:
        seen.append(type(event.exception))

    async def fail(manager) -> None:
        stage.dispatcher.storage.get_data = lose
        raise ZeroDivisionError

    async def lose(key):
        raise ConnectionError

    small.click = fail
    await stage.presses("Click")

    assert seen == [ZeroDivisionError]


async def test_without_handlers_it_is_raised(stage, small):
    async def fail(manager) -> None:
        raise ZeroDivisionError

    small.click = fail
    with pytest.raises(ZeroDivisionError):
        await stage.presses("Click")
