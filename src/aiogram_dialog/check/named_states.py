"""The states that a bot names, in its code and in what its modules hold."""

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from inspect import isfunction
from types import CellType, MappingProxyType, SimpleNamespace
from typing import Any

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.widgets.common.items import static_items
from aiogram_dialog.window import Window

from .bot_model import BotModel
from .classes import is_class
from .code_reading import read
from .own_modules import own_namespaces

_MAPPINGS = (dict, MappingProxyType)
_COLLECTIONS = (list, tuple, set, frozenset, deque)
_DESCRIPTORS = (staticmethod, classmethod)
# What modules hold may be big, and most of it is no state.
_MOST_THINGS = 100_000


def named_states(bot: BotModel) -> set[State]:
    """Return the states that any function or container of a bot names.

    Functions that make windows are left out: they name the states of these.

    Args:
        bot: The bot, whose modules are looked through.
    """
    functions = [function for _, function in bot.functions()]
    widgets = [it for window in bot.windows() for it in window.widgets()]
    spaces = modules_of(bot)
    search = _Search({space.get("__name__") for space in spaces})
    return set(
        search.states_in(
            [
                *spaces,
                *functions,
                *(getattr(it, "__self__", None) for it in functions),
                *map(_attributes, widgets),
                *map(_items, widgets),
                getattr(bot.root, "workflow_data", {}),
            ],
        ),
    )


def modules_of(bot: BotModel) -> list[dict[str, Any]]:
    """Return the names of the modules that are a bot's own.

    Args:
        bot: The bot.
    """
    functions = [function for _, function in bot.functions()]
    groups = [dialog.dialog.states_group() for dialog in bot.dialogs]
    widgets = [it for window in bot.windows() for it in window.widgets()]
    return list(own_namespaces([*functions, *groups, *map(type, widgets)]))


class _Search:
    """A search through all that modules hold.

    Args:
        modules: The names of the modules whose objects are looked into.
    """

    def __init__(self, modules: set[Any]) -> None:
        self._modules = modules - {None, "builtins"}

    def states_in(self, things: Iterable[Any]) -> Iterator[State]:
        """Yield the states that are found, some more than once."""
        rest = deque(things)
        # They are kept, for ids are used again.
        seen: dict[int, Any] = {}
        while rest and len(seen) < _MOST_THINGS:
            thing = rest.popleft()
            if isinstance(thing, State):
                yield thing
            elif id(thing) not in seen:
                seen[id(thing)] = thing
                rest.extend(self._parts(thing))
                if isfunction(thing):
                    code = read([thing], depth=1)
                    yield from () if code.makes_windows else code.states

    def _parts(self, thing: Any) -> Iterable[Any]:
        parts: Iterable[Any] = ()
        if isinstance(thing, _MAPPINGS):
            parts = [*thing.keys(), *thing.values()]
        elif isinstance(thing, _COLLECTIONS):
            parts = list(thing)
        elif isinstance(thing, partial):
            parts = [thing.func, thing.args, thing.keywords]
        elif isinstance(thing, _DESCRIPTORS):
            parts = [thing.__func__]
        elif isinstance(thing, property):
            parts = [thing.fget]
        elif isinstance(thing, CellType):
            parts = _content(thing)
        elif isfunction(thing):
            defaults = [thing.__defaults__, thing.__kwdefaults__]
            parts = [*defaults, thing.__closure__, vars(thing)]
        elif self._is_own(thing):
            parts = _attributes(thing)
        return parts

    def _is_own(self, thing: Any) -> bool:
        """Tell whether the bot has made a class, or that of an object."""
        kind = thing if is_class(thing) else type(thing)
        if issubclass(kind, StatesGroup | Window | Router):
            # They have states, which is no way to them.
            return False
        return kind is SimpleNamespace or kind.__module__ in self._modules


def _items(widget: Any) -> Any:
    return static_items(getattr(widget, "items_getter", None))


def _content(cell: CellType) -> list[Any]:
    try:
        return [cell.cell_contents]
    except ValueError:
        # It is not known yet.
        return []


def _attributes(thing: Any) -> list[Any]:
    """Return what an object holds, without asking its properties."""
    names = [
        name
        for kind in type(thing).__mro__
        for name in _slots(kind)
        if hasattr(thing, name)
    ]
    slots = [getattr(thing, name) for name in names]
    return [*getattr(thing, "__dict__", {}).values(), *slots]


def _slots(kind: type) -> Iterable[str]:
    slots = vars(kind).get("__slots__", ())
    return (slots,) if isinstance(slots, str) else slots
