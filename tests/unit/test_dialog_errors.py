import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.api.exceptions import (
    NoContextError,
    UnregisteredWindowError,
)
from aiogram_dialog.tools.fake_manager import FakeManager
from aiogram_dialog.widgets.text import Const


class Shop(StatesGroup):
    main = State()
    cart = State()


async def test_a_state_without_a_window():
    dialog = Dialog(Window(Const("."), state=Shop.main))
    manager = FakeManager()
    manager.set_dialog(dialog)
    manager.set_state(Shop.cart)

    with pytest.raises(UnregisteredWindowError) as caught:
        await manager.show_raw()

    assert caught.value.state is Shop.cart
    assert caught.value.known == (Shop.main,)
    assert str(caught.value) == (
        f"No window found for <State 'Shop:cart'>: {dialog!r} has windows "
        "for Shop:main."
    )


async def test_no_dialog():
    with pytest.raises(NoContextError, match=r"Call `set_dialog\(\)` first"):
        await FakeManager().show_raw()
