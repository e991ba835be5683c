"""Errors of states that no dialog or window has."""

from collections.abc import Iterable

from aiogram.fsm.state import State

from .base import DialogsError, as_text, name_of, sentences
from .suggestion import did_you_mean, did_you_mean_state


class UnregisteredDialogError(DialogsError):
    """A state whose group no dialog has.

    Args:
        state: The state or its name; a text alone is shown as it is.
        known: The names of the states groups that have dialogs.
    """

    state: State | str | None
    known: tuple[str, ...]

    def __init__(
        self,
        state: State | str | None = None,
        known: Iterable[str] | None = None,
    ) -> None:
        text = as_text(state, known)
        super().__init__(
            *text,
            state=None if text else state,
            known=tuple(known or ()),
        )

    def _describe(self) -> str:
        group_name = name_of(self.state).partition(":")[0]
        return sentences(
            "No dialog found."
            if self.state is None
            else f"No dialog found for {self.state!s}.",
            # Classes are not quoted.
            did_you_mean(group_name, self.known, show=str) or self._list(),
            "Include it in a router of the dispatcher before start-up.",
        )

    def _list(self) -> str:
        if not self.known:
            return ""
        return f"There are dialogs for {', '.join(sorted(self.known))}."


class UnregisteredWindowError(DialogsError):
    """A state that no window of its dialog has.

    Args:
        state: The state or its name; a text alone is shown as it is.
        known: The states of the windows.
        dialog: The dialog, as it is shown.
    """

    state: State | str | None
    known: tuple[State | str, ...]
    dialog: str | None

    def __init__(
        self,
        state: State | str | None = None,
        known: Iterable[State | str] | None = None,
        dialog: str | None = None,
    ) -> None:
        text = as_text(state, known, dialog)
        super().__init__(
            *text,
            state=None if text else state,
            known=tuple(known or ()),
            dialog=dialog,
        )

    def _describe(self) -> str:
        names = [name_of(state) for state in self.known]
        wanted = "" if self.state is None else f" for {self.state!s}"
        listed = (
            f": {self.dialog or 'the dialog'} has windows for "
            f"{', '.join(names)}"
            if names
            else ""
        )
        return sentences(
            f"No window found{wanted}{listed}.",
            did_you_mean_state(name_of(self.state), names),
        )
