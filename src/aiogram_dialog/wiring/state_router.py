"""Finding the dialog of an event among many, without asking each one.

aiogram asks the routers of a bot one after the other. Where dialogs stand
side by side, a state router takes their place in that list, and connects an
event with the one it is for.
"""

from itertools import groupby
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.fsm.state import StatesGroup
from aiogram.types import TelegramObject

from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.dialog import Dialog

from .fast_path import find_line


class StateRouter(Router):
    """A router in place of the dialogs that are side by side.

    Kinds of events that one of them watches by outer middlewares of its
    own go to all of them, as in any router. Who watches is looked up when
    the bot starts.
    """

    def __init__(self, dialogs: list[Dialog]) -> None:
        super().__init__(name="dialogs")
        # They stay in the router that they were included in.
        self.sub_routers = [*dialogs]
        self._dialogs: dict[type[StatesGroup], Dialog] = {
            dialog.states_group(): dialog for dialog in dialogs
        }
        self._watched = {
            name
            for dialog in dialogs
            for name, observer in dialog.observers.items()
            if observer.outer_middleware
        }

    async def propagate_event(
        self,
        update_type: str,
        event: TelegramObject,
        **kwargs: Any,
    ) -> Any:
        """Let the dialog on top handle the event."""
        if update_type in self._watched:
            return await super().propagate_event(update_type, event, **kwargs)
        context = kwargs.get(CONTEXT_KEY)
        if context is None:
            return UNHANDLED
        dialog = self._dialogs.get(context.state.group)
        if dialog is None:
            return UNHANDLED
        line = find_line(dialog, update_type)
        if line is None:
            return await dialog.propagate_event(update_type, event, **kwargs)
        return await line(event, kwargs)


def install_state_routers(router: Router) -> None:
    """Put dialogs behind state routers, in a router and all those below.

    It may be done again when there are other dialogs. The order of all
    routers stays.
    """
    routers: list[Router] = []
    for sub_router in router.sub_routers:
        if isinstance(sub_router, StateRouter):
            routers += sub_router.sub_routers
        else:
            routers.append(sub_router)
            install_state_routers(sub_router)
    # A new list: events may be on their way through the old one.
    router.sub_routers = [
        grouped
        for is_dialog, neighbours in groupby(routers, _is_usual_dialog)
        for grouped in _group(is_dialog, list(neighbours))
    ]


def _group(is_dialog: bool, routers: list[Router]) -> list[Router]:
    if not is_dialog:
        return routers
    return [StateRouter(routers)]  # type: ignore[arg-type] # all are dialogs


def _is_usual_dialog(router: Router) -> bool:
    """Tell whether a router leaves the routing of events as it is."""
    return (
        isinstance(router, Dialog)
        and type(router).propagate_event is Dialog.propagate_event
    )
