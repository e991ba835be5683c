"""States that nothing but a container or an unused function names."""

import sys
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from types import MappingProxyType, ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import pytest
from aiogram import Dispatcher
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.check import check
from aiogram_dialog.widgets.kbd import Button, Cancel, Select
from aiogram_dialog.widgets.text import Const

MODULE = "bot_of_named_states"


@dataclass
class Route:
    target: State
    more: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Narrow:
    target: State


class Pair(NamedTuple):
    name: str
    target: State


class Registry:
    __slots__ = ("target",)

    def __init__(self, target):
        self.target = target


def own(kind, *args):
    """Make an object of a class as if the module had made it."""
    made = type(kind.__name__, (kind,), {"__module__": MODULE})
    return made(*args)


def make_class(state):
    return type("Routes", (), {"all": [state], "__module__": MODULE})


def make_enum(state):
    return Enum("Routes", {"HOME": state}, module=MODULE)


def make_method(state):
    def go(self):
        return state

    return type("Goer", (), {"go": go, "__module__": MODULE})


def make_property(state):
    return type(
        "Goer",
        (),
        {"go": property(lambda _: state), "__module__": MODULE},
    )


def make_static(state):
    return type(
        "Goer",
        (),
        {"go": staticmethod(lambda: state), "__module__": MODULE},
    )


def make_default(state):
    def go(manager, target=state):
        return target

    return go


def make_keyword(state):
    def go(manager, *, target=state):
        return target

    return go


def make_closure(state):
    def go(manager):
        return state

    return go


def make_closed_dict(state):
    targets = {"x": [state]}

    def go(manager, key):
        return targets[key]

    return go


def make_attribute(state):
    def go(manager):
        pass

    go.target = state
    return go


HOLDERS = [
    lambda state: state,
    lambda state: {"x": state},
    lambda state: {state: "x"},
    lambda state: {"x": {"y": [(state,)]}},
    lambda state: [state],
    lambda state: (state,),
    lambda state: {state},
    lambda state: frozenset({state}),
    lambda state: deque([state]),
    lambda state: MappingProxyType({"x": state}),
    lambda state: SimpleNamespace(target=state),
    lambda state: own(Route, state),
    lambda state: own(Route, None, [state]),
    lambda state: own(Narrow, state),
    lambda state: Pair("x", state),
    lambda state: own(Registry, state),
    make_class,
    make_enum,
    make_method,
    make_property,
    make_static,
    make_default,
    make_keyword,
    make_closure,
    make_closed_dict,
    make_attribute,
]


def make_bot(monkeypatch, tmp_path, **names):
    """Return a bot of a module, and a state of it that no button has."""

    class Menu(StatesGroup):
        __module__ = MODULE
        main = State()
        hidden = State()

    module = ModuleType(MODULE)
    module.__file__ = str(tmp_path / f"{MODULE}.py")
    vars(module).update(names, first=Menu.main, Menu=Menu)
    monkeypatch.setitem(sys.modules, MODULE, module)
    return module, Menu


def found(*dialogs):
    dispatcher = Dispatcher()
    dispatcher.include_routers(*dialogs)
    setup_dialogs(dispatcher)
    return check(dispatcher, ["AD802"])


def dialog_of(menu, *widgets):
    return Dialog(
        Window(Const("x"), *widgets, Cancel(), state=menu.main),
        Window(Const("x"), Cancel(), state=menu.hidden),
    )


@pytest.mark.parametrize("hold", HOLDERS)
def test_it_is_named(hold, monkeypatch, tmp_path):
    module, menu = make_bot(monkeypatch, tmp_path)
    dialog = dialog_of(menu)
    module.dialog = dialog

    (finding,) = found(dialog)
    assert (finding.rule.code, finding.where) == ("AD301", "Menu:hidden")

    module, menu = make_bot(monkeypatch, tmp_path)
    module.holder = hold(menu.hidden)
    assert found(dialog_of(menu)) == []


def test_modules_beside_it_are_looked_at(monkeypatch, tmp_path):
    _, menu = make_bot(monkeypatch, tmp_path)
    config = ModuleType("config_of_named_states")
    config.__file__ = str(tmp_path / "config" / "routes.py")
    config.routes = {"x": menu.hidden}
    monkeypatch.setitem(sys.modules, config.__name__, config)

    assert found(dialog_of(menu)) == []


@pytest.mark.parametrize("place", ["site-packages/x", "../elsewhere"])
def test_other_modules_are_not(place, monkeypatch, tmp_path):
    _, menu = make_bot(monkeypatch, tmp_path)
    config = ModuleType("config_of_named_states")
    config.__file__ = str(tmp_path / place / "routes.py")
    config.routes = {"x": menu.hidden}
    monkeypatch.setitem(sys.modules, config.__name__, config)

    assert [it.rule.code for it in found(dialog_of(menu))] == ["AD301"]


def test_items_of_widgets_are_looked_at(monkeypatch, tmp_path):
    _, menu = make_bot(monkeypatch, tmp_path)
    items = [("one", menu.hidden)]
    select = Select(Const("x"), "x", lambda item: item[0], items)

    assert found(dialog_of(menu, select)) == []


def test_what_a_handler_is_bound_to_is_looked_at(monkeypatch, tmp_path):
    _, menu = make_bot(monkeypatch, tmp_path)

    class Goer:
        __module__ = MODULE

        def __init__(self):
            self.targets = {"x": menu.hidden}

        async def go(self, callback, button, manager):
            await manager.start(self.targets["x"])

    button = Button(Const("x"), "x", on_click=Goer().go)
    assert found(dialog_of(menu, button)) == []


def test_what_a_handler_is_given_is_looked_at(monkeypatch, tmp_path):
    _, menu = make_bot(monkeypatch, tmp_path)

    async def go(callback, button, manager, *, state):
        await manager.start(state)

    click = partial(go, state=menu.hidden)
    button = Button(Const("x"), "x", on_click=click)
    assert found(dialog_of(menu, button)) == []


def test_what_the_dispatcher_has_is_looked_at(monkeypatch, tmp_path):
    _, menu = make_bot(monkeypatch, tmp_path)
    dispatcher = Dispatcher()
    dispatcher["routes"] = {"x": menu.hidden}
    dispatcher.include_router(dialog_of(menu))
    setup_dialogs(dispatcher)

    assert check(dispatcher, ["AD802"]) == []


def test_a_ring_ends(monkeypatch, tmp_path):
    module, menu = make_bot(monkeypatch, tmp_path)
    module.ring = ring = [menu.main]
    ring.append(ring)

    assert [it.rule.code for it in found(dialog_of(menu))] == ["AD301"]


def test_a_module_that_imports_lazily(monkeypatch, tmp_path):
    module, menu = make_bot(monkeypatch, tmp_path)

    def fail(name):
        raise ImportError(name)

    module.__getattr__ = fail
    module.holder = [menu.hidden]

    assert found(dialog_of(menu)) == []
