"""Errors of widgets that cannot work as they are declared or drawn."""

from collections.abc import Iterable

from .base import DialogsError, as_text, enumerate_names


class InvalidWidgetIdError(DialogsError):
    """A widget id with characters that it may not have.

    Args:
        *text: What is shown instead.
        widget_id: The id.
    """

    widget_id: str | None

    def __init__(self, *text: object, widget_id: str | None = None) -> None:
        super().__init__(*text, widget_id=widget_id)

    def _describe(self) -> str:
        return (
            f"Invalid widget id: {self.widget_id}. It may have only "
            "latin letters, digits, `_` and `.`."
        )


class InvalidWidget(DialogsError):
    """A widget that cannot be used like this.

    Args:
        *text: What is shown instead.
        value: What was given.
        role: What it should be.
        expected: The kinds of things that can be it.
    """

    value: object
    role: str
    expected: tuple[str, ...]

    def __init__(
        self,
        *text: object,
        value: object = None,
        role: str = "widget",
        expected: Iterable[str] = (),
    ) -> None:
        super().__init__(
            *text,
            value=value,
            role=role,
            expected=tuple(expected),
        )

    def _describe(self) -> str:
        kind = f"Cannot add {self.role} of type {type(self.value)}."
        if not self.expected:
            return kind
        return (
            f"{kind} Only {enumerate_names(self.expected)} are supported, "
            f"not {self.value!r}."
        )


class InvalidWidgetType(InvalidWidget):
    """An object of a type that is no widget."""


class InvalidKeyboardType(DialogsError):
    """A reply keyboard that was rendered outside the default stack.

    Args:
        *text: What is shown instead.
        stack_id: The stack.
    """

    stack_id: str | None

    def __init__(self, *text: object, stack_id: str | None = None) -> None:
        super().__init__(*text, stack_id=stack_id)

    def _describe(self) -> str:
        return (
            "Reply keyboards work only in the default stack of a private "
            f"chat, but this is stack {self.stack_id!r}. Use an inline "
            "keyboard here."
        )


class CallbackDataTooLong(DialogsError):
    """A button that carries more than Telegram takes.

    Args:
        widget_id: The id of its widget.
        data: What the button would send, after the id of its dialog.
        text: What is shown instead.
        size: How many bytes the button carries, or carries at least.
        widget: The widget, as it is shown, if any button of it is too long.
        window: The window, as it is shown, if it is known.
    """

    limit = 64
    """Bytes that a button carries at most (Bot API: InlineKeyboardButton)."""

    widget_id: str
    data: str
    size: int
    widget: str | None
    window: str | None

    def __init__(
        self,
        widget_id: str,
        data: str,
        text: str | None = None,
        *,
        size: int | None = None,
        widget: str | None = None,
        window: str | None = None,
    ) -> None:
        super().__init__(
            *as_text(text),
            widget_id=widget_id,
            data=data,
            size=len(data.encode()) if size is None else size,
            widget=widget,
            window=window,
        )

    def _describe(self) -> str:
        where = f"In {self.window}: " if self.window else ""
        if self.widget:
            return (
                f"{where}The id of {self.widget} is too long: its buttons "
                f"would carry {self.size} bytes or more, and Telegram takes "
                f"{self.limit}. Shorten it by {self.size - self.limit} "
                "symbols."
            )
        return (
            f"{where}A button of the widget {self.widget_id!r} carries "
            f"{self.size} bytes, and Telegram takes {self.limit}: "
            f"{self.data!r} after the id of the dialog. Use shorter ids of "
            "widgets and items."
        )
