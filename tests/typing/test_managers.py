"""What type checkers know of managers."""

from contextlib import AbstractAsyncContextManager
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.fsm.state import State
from typing_extensions import assert_type

from aiogram_dialog import (
    AccessSettings,
    BaseDialogManager,
    BgManagerFactory,
    ChatEvent,
    Data,
    DialogManager,
    ShowMode,
    StartMode,
    SubManager,
    setup_dialogs,
)
from aiogram_dialog.api.entities import Context, Stack


def test_setup() -> None:
    assert_type(setup_dialogs(Dispatcher()), BgManagerFactory)


def check_factory(factory: BgManagerFactory, bot: Bot) -> None:
    assert_type(factory.bg(bot, 1, 2, stack_id="s"), BaseDialogManager)


def check_properties(manager: DialogManager) -> None:
    assert_type(manager.event, ChatEvent)
    assert_type(manager.middleware_data, dict[str, Any])
    assert_type(manager.dialog_data, dict[str, Any])
    assert_type(manager.start_data, Data)
    assert_type(manager.show_mode, ShowMode)
    manager.show_mode = ShowMode.EDIT


def check_questions(manager: DialogManager) -> None:
    assert_type(manager.current_context(), Context)
    assert_type(manager.current_stack(), Stack)
    assert_type(manager.has_context(), bool)
    assert_type(manager.is_preview(), bool)
    assert_type(manager.find("x"), Any | None)
    assert_type(manager.bg(thread_id=None), BaseDialogManager)


async def check_deeds(manager: DialogManager, state: State) -> None:
    assert_type(await manager.load_data(), dict[str, Any])
    await manager.start(
        state,
        data={"a": [1]},
        mode=StartMode.NEW_STACK,
        show_mode=ShowMode.SEND,
        access_settings=AccessSettings(user_ids=[1]),
    )
    await manager.switch_to(state)
    await manager.next(ShowMode.EDIT)
    await manager.back()
    await manager.update({"a": 1})
    await manager.show()
    await manager.done(result=[1])
    await manager.reset_stack(remove_keyboard=False)


async def check_foreground(manager: BaseDialogManager) -> None:
    assert_type(manager.fg(), AbstractAsyncContextManager[DialogManager])
    async with manager.fg() as foreground:
        assert_type(foreground, DialogManager)


def check_items(manager: SubManager) -> DialogManager:
    assert_type(manager.item_id, str)
    assert_type(manager.find_in_parent("x"), Any | None)
    return manager


def check_wrong_arguments(manager: DialogManager) -> None:
    manager.show_mode = "edit"  # type: ignore[assignment] # no ShowMode
    manager.dialog_data = {}  # type: ignore[misc] # to be filled only
