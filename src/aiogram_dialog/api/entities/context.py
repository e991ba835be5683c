"""What is remembered of one open dialog."""

from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import State

from .access import AccessSettings

# Bare containers: what a bot keeps in them is its own affair.
Data = dict | list | int | str | float | None  # type: ignore[type-arg]
DataDict = dict[str, Data]


@dataclass(unsafe_hash=True)
class Context:
    """Hold what is remembered of one open dialog.

    Two contexts are equal if their ids are.
    """

    _intent_id: str
    _stack_id: str
    state: State = field(compare=False)
    start_data: Data = field(compare=False)
    dialog_data: dict[str, Any] = field(compare=False, default_factory=dict)
    widget_data: dict[str, Any] = field(compare=False, default_factory=dict)
    access_settings: AccessSettings | None = field(
        compare=False,
        default=None,
    )
    # The version of the dialog's data, see `Dialog`.
    version: int = field(compare=False, default=0)
    # Seconds since 1970, if the dialog has a time limit.
    started_at: float | None = field(compare=False, default=None)
    # Nobody knows whether the screen shows what is stored.
    needs_redraw: bool = field(compare=False, default=False)

    @property
    def id(self) -> str:
        """Return the intent id, the prefix of this dialog's buttons."""
        return self._intent_id

    @property
    def stack_id(self) -> str:
        """Return the id of the stack the dialog belongs to."""
        return self._stack_id

    def take(self, other: "Context") -> None:
        """Become equal to another context in all that it holds.

        Args:
            other: The context whose fields are taken over.
        """
        vars(self).update(vars(other))
