"""Buttons of all kinds."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    LoginUrl,
    SwitchInlineQueryChosenChat,
    WebAppInfo,
)

from aiogram_dialog.api.internal import (
    ButtonVariant,
    RawKeyboard,
    StyleWidget,
    TextWidget,
)
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.when import WhenCondition
from aiogram_dialog.widgets.style import EMPTY_STYLE
from aiogram_dialog.widgets.text import Format
from aiogram_dialog.widgets.text.optional import render_optional
from aiogram_dialog.widgets.widget_event import (
    WidgetEventProcessor,
    ensure_event_processor,
)

from .base import Keyboard
from .button_face import render_button, render_face
from .listed import ListedButtons, ListsButtons

OnClick = Callable[[CallbackQuery, "Button", DialogManager], Awaitable[Any]]


class SingleButton(ListsButtons, Keyboard):
    """Be one button; override ``_render_action``."""

    def __init__(
        self,
        text: TextWidget,
        id: str | None,
        when: WhenCondition,
        style: StyleWidget,
    ) -> None:
        super().__init__(id=id, when=when)
        self.text = text
        self.style = style

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        face = await render_face(self.text, self.style, data, manager)
        action = await self._render_action(data, manager)
        return [[InlineKeyboardButton(**face, **action)]]

    async def _list_buttons(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> ListedButtons:
        async def render(start: int, stop: int) -> list[ButtonVariant]:
            (row,) = await self._render_keyboard(data, manager)
            return row[start:stop]

        return ListedButtons(1, render)

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        """Return the field of the button that says what it does."""
        raise NotImplementedError


class Button(SingleButton):
    """Call something when it is clicked.

    ``on_click``: called with the callback query, the button and the
    manager; or a button like ``Next()`` whose action is taken.
    ``toast``: a text that a click shows over the chat, unless ``on_click``
    chose another one; with ``alert`` it stays until it is closed. It is
    rendered after ``on_click`` with ``dialog_data``, ``start_data`` and
    the like: getters of dialogs and windows are not called for clicks. A string is a format.
    """

    toast: TextWidget | None = None
    alert = False

    def __init__(
        self,
        text: TextWidget,
        id: str,
        on_click: OnClick | WidgetEventProcessor | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
        *,
        toast: TextWidget | str | None = None,
        alert: bool = False,
    ) -> None:
        super().__init__(text, id, when, style)
        self.on_click = ensure_event_processor(on_click)
        self.toast = Format(toast) if isinstance(toast, str) else toast
        self.alert = alert

    async def _render_keyboard(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> RawKeyboard:
        button = await render_button(
            self.text,
            self.style,
            data,
            manager,
            self._own_callback_data(),
        )
        return [[button]]

    async def _list_buttons(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> ListedButtons:
        # It renders in its own way, and lists just that.
        return await super()._list_buttons(data, manager)

    async def _process_own_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        if self.toast is None:
            await self.on_click.process_event(callback, self, manager)
            return True
        # Afterwards there may be no dialog whose data could be loaded.
        data = await manager.load_data()
        await self.on_click.process_event(callback, self, manager)
        text = await self.toast.render_text(data, manager)
        if text:
            manager.toast(text, self.alert, replace=False)
        return True


class Url(SingleButton):
    """Open an address."""

    def __init__(
        self,
        text: TextWidget,
        url: TextWidget,
        id: str | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, id, when, style)
        self.url = url

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        return {"url": await self.url.render_text(data, manager)}


class WebApp(Url):
    """Open a web app; Telegram asks for an HTTPS address."""

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        url = await self.url.render_text(data, manager)
        return {"web_app": WebAppInfo(url=url)}


class LoginURLButton(SingleButton):
    """Open an address and log the user in there."""

    def __init__(
        self,
        text: TextWidget,
        url: TextWidget,
        forward_text: TextWidget | None = None,
        bot_username: TextWidget | None = None,
        request_write_access: bool | None = None,
        id: str | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, id, when, style)
        self.url = url
        self.forward_text = forward_text
        self.bot_username = bot_username
        self.request_write_access = request_write_access

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        login_url = LoginUrl(
            url=await self.url.render_text(data, manager),
            forward_text=await render_optional(
                self.forward_text,
                data,
                manager,
            ),
            bot_username=await render_optional(
                self.bot_username,
                data,
                manager,
            ),
            request_write_access=self.request_write_access,
        )
        return {"login_url": login_url}


class SwitchInlineQuery(SingleButton):
    """Let the user choose a chat and type to the bot there."""

    def __init__(
        self,
        text: TextWidget,
        switch_inline_query: TextWidget,
        id: str | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, id, when, style)
        self.switch_inline = switch_inline_query

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        query = await self.switch_inline.render_text(data, manager)
        return {"switch_inline_query": query}


class SwitchInlineQueryCurrentChat(SingleButton):
    """Let the user type to the bot in this chat."""

    def __init__(
        self,
        text: TextWidget,
        switch_inline_query_current_chat: TextWidget,
        id: str | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, id, when, style)
        self.switch_inline_query_current_chat = (
            switch_inline_query_current_chat
        )

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        query = self.switch_inline_query_current_chat
        return {
            "switch_inline_query_current_chat": await query.render_text(
                data,
                manager,
            ),
        }


class SwitchInlineQueryChosenChatButton(SingleButton):
    """Let the user choose a chat of some kind and type to the bot there."""

    def __init__(
        self,
        text: TextWidget,
        query: TextWidget,
        allow_user_chats: bool | None = None,
        allow_bot_chats: bool | None = None,
        allow_group_chats: bool | None = None,
        allow_channel_chats: bool | None = None,
        id: str | None = None,
        when: WhenCondition = None,
        style: StyleWidget = EMPTY_STYLE,
    ) -> None:
        super().__init__(text, id, when, style)
        self.query = query
        self.allow_user_chats = allow_user_chats
        self.allow_bot_chats = allow_bot_chats
        self.allow_group_chats = allow_group_chats
        self.allow_channel_chats = allow_channel_chats

    async def _render_action(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> dict[str, Any]:
        chosen_chat = SwitchInlineQueryChosenChat(
            query=await self.query.render_text(data, manager),
            allow_user_chats=self.allow_user_chats,
            allow_bot_chats=self.allow_bot_chats,
            allow_group_chats=self.allow_group_chats,
            allow_channel_chats=self.allow_channel_chats,
        )
        return {"switch_inline_query_chosen_chat": chosen_chat}
