"""A background command without an address got the manager of some stack."""

import pytest

from aiogram_dialog.api.exceptions import InvalidStackIdError
from aiogram_dialog.manager.bg_manager import (
    BgManager,
    make_fake_chat,
    make_fake_user,
)


async def test_error_handler_gets_no_manager(stage):
    seen = []

    @stage.dispatcher.error()
    async def on_error(event, **data) -> None:
        seen.append((type(event.exception), "dialog_manager" in data))

    bg = BgManager(
        user=make_fake_user(stage.ann.id),
        chat=make_fake_chat(stage.ann.id),
        bot=stage.bot,
        router=stage.dispatcher,
        intent_id=None,
        stack_id=None,
    )
    await bg.update()
    await stage.quiet()
    assert seen == [(InvalidStackIdError, False)]

    with pytest.raises(InvalidStackIdError):
        async with bg.fg():
            pass
