"""Widgets of one's own: a text, a keyboard, an input and a medium.

A guest sends a photo of a dish and gives it stars. Each widget is one class
that overrides one or two methods; docs/guide/custom-widgets.md explains them.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/custom_widgets.py
    aiogram-dialog play examples/custom_widgets:make_dispatcher
"""

import asyncio
import logging
import os
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.enums import ContentType
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from aiogram_dialog import (
    Dialog,
    DialogManager,
    DialogProtocol,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.common import ManagedWidget, WhenCondition
from aiogram_dialog.widgets.input import BaseInput
from aiogram_dialog.widgets.kbd import Back, Cancel, Keyboard, Next
from aiogram_dialog.widgets.media import Media
from aiogram_dialog.widgets.text import Const, Text
from aiogram_dialog.widgets.widget_event import (
    Callback,
    WidgetEventProcessor,
    ensure_event_processor,
)


class Count(Text):
    """Be a number of the data with a noun: 1 star, 2 stars."""

    def __init__(
        self,
        name: str,
        one: str,
        many: str,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(when=when)
        self.name = name
        self.one = one
        self.many = many

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        number = data[self.name]
        return f"{number} {self.one if number == 1 else self.many}"


class Stars(Keyboard):
    """Be a row of stars, as many of them lit as were given."""

    def __init__(
        self,
        id: str,
        highest: int = 5,
        on_rated: Callback | WidgetEventProcessor | None = None,
        when: WhenCondition = None,
    ) -> None:
        super().__init__(id=id, when=when)
        self.highest = highest
        self.on_rated = ensure_event_processor(on_rated)

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        stars = self.get_stars(manager)
        return [
            [
                InlineKeyboardButton(
                    text="★" if number <= stars else "☆",
                    callback_data=self._item_callback_data(number),
                )
                for number in range(1, self.highest + 1)
            ],
        ]

    async def _process_item_callback(
        self,
        callback: CallbackQuery,
        data: str,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        # A modified client can send anything.
        if data not in map(str, range(1, self.highest + 1)):
            return False
        stars = int(data)
        self.set_widget_data(manager, stars)
        managed = self.managed(manager)
        await self.on_rated.process_event(callback, managed, manager, stars)
        return True

    def get_stars(self, manager: DialogManager) -> int:
        stars: int = self.get_widget_data(manager, 0)
        return stars

    def managed(self, manager: DialogManager) -> "ManagedStars":
        return ManagedStars(self, manager)


class ManagedStars(ManagedWidget[Stars]):
    """Be what ``manager.find()`` gives: the stars of this dialog."""

    def get_stars(self) -> int:
        return self.widget.get_stars(self.manager)


class PhotoInput(BaseInput):
    """Take a photo and keep its id; leave other messages to others."""

    def __init__(
        self,
        id: str,
        on_photo: Callback | WidgetEventProcessor | None = None,
    ) -> None:
        super().__init__(id=id)
        self.on_photo = ensure_event_processor(on_photo)

    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        if not message.photo:
            return False
        largest = message.photo[-1]
        self.set_widget_data(manager, largest.file_id)
        await self.on_photo.process_event(message, self, manager)
        return True


class SentPhoto(Media):
    """Show the photo that a ``PhotoInput`` has taken."""

    def __init__(self, input_id: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.input_id = input_id

    async def _render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        file_id = manager.current_context().widget_data.get(self.input_id)
        if file_id is None:
            return None
        return MediaAttachment(ContentType.PHOTO, file_id=MediaId(file_id))


class Review(StatesGroup):
    photo = State()
    stars = State()
    thanks = State()


async def thank(
    callback: CallbackQuery,
    widget: ManagedStars,
    manager: DialogManager,
    stars: int,
) -> None:
    manager.toast("Thank you!" if stars > 1 else "Oh. We are sorry!")


async def get_stars(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    widget: ManagedStars | None = dialog_manager.find("stars")
    return {"stars": widget.get_stars() if widget else 0}


dialog = Dialog(
    Window(
        Const("What did you eat? Send a photo."),
        PhotoInput("dish", on_photo=Next()),
        Next(Const("I have no photo")),
        state=Review.photo,
    ),
    Window(
        SentPhoto("dish"),
        Const("How was it?"),
        Stars("stars", on_rated=thank),
        Back(Const("Another photo")),
        Next(Const("Done"), when="stars"),
        state=Review.stars,
    ),
    Window(
        SentPhoto("dish"),
        Const("You gave ") + Count("stars", "star", "stars") + Const("."),
        Cancel(Const("Close")),
        state=Review.thanks,
    ),
    getter=get_stars,
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Review.photo, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
