"""A small bot to be drawn."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from aiogram import Router
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Checkbox,
    Next,
    Row,
    Start,
    SwitchTo,
    Url,
)
from aiogram_dialog.widgets.text import Const, Format


class Shop(StatesGroup):
    list = State()
    item = State()
    paid = State()


class Help(StatesGroup):
    only = State()


class Elsewhere(StatesGroup):
    away = State()


async def open_help(callback, button, manager) -> None:
    await manager.start(Help.only)


async def fail(callback, button, manager) -> None:
    await manager.switch_to(Shop.paid)
    raise RuntimeError("no")


async def to_paid(message, widget, manager) -> None:
    await manager.switch_to(Shop.paid)


def make_router() -> Router:
    router = Router()
    router.include_routers(
        Dialog(
            Window(
                Const("Goods"),
                Row(
                    Next(Const("Look")),
                    SwitchTo(Const("Pay"), id="pay", state=Shop.paid),
                ),
                Button(Const("Help"), id="help", on_click=open_help),
                Button(Const("Fail"), id="fail", on_click=fail),
                Url(Const("Site"), Const("https://example.com")),
                Checkbox(Const("yes"), Const("no"), id="check"),
                Cancel(),
                TextInput("name", on_success=Next()),
                MessageInput(to_paid, content_types=[ContentType.DOCUMENT]),
                state=Shop.list,
            ),
            Window(
                Format("Item {dialog_data}"),
                Start(Const("Help"), id="help", state=Help.only),
                Start(Const("Away"), id="away", state=Elsewhere.away),
                Back(),
                state=Shop.item,
            ),
            Window(
                Const("Paid"),
                state=Shop.paid,
                preview_add_transitions=[
                    SwitchTo(Const(""), id="again", state=Shop.list),
                ],
            ),
        ),
        Dialog(Window(Const("How?"), Cancel(), state=Help.only)),
    )
    return router


class Element:
    """Hold an element of a page and what is in it."""

    def __init__(self, tag, attributes, parent=None):
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children = []

    def __iter__(self):
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def __getitem__(self, attribute):
        return self.attributes[attribute]

    def is_of(self, classes):
        own = (self.attributes.get("class") or "").split()
        return set(classes) <= set(own)

    def all(self, selector):
        """Return what is found by ``tag.class``."""
        tag, *classes = selector.split(".")
        return [
            it
            for it in self
            if it is not self and tag in {"", it.tag} and it.is_of(classes)
        ]

    def one(self, selector):
        (found,) = self.all(selector)
        return found

    @property
    def text(self):
        parts = [
            it.text if isinstance(it, Element) else it for it in self.children
        ]
        return " ".join("".join(parts).split())


class Reader(HTMLParser):
    """Build elements; each tag must be closed that can be."""

    VOID = frozenset({"br", "img", "meta"})

    def __init__(self):
        super().__init__()
        self.root = self.current = Element("root", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.current)
        self.current.children.append(element)
        if tag not in self.VOID:
            self.current = element

    def handle_endtag(self, tag):
        assert tag == self.current.tag
        self.current = self.current.parent

    def handle_data(self, data):
        self.current.children.append(data)


@pytest.fixture
def shop():
    """Return states, and what makes the router of a shop."""
    return SimpleNamespace(
        Shop=Shop,
        Help=Help,
        Elsewhere=Elsewhere,
        make_router=make_router,
        router=make_router(),
    )


@pytest.fixture
def read_page():
    """Return what reads a page into elements."""

    def read(page):
        reader = Reader()
        reader.feed(page)
        reader.close()
        assert reader.current is reader.root
        return reader.root

    return read


@pytest.fixture
def read_window(read_page):
    """Return what reads the element of a window out of a page."""

    def read(page, name):
        sections = read_page(page).all("section.window")
        (found,) = [it for it in sections if it["id"] == name]
        return found

    return read
