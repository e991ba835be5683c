"""All dialogs of a router, by their states."""

from collections.abc import Iterable, Iterator
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.exceptions import UnregisteredDialogError
from aiogram_dialog.api.internal.never_called import warn_of_never_called
from aiogram_dialog.api.protocols import (
    DialogProtocol,
    DialogRegistryProtocol,
)
from aiogram_dialog.context.upgrades import Upgrade, Upgrades


def collect_dialogs(router: Router) -> Iterator[DialogProtocol]:
    """Yield the dialogs of a router and of all routers below, in order."""
    if isinstance(router, DialogProtocol):
        yield router
    for sub_router in router.sub_routers:
        yield from collect_dialogs(sub_router)


def _collect_upgrades(dialogs: Iterable[DialogProtocol]) -> Upgrades:
    """Raise ``ValueError`` if an old name leads to two states."""
    upgrades: dict[str, Upgrade] = {}
    new_names: dict[str, State] = {
        str(state.state): state
        for dialog in dialogs
        for state in dialog.states()
    }
    for dialog in dialogs:
        upgrade = getattr(dialog, "upgrade", None)
        if not isinstance(upgrade, Upgrade):
            # It is a dialog of another kind than ours.
            continue
        upgrades[dialog.states_group_name()] = upgrade
        for old_name, state in upgrade.renamed.items():
            other = new_names.setdefault(old_name, state)
            if other is not state:
                raise ValueError(
                    f"{old_name!r} was renamed to {state.state!r}, but there "
                    f"is {other.state!r} for it, too.",
                )
    return Upgrades(upgrades)


class DialogRegistry(DialogRegistryProtocol):
    """Find dialogs by their states.

    Dialogs are collected at start-up, or when the first one is asked for.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(self, router: Router) -> None:
        self.router = router
        self._dialogs: dict[type[StatesGroup], DialogProtocol] = {}
        self._states_groups: dict[str, type[StatesGroup]] = {}
        self._upgrades = Upgrades({})
        self._is_ready = False

    def refresh(self) -> None:
        """Collect the dialogs anew.

        Raises ``ValueError`` if two have the same states group, or if a
        renamed state is there under its old name, too.
        """
        dialogs: dict[type[StatesGroup], DialogProtocol] = {}
        for dialog in collect_dialogs(self.router):
            group = dialog.states_group()
            other = dialogs.setdefault(group, dialog)
            if other is not dialog:
                raise ValueError(
                    f"StatesGroup '{group.__name__}' is used in multiple "
                    f"dialogs: '{other}' and '{dialog}'. Give each dialog a "
                    "states group of its own.",
                )
        self._dialogs = dialogs
        self._states_groups = {
            dialog.states_group_name(): group
            for group, dialog in dialogs.items()
        }
        self._upgrades = _collect_upgrades(dialogs.values())
        self._is_ready = True

    def find_dialog(self, state: State | str) -> DialogProtocol:
        """Return the dialog of a state or of its name, ``Group:name``.

        Raises ``UnregisteredDialogError`` if there is none.
        """
        if not self._is_ready:
            self.refresh()
        group: type[StatesGroup] | None = (
            self._states_groups.get(state.partition(":")[0])
            if isinstance(state, str)
            else state.group
        )
        dialog = self._dialogs.get(group) if group is not None else None
        if dialog is None:
            raise UnregisteredDialogError(state, self._states_groups)
        return dialog

    def upgrades(self) -> Upgrades:
        """Return what brings stored dialogs up to date."""
        if not self._is_ready:
            self.refresh()
        return self._upgrades

    def states_groups(self) -> dict[str, type[StatesGroup]]:
        """Return the states groups of all dialogs by their full names."""
        if not self._is_ready:
            self.refresh()
        return self._states_groups
