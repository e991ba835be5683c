"""What functions name is read, and nothing is run."""

import sys
from functools import partial, partialmethod, wraps
from unittest.mock import AsyncMock, Mock

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.check.code_reading import read


class Shop(StatesGroup):
    cart = State()

    class Inner(StatesGroup):
        deep = State()


CART = Shop.cart
HERE = sys.modules[__name__]


async def by_attribute(manager):
    await manager.switch_to(Shop.cart)


async def nested(manager):
    await manager.start(Shop.Inner.deep)


async def by_name(manager):
    await manager.start(CART)


async def in_a_module(manager):
    await manager.start(HERE.Shop.cart)


async def with_a_helper(manager):
    await by_attribute(manager)


async def endless(manager):
    await endless(manager)
    await with_a_helper(manager)


async def with_inner_function(manager):
    async def inner():
        await manager.start(Shop.cart)

    await inner()


def make_closure(state):
    async def closure(manager):
        await manager.start(state)

    return closure


def decorated(function):
    @wraps(function)
    async def wrapper(*args):
        return await function(*args)

    return wrapper


class Handlers:
    async def method(self, manager):
        await manager.start(Shop.cart)

    async def __call__(self, manager):
        await manager.start(Shop.cart)


async def nothing(manager):
    await manager.find("x")


@wraps(len)
def wraps_a_builtin(items):
    return Shop.cart if items else len(items)


class Handler:
    """A handler of aiogram that is a class."""

    async def handle(self):
        await self.manager.start(Shop.cart)


class Child(Handlers):
    pass


def wraps_itself():
    return Shop.cart


wraps_itself.__wrapped__ = wraps_itself


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (by_attribute, {Shop.cart}),
        (nested, {Shop.Inner.deep}),
        (by_name, {Shop.cart}),
        (in_a_module, {Shop.cart}),
        (with_a_helper, {Shop.cart}),
        (endless, {Shop.cart}),
        (with_inner_function, {Shop.cart}),
        (make_closure(Shop.cart), {Shop.cart}),
        (decorated(by_attribute), {Shop.cart}),
        (partial(by_attribute, 1), {Shop.cart}),
        (Handlers().method, {Shop.cart}),
        (Handlers(), {Shop.cart}),
        (nothing, set()),
        (print, set()),
        (wraps_a_builtin, {Shop.cart}),
        (wraps_itself, {Shop.cart}),
        (Handler, {Shop.cart}),
        (Child(), {Shop.cart}),
        (partialmethod(by_attribute), {Shop.cart}),
        (partial(print), set()),
        (int, set()),
        (Mock(), set()),
        (AsyncMock(), set()),
        (None, set()),
    ],
)
def test_states(function, expected):
    assert read([function]).states == expected


def test_names():
    assert {"switch_to", "start"} <= read([by_attribute, nested]).names
    assert "find" in read([nothing]).names


def test_names_that_are_not_known_yet():
    def make():
        async def early(manager):
            await manager.start(later)

        code = read([early])
        later = Shop.cart
        return code, later

    code, _ = make()
    assert code.states == set()


def test_a_bot_may_be_named_after_aiogram(monkeypatch):
    monkeypatch.setattr(by_attribute, "__module__", "aiogram_shop.handlers")

    assert CART in read([with_a_helper]).states
