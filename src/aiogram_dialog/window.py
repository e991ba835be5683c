"""A window: widgets that make one message."""

import warnings
from collections.abc import Awaitable, Callable, Iterator
from logging import getLogger
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, LinkPreviewOptions, Message
from aiogram.types.base import UNSET_PARSE_MODE

from aiogram_dialog.api.entities import (
    EVENT_CONTEXT_KEY,
    Data,
    EventContext,
    MarkupVariant,
    MediaAttachment,
    NewMessage,
)
from aiogram_dialog.api.exceptions import (
    CallbackDataTooLong,
    DialogWarning,
    InvalidWidgetType,
)
from aiogram_dialog.api.internal import (
    LinkPreviewWidget,
    Widget,
    WindowProtocol,
)
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.api.protocols import DialogManager, DialogProtocol
from aiogram_dialog.widgets.common.exception_note import note_missing
from aiogram_dialog.widgets.data import PreviewAwareGetter
from aiogram_dialog.widgets.kbd.base import Keyboard
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.markup.inline_keyboard import (
    InlineKeyboardFactory,
)
from aiogram_dialog.widgets.mistakes import (
    check_callback_data,
    odd_callbacks,
    odd_functions,
    shared_ids,
)
from aiogram_dialog.widgets.utils import (
    GetterVariant,
    WidgetSrc,
    ensure_data_getter,
    ensure_widgets,
)

logger = getLogger(__name__)

OnResultEvent = Callable[[Data, Any, DialogManager], Awaitable[Any]]
OnWindowEvent = Callable[[DialogManager], Awaitable[Any]]

WINDOW_CALLBACKS = ("on_process_result", "on_enter", "on_exit")

_DEFAULT_MARKUP_FACTORY = InlineKeyboardFactory()


