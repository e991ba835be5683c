"""Errors of what a handler or a background command does with a stack."""

from collections.abc import Iterable

from aiogram.fsm.state import State

from .base import DialogsError, as_text, name_of

# How many values an error names.
_NAMED_VALUES = 5


class InvalidStackIdError(DialogsError):
    """A background command that names neither an intent nor a stack.

    Args:
        *text: What is shown instead.
        action: The name of the command, if it is known.
    """

    action: str | None

    def __init__(self, *text: object, action: str | None = None) -> None:
        super().__init__(*text, action=action)

    def _describe(self) -> str:
        return (
            "A background command needs an intent id or a stack id. Make it "
            "with `manager.bg()` or `BgManagerFactory.bg()`."
        )


class DialogStackOverflow(DialogsError):
    """A stack that has no place for one more dialog.

    Args:
        state: The state to be opened or its name; a text alone is shown as
            it is.
        limit: How many dialogs a stack has at most.
    """

    state: State | str | None
    limit: int | None

    def __init__(
        self,
        state: State | str | None = None,
        limit: int | None = None,
    ) -> None:
        text = as_text(state, limit)
        super().__init__(
            *text,
            state=None if text else state,
            limit=limit,
        )

    def _describe(self) -> str:
        dialog = (
            "a dialog" if self.state is None else repr(name_of(self.state))
        )
        limit = "" if self.limit is None else f" Max count is {self.limit}."
        return (
            f"Cannot open {dialog}: the stack is full.{limit} Close dialogs "
            "with `done()`, or start with `StartMode.RESET_STACK`."
        )


class IncorrectBackgroundError(DialogsError):
    """A manager that is used after its handler has ended."""

    def _describe(self) -> str:
        return (
            "Detected background access to dialog manager: its handler is "
            "over. Call `manager.bg()` while the handler runs, and use what "
            "it returns; it works at any time."
        )


class NoContextError(DialogsError):
    """A dialog that is needed where none is open.

    Args:
        *text: What is shown instead.
        action: What cannot be done without one, like ``be closed``.
        remedy: What to do about it.
    """

    action: str | None
    remedy: str

    def __init__(
        self,
        *text: object,
        action: str | None = None,
        remedy: str = "Check `has_context()`, or `start()` one first.",
    ) -> None:
        super().__init__(*text, action=action, remedy=remedy)

    def _describe(self) -> str:
        if self.action:
            return f"There is no open dialog to {self.action}. {self.remedy}"
        return f"No dialog is open. {self.remedy}"


class AccessForbiddenError(DialogsError):
    """A background command that the access validator has refused.

    Args:
        *text: What is shown instead.
        action: The name of the command.
        user_id: The user it acts for.
        stack_id: The stack it is for, None if it names a dialog.
        chat_id: The chat of the stack.
    """

    action: str | None
    user_id: int | None
    stack_id: str | None
    chat_id: int | None

    def __init__(
        self,
        *text: object,
        action: str | None = None,
        user_id: int | None = None,
        stack_id: str | None = None,
        chat_id: int | None = None,
    ) -> None:
        super().__init__(
            *text,
            action=action,
            user_id=user_id,
            stack_id=stack_id,
            chat_id=chat_id,
        )

    def _describe(self) -> str:
        return (
            f"Background command {self.action} was refused: user "
            f"{self.user_id} may not use stack {self.stack_id!r} of chat "
            f"{self.chat_id}. Look at the access settings of its dialog."
        )


class StackBusyError(DialogsError):
    """A stack that a handler tries to enter while it holds it.

    Args:
        *text: What is shown instead.
        stack_id: The stack.
    """

    stack_id: str | None

    def __init__(self, *text: object, stack_id: str | None = None) -> None:
        super().__init__(*text, stack_id=stack_id)

    def _describe(self) -> str:
        return (
            f"Stack {self.stack_id!r} is held by the handler that asks for "
            "it. Use the `dialog_manager` of the handler, or enter `fg()` in "
            "a task that the handler does not wait for."
        )


class LockTimeoutError(DialogsError):
    """A stack that has changed while a slow handler had it.

    Locks of Redis end by themselves after a time. What the handler has
    changed is not stored.

    Args:
        stack_id: The stack.
        text: What is shown instead.
        timeout: For how many seconds locks last, if it is known.
    """

    stack_id: str
    timeout: float | None

    def __init__(
        self,
        stack_id: str,
        text: str | None = None,
        *,
        timeout: float | None = None,
    ) -> None:
        super().__init__(*as_text(text), stack_id=stack_id, timeout=timeout)

    def _describe(self) -> str:
        lasts = "" if self.timeout is None else f" ({self.timeout} s)"
        return (
            f"Stack {self.stack_id!r} has changed while a handler had it, so "
            "nothing of the handler is stored. It took longer than the lock "
            f"of the stack lasts{lasts}, or the lock was lost. Let the "
            "handler end sooner and go on in the background with "
            "`manager.bg()`, or let locks last longer: "
            "`RedisEventIsolation(..., lock_kwargs={'timeout': ...})`."
        )


class UnstorableDataError(DialogsError):
    """A value of a dialog's data that the storage refuses.

    Args:
        path: Where the value is, like ``dialog_data['when']``.
        text: What is shown instead.
        kinds: The names of the types of such values, by their paths.
        reason: How the storage has failed.
    """

    path: str
    kinds: tuple[tuple[str, str], ...]
    reason: str | None

    def __init__(
        self,
        path: str,
        text: str | None = None,
        *,
        kinds: Iterable[tuple[str, str]] = (),
        reason: str | None = None,
    ) -> None:
        super().__init__(
            *as_text(text),
            path=path,
            kinds=tuple(kinds),
            reason=reason,
        )

    def _describe(self) -> str:
        named = [
            f"{path} ({kind})" for path, kind in self.kinds[:_NAMED_VALUES]
        ]
        reason = f" ({self.reason})" if self.reason else ""
        return (
            "The storage cannot keep the data of the dialog: "
            f"{', '.join(named) or self.path}. Keep text, numbers, lists and "
            f"dicts there, for instance ids of objects.{reason}"
        )
