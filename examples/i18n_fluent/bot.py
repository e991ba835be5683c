"""The dialog, and how a translator gets into it."""

from typing import Any

from aiogram import Dispatcher, F, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message, User

from aiogram_dialog import (
    ChatEvent,
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.kbd import (
    Column,
    Counter,
    ManagedCounter,
    ManagedRadio,
    Radio,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Format

from .translation import LANGUAGES, I18n, Translator, TranslatorMiddleware


class Shop(StatesGroup):
    basket = State()
    language = State()


async def get_basket(
    dialog_manager: DialogManager,
    event_from_user: User,
    **kwargs: Any,
) -> dict[str, Any]:
    counter: ManagedCounter | None = dialog_manager.find("apples")
    return {
        "name": event_from_user.first_name,
        "apples": counter.get_value() if counter else 0,
    }


async def get_languages(i18n: Translator, **kwargs: Any) -> dict[str, Any]:
    return {"languages": LANGUAGES.items(), "language": i18n.language}


async def choose_language(
    event: ChatEvent,
    radio: ManagedRadio[str],
    manager: DialogManager,
    language: str,
) -> None:
    i18n: Translator = manager.middleware_data["i18n"]
    i18n.language = language


dialog = Dialog(
    Window(
        I18n("hello"),
        I18n("basket"),
        Counter("apples", max_value=5, cycle=True),
        SwitchTo(I18n("language"), id="language", state=Shop.language),
        getter=get_basket,
        state=Shop.basket,
    ),
    Window(
        I18n("choose-language"),
        Column(
            Radio(
                Format("✓ {item[1]}"),
                Format("{item[1]}"),
                id="languages",
                item_id_getter=lambda item: item[0],
                items="languages",
                default=F["language"],
                on_state_changed=choose_language,
            ),
        ),
        SwitchTo(I18n("back"), id="back", state=Shop.basket),
        getter=get_languages,
        state=Shop.language,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Shop.basket, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    # Of `update`, so that background commands get a translator, too.
    dispatcher.update.outer_middleware(TranslatorMiddleware())
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher
