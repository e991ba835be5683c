"""Errors of dialogs that an event is for and that are not there."""

from collections.abc import Iterable

from .base import DialogsError, as_text, sentences
from .suggestion import did_you_mean, did_you_mean_state


class UnknownIntent(DialogsError):
    """A dialog of which nothing usable is stored.

    Args:
        *text: What is shown instead.
        intent_id: The dialog, if it is known.
        damaged_fields: What its record has, if there is one.
    """

    intent_id: str | None
    damaged_fields: tuple[str, ...] | None

    def __init__(
        self,
        *text: object,
        intent_id: str | None = None,
        damaged_fields: Iterable[str] | None = None,
    ) -> None:
        super().__init__(
            *text,
            intent_id=intent_id,
            damaged_fields=(
                None if damaged_fields is None else tuple(damaged_fields)
            ),
        )

    def _describe(self) -> str:
        reason = (
            "The dialog was closed, or its storage was cleared."
            if self.damaged_fields is None
            else "Its record is damaged, "
            f"it has only {list(self.damaged_fields)}."
        )
        if self.intent_id is None:
            return f"Context not found. {reason}"
        return f"Context not found for intent id: {self.intent_id}. {reason}"


class OutdatedIntent(DialogsError):
    """A dialog that is not on top of its stack.

    Args:
        stack_id: The stack that the dialog belongs to.
        text: What is shown instead.
        intent_id: The dialog that the event is for.
        top_intent_id: The dialog on top, None if the stack is empty.
    """

    stack_id: str
    intent_id: str | None
    top_intent_id: str | None

    def __init__(
        self,
        stack_id: str,
        text: str | None = None,
        *,
        intent_id: str | None = None,
        top_intent_id: str | None = None,
    ) -> None:
        super().__init__(
            *as_text(text),
            stack_id=stack_id,
            intent_id=intent_id,
            top_intent_id=top_intent_id,
        )

    def _describe(self) -> str:
        found = (
            f"stack {self.stack_id!r} is empty"
            if self.top_intent_id is None
            else f"{self.top_intent_id!r} is on top of stack {self.stack_id!r}"
        )
        return (
            f"Outdated intent id: {found}, "
            f"but the event is for {self.intent_id!r}."
        )


class UnknownState(DialogsError):
    """A stored state that does not exist in the code.

    Args:
        *text: What is shown instead.
        intent_id: The dialog that the state was stored for, if it is known.
        stack_id: The stack of the dialog, if it is known.
        state: The name of the state.
        known_groups: The states groups of dialogs; the one of the state is
            not among them.
        known_states: The states of the group, if there is such a group.
    """

    intent_id: str | None
    stack_id: str | None
    state: str | None
    known_groups: tuple[str, ...]
    known_states: tuple[str, ...]

    def __init__(
        self,
        *text: object,
        intent_id: str | None = None,
        stack_id: str | None = None,
        state: str | None = None,
        known_groups: Iterable[str] = (),
        known_states: Iterable[str] = (),
    ) -> None:
        super().__init__(
            *text,
            intent_id=intent_id,
            stack_id=stack_id,
            state=state,
            known_groups=tuple(known_groups),
            known_states=tuple(known_states),
        )

    def _describe(self) -> str:
        if self.state is None:
            return "Unknown state."
        if self.known_states:
            return sentences(
                f"Unknown state {self.state}: the states of the group are "
                f"{', '.join(self.known_states)}.",
                did_you_mean_state(self.state, self.known_states),
            )
        group = self.state.partition(":")[0]
        return sentences(
            f"Unknown state group {group}: the stored state is "
            f"{self.state!r}, the groups of dialogs are "
            f"{', '.join(self.known_groups) or 'none'}.",
            did_you_mean(group, self.known_groups),
        )


class IncompatibleDialog(UnknownState):
    """A dialog that is stored in a way the code cannot read.

    Args:
        *text: What is shown instead.
        intent_id: The dialog.
        stack_id: The stack of the dialog, if it is known.
        is_newer: A newer version of the bot has stored it; otherwise its
            migration has failed, and the error of that is the cause.
        state: The name of its state.
        version: The version that is stored.
        code_version: The version of the code.
        reason: How the migration has failed.
    """

    is_newer: bool
    version: int | None
    code_version: int | None
    reason: str | None

    def __init__(
        self,
        *text: object,
        intent_id: str,
        stack_id: str | None,
        is_newer: bool,
        state: str | None = None,
        version: int | None = None,
        code_version: int | None = None,
        reason: str | None = None,
    ) -> None:
        super().__init__(
            *text,
            intent_id=intent_id,
            stack_id=stack_id,
            state=state,
        )
        self.is_newer = is_newer
        self.version = version
        self.code_version = code_version
        self.reason = reason

    def _describe(self) -> str:
        if self.is_newer:
            return (
                f"The stored dialog {self.state} is of version "
                f"{self.version}, this code has version {self.code_version}. "
                "A newer version of the bot has stored it."
            )
        return (
            f"The stored dialog {self.state} of version {self.version} could "
            f"not be migrated: {self.reason}. A migration returns the record "
            "it is given, changed or made anew."
        )
