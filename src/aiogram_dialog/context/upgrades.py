"""Records that an older version of a bot has left become those of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from inspect import iscoroutinefunction
from typing import Any

from aiogram.fsm.state import State

from aiogram_dialog.api.entities import DialogRecord, Migration
from aiogram_dialog.api.exceptions import IncompatibleDialog

from .metadata import read_metadata, take_metadata, with_metadata
from .plain_data import copy_data

_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """Say how records of one dialog are brought up to date.

    ``version``: that of today. ``migrate``: makes today's record of an
    older one. ``renamed``: states by the full names they had.
    """

    version: int = 0
    migrate: Migration | None = None
    renamed: Mapping[str, State] = field(default_factory=dict)

    def check(self, states: Iterable[State]) -> None:
        """Raise ``ValueError`` or ``TypeError`` for what cannot be meant."""
        if self.version < 0:
            raise ValueError(f"Versions begin with 0, not {self.version}.")
        if self.migrate is not None and not self.version:
            raise ValueError(
                "There is nothing to migrate to: give the dialog a "
                "`version=` above 0. What has none counts as version 0.",
            )
        if iscoroutinefunction(self.migrate):
            raise TypeError(
                f"`migrate=` is a plain function, but {self.migrate!r} is a "
                "coroutine function: look things up in a getter.",
            )
        states = list(states)
        for old_name, state in self.renamed.items():
            if not isinstance(old_name, str):
                raise TypeError(
                    "`renamed=` has the names that states had, like "
                    f"'Shop:cart', not {old_name!r}.",
                )
            if state not in states:
                known = ", ".join(str(known.state) for known in states)
                raise ValueError(
                    f"{old_name!r} was renamed to {state.state!r}, but the "
                    f"dialog has no such window: there are {known}.",
                )


class Upgrades:
    """Bring the records of all dialogs of a bot up to date.

    ``upgrades``: by the full name of the states group, like ``Shop.Cart``.
    """

    def __init__(self, upgrades: Mapping[str, Upgrade]) -> None:
        self._upgrades = {
            name: upgrade
            for name, upgrade in upgrades.items()
            if upgrade != Upgrade()
        }
        # Whether any dialog has had another form.
        self.is_needed = bool(self._upgrades)
        self._new_names = {
            old_name: str(state.state)
            for upgrade in upgrades.values()
            for old_name, state in upgrade.renamed.items()
        }

    def __call__(self, intent_id: str, record: _Record) -> _Record:
        """Return the record of a context as it would be stored today.

        Raises ``IncompatibleDialog`` if it is newer than the code, or if
        its migration fails.
        """
        name = str(record.get("state"))
        record = {**record, "state": self._new_names.get(name, name)}
        record.setdefault("widget_data", {})
        group_name = record["state"].partition(":")[0]
        upgrade = self._upgrades.get(group_name, Upgrade())
        metadata = read_metadata(record["widget_data"])
        if metadata.version == upgrade.version:
            return record
        if metadata.version > upgrade.version:
            raise IncompatibleDialog(
                intent_id=intent_id,
                stack_id=record.get("_stack_id"),
                is_newer=True,
                state=record["state"],
                version=metadata.version,
                code_version=upgrade.version,
            )
        widget_data = copy_data(record["widget_data"])
        take_metadata(widget_data)
        if upgrade.migrate is not None:
            old: DialogRecord = {
                "version": metadata.version,
                "state": record["state"],
                "start_data": copy_data(record.get("start_data")),
                "dialog_data": copy_data(record.get("dialog_data", {})),
                "widget_data": widget_data,
            }
            record.update(_migrate(upgrade.migrate, old, intent_id, record))
            widget_data = record["widget_data"]
        record["widget_data"] = with_metadata(
            widget_data,
            metadata._replace(version=upgrade.version),
        )
        return record


def _migrate(
    migrate: Migration,
    old: DialogRecord,
    intent_id: str,
    record: _Record,
) -> _Record:
    version = old["version"]
    try:
        new: Any = migrate(old)
        state = new["state"]
        if isinstance(state, State):
            state = state.state
        if not (
            isinstance(new["dialog_data"], dict)
            and isinstance(new["widget_data"], dict)
        ):
            raise TypeError("`dialog_data` and `widget_data` are dicts.")  # noqa: TRY301 - one way out
        return {
            "state": state,
            "start_data": new["start_data"],
            "dialog_data": new["dialog_data"],
            "widget_data": new["widget_data"],
        }
    except Exception as error:
        raise IncompatibleDialog(
            intent_id=intent_id,
            stack_id=record.get("_stack_id"),
            is_newer=False,
            state=record["state"],
            version=version,
            reason=repr(error),
        ) from error
