"""Buttons of reply keyboards that ask the user for something.

The answer is a message: take it with a ``MessageInput``.
"""

from abc import abstractmethod
from typing import Any

from aiogram.types import KeyboardButton, KeyboardButtonPollType

from aiogram_dialog.api.internal import RawKeyboard, StyleWidget, TextWidget
from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE

from .base import Keyboard
from .button_face import render_face


class RequestButton(Keyboard):
    """Be a button of a ``ReplyKeyboardFactory``; override ``_request``."""

    def __init__(
        self,
        text: TextWidget,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(when=when)
        self.text = text
        self.style = style

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        face = await render_face(self.text, self.style, data, manager)
        return [[KeyboardButton(**face, **self._request())]]

    @abstractmethod
    def _request(self) -> dict[str, Any]:
        """Return the field of the button that says what it asks for."""
        raise NotImplementedError


class RequestContact(RequestButton):
    """Ask for the phone number of the user."""

    def _request(self) -> dict[str, Any]:
        return {"request_contact": True}


class RequestLocation(RequestButton):
    """Ask where the user is."""

    def _request(self) -> dict[str, Any]:
        return {"request_location": True}


class RequestPoll(RequestButton):
    """Ask for a poll that the user makes.

    ``poll_type``: ``"quiz"`` or ``"regular"``; by default any.
    """

    def __init__(
        self,
        text: TextWidget,
        poll_type: str | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, when, style)
        self.poll_type = poll_type

    def _request(self) -> dict[str, Any]:
        return {"request_poll": KeyboardButtonPollType(type=self.poll_type)}