class Window(WindowProtocol):
    """Make one message of text, media and buttons, and handle its events.

    ``widgets``: strings are formats; several texts, keyboards and inputs
    are put one below the other, media and link preview there can be one.
    ``getter``: gives data to the widgets.
    ``on_process_result``: called with the start data and the result of a
    dialog that was started from this window, and the manager.
    ``on_enter``, ``on_exit``: called with the manager when the dialog
    comes to this window and before it leaves it. A dialog started above it
    does not leave it, and what only resets the stack tells nothing.
    ``preview_data``: takes the place of ``getter`` in previews.
    ``preview_add_transitions``: buttons that are drawn in previews only.
    ``disable_notification``: send without a sound.
    ``message_effect_id``: the effect a new message comes with; Telegram
    has them in private chats only.
    ``show_caption_above_media``, ``has_spoiler``: for photos, videos and
    animations, the media that Telegram can show so. Parameters of the
    media itself win over these four.

    Raises ``InvalidWidgetType`` for what is no widget, ``ValueError`` for a
    second media or link preview, and ``CallbackDataTooLong`` for an id that
    no inline button can carry. Warns with ``DialogWarning`` of ids that are
    there twice and of functions that cannot be awaited.
    """

    on_enter: OnWindowEvent | None = None
    on_exit: OnWindowEvent | None = None
    disable_notification: bool | None = None
    message_effect_id: str | None = None
    show_caption_above_media: bool | None = None
    has_spoiler: bool | None = None

    def __init__(
        self,
        *widgets: WidgetSrc,
        state: State,
        getter: GetterVariant = None,
        on_process_result: OnResultEvent | None = None,
        markup_factory: MarkupFactory = _DEFAULT_MARKUP_FACTORY,
        parse_mode: str | None = UNSET_PARSE_MODE,
        disable_web_page_preview: bool | None = None,
        protect_content: bool | None = None,
        preview_add_transitions: list[Keyboard] | None = None,
        preview_data: GetterVariant = None,
        on_enter: OnWindowEvent | None = None,
        on_exit: OnWindowEvent | None = None,
        disable_notification: bool | None = None,
        message_effect_id: str | None = None,
        show_caption_above_media: bool | None = None,
        has_spoiler: bool | None = None,
    ) -> None:
        self.state = state
        try:
            (
                self.text,
                self.keyboard,
                self.on_message,
                self.media,
                link_preview,
            ) = ensure_widgets(widgets)
        except (InvalidWidgetType, ValueError) as error:
            raise type(error)(f"{error} That is in {self!r}.") from error
        self.link_preview: LinkPreviewWidget | None = link_preview
        if disable_web_page_preview is not None:
            self._set_link_preview(is_disabled=disable_web_page_preview)
        self.getter = PreviewAwareGetter(
            ensure_data_getter(getter),
            ensure_data_getter(preview_data),
        )
        self.on_process_result = on_process_result
        self.on_enter = on_enter
        self.on_exit = on_exit
        self.markup_factory = markup_factory
        self.parse_mode = parse_mode
        self.protect_content = protect_content
        self.preview_add_transitions = preview_add_transitions
        self.disable_notification = disable_notification
        self.message_effect_id = message_effect_id
        self.show_caption_above_media = show_caption_above_media
        self.has_spoiler = has_spoiler

        if isinstance(markup_factory, InlineKeyboardFactory):
            self._check_callback_data()
        for odd in self._find_odd(getter, preview_data):
            warnings.warn(f"In {self!r}: {odd}", DialogWarning, stacklevel=2)

    def _check_callback_data(self) -> None:
        try:
            check_callback_data(self.keyboard)
        except CallbackDataTooLong as error:
            error.window = repr(self)
            raise

    def _find_odd(self, *getters: GetterVariant) -> Iterator[str]:
        yield from map(str, shared_ids(self.parts()))
        yield from odd_callbacks(self.parts())
        callbacks = {name: getattr(self, name) for name in WINDOW_CALLBACKS}
        yield from odd_functions(self, callbacks)
        for getter in getters:
            several = getter if isinstance(getter, list | tuple) else [getter]
            for one in several:
                yield from odd_functions(self, {"getter": one})

    def parts(self) -> list[Widget]:
        """Return the widgets it is made of, but for the link preview."""
        parts = (self.text, self.keyboard, self.on_message, self.media)
        return [part for part in parts if part is not None]

    def _set_link_preview(self, *, is_disabled: bool) -> None:
        if self.link_preview is not None:
            raise ValueError(
                "Cannot use `disable_web_page_preview` together with a "
                "LinkPreview widget: say it there with `is_disabled`.",
            )
        warnings.warn(
            "`disable_web_page_preview` is deprecated: "
            "use the widget `LinkPreview(is_disabled=True)`.",
            DeprecationWarning,
            # The line that makes the window.
            stacklevel=3,
        )
        if is_disabled:
            self.link_preview = LinkPreview(is_disabled=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}({self.state})>"

    def get_state(self) -> State:
        """Return the state in which the window is seen."""
        return self.state

    def find(self, widget_id: str) -> Any:
        """Return the widget with this id, or None."""
        for part in self.parts():
            widget = part.find(widget_id)
            if widget is not None:
                return widget
        return None

    async def process_message(
        self,
        message: Message,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a message; tell whether an input took it."""
        if self.on_message is None:
            return False
        return await self.on_message.process_message(message, dialog, manager)

    async def process_callback(
        self,
        callback: CallbackQuery,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> bool:
        """Handle a click; tell whether a button took it."""
        return await self.keyboard.process_callback(callback, dialog, manager)

    async def process_result(
        self,
        start_data: Data,
        result: Any,
        manager: DialogManager,
    ) -> None:
        """Tell ``on_process_result``."""
        if self.on_process_result is not None:
            await self.on_process_result(start_data, result, manager)

    async def load_data(
        self,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> dict[str, Any]:
        """Return what the dialog and the getter give."""
        data = await dialog.load_data(manager)
        data.update(await self.getter(**manager.middleware_data))
        return data

    async def render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        """Return the text."""
        return await self.text.render_text(data, manager)

    async def render_media(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MediaAttachment | None:
        """Return the media."""
        if self.media is None:
            return None
        return await self.media.render_media(data, manager)

    async def render_kbd(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> MarkupVariant | None:
        """Return the keyboard."""
        keyboard = await self.keyboard.render_keyboard(data, manager)
        return await self.markup_factory.render_markup(data, manager, keyboard)

    async def render_link_preview(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> LinkPreviewOptions | None:
        """Return the options of the link preview."""
        if self.link_preview is None:
            return None
        return await self.link_preview.render_link_preview(data, manager)

    async def render(
        self,
        dialog: DialogProtocol,
        manager: DialogManager,
    ) -> NewMessage:
        """Return the message to be seen."""
        logger.debug("Show window: %s", self)
        try:
            data = await self.load_data(dialog, manager)
        except Exception:
            logger.error("Cannot get window data for state %s", self.state)  # noqa: TRY400 - it is raised
            raise
        try:
            return await self._render(data, manager)
        except Exception as error:
            note_missing(error, data)
            logger.error("Cannot render window for state %s", self.state)  # noqa: TRY400 - it is raised
            raise

    async def _render(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> NewMessage:
        if self.on_message is not None:
            await self.on_message.prepare(data, manager)
        middleware_data = manager.middleware_data
        context: EventContext = middleware_data[EVENT_CONTEXT_KEY]
        return NewMessage(
            chat=middleware_data["event_chat"],
            thread_id=context.thread_id,
            business_connection_id=context.business_connection_id,
            text=await self.render_text(data, manager),
            reply_markup=await self.render_kbd(data, manager),
            parse_mode=self.parse_mode,
            protect_content=self.protect_content,
            media=await self.render_media(data, manager),
            link_preview_options=await self.render_link_preview(data, manager),
            disable_notification=self.disable_notification,
            message_effect_id=self.message_effect_id,
            show_caption_above_media=self.show_caption_above_media,
            has_spoiler=self.has_spoiler,
        )
