"""A manager that was over ended in AttributeError."""

import pytest

from aiogram_dialog.api.exceptions import IncorrectBackgroundError


async def test_advice_is_given(stage, small):
    managers = []

    async def keep(manager) -> None:
        managers.append(manager)

    small.click = keep
    await stage.presses("Click")
    (manager,) = managers

    for use in (
        lambda: manager.event,
        lambda: manager.middleware_data,
        manager.bg,
    ):
        with pytest.raises(IncorrectBackgroundError, match=r"manager\.bg\(\)"):
            use()
    with pytest.raises(IncorrectBackgroundError):
        await manager.answer_callback()
