"""Where no dialog was open, the note about its state hid the error."""

import pytest

from aiogram_dialog.api.exceptions import NoContextError


async def test_the_first_error_is_raised(stage, small):
    async def close_and_show(manager) -> None:
        await manager.done()
        with pytest.raises(NoContextError) as caught:
            await manager.show()
        assert caught.value.__context__ is None

    small.click = close_and_show
    await stage.presses("Click")

    assert stage.new_calls()[-1] == "AnswerCallbackQuery"
