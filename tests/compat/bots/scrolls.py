"""A bot of things that have pages, and of lists of widgets."""

from operator import itemgetter
from typing import Any

from aiogram import F
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, Window
from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.common import sync_scroll
from aiogram_dialog.widgets.kbd import (
    Button,
    Checkbox,
    Column,
    Counter,
    CurrentPage,
    FirstPage,
    LastPage,
    ListGroup,
    Multiselect,
    Next,
    NextPage,
    NumberedPager,
    PrevPage,
    Radio,
    Row,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchPage,
    SwitchTo,
    Toggle,
    Url,
)
from aiogram_dialog.widgets.kbd.pager import PageDirection
from aiogram_dialog.widgets.media import DynamicMedia, MediaScroll
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format, List, ScrollingText

from .notes import noting


class Main(StatesGroup):
    groups = State()
    stubs = State()
    texts = State()
    lists = State()
    nested = State()


STATES = Main.__states__
WORDS = ["hello"]
TALK = 0.04
LETTERS = [(letter, letter.upper()) for letter in "abcdefg"]


async def count(manager: Any) -> None:
    data = manager.dialog_data
    data["count"] = {5: 3, 3: 0, 0: 7, 7: 5}[data.get("count", 5)]


async def get_data(dialog_manager: Any, **kwargs: Any) -> dict[str, Any]:
    number = dialog_manager.dialog_data.get("count", 5)
    return {
        "count": number,
        "letters": LETTERS[:number],
        "pages": max(number, 1),
        "odd": number % 2,
    }


def more() -> Button:
    return Button(Format("{count} items"), "more", noting("more", count))


def pagers(scroll: str, name: str) -> Row:
    """Make the five buttons, with ids of their own."""
    kinds = [FirstPage, PrevPage, CurrentPage, NextPage, LastPage]
    return Row(*[kind(scroll, id=f"{name}_pager") for kind in kinds])


def groups() -> Window:
    letters = {
        "item_id_getter": itemgetter(0),
        "items": "letters",
        "on_click": noting("letter"),
    }
    return Window(
        Const("Groups"),
        ScrollingGroup(
            Select(Format("{item[1]}"), id="select", **letters),
            id="narrow",
            width=2,
            height=2,
            on_page_changed=noting("narrow"),
        ),
        ScrollingGroup(
            Select(Format("{pos}"), id="hidden", **letters),
            more(),
            id="bare",
            width=1,
            height=3,
            hide_pager=True,
            hide_on_single_page=True,
            on_page_changed=sync_scroll("narrow", noting("bare")),
        ),
        pagers("bare", "bare"),
        NumberedPager(
            "bare",
            id="numbers_pager",
            length=2,
            style=Style("primary", when=F["page"] == 1),
            current_page_style=Style("success"),
        ),
        ScrollingGroup(
            Column(Button(Const("One"), "one"), Button(Const("Two"), "two")),
            id="single",
            height=2,
            hide_on_single_page=True,
        ),
        Next(),
        state=Main.groups,
    )


def picture(data: dict[str, Any]) -> MediaAttachment:
    letter = data["item"][0]
    return MediaAttachment(
        ContentType.PHOTO,
        url=f"https://example.com/{letter}.jpg",
        has_spoiler=letter == "b",
    )


def stubs() -> Window:
    return Window(
        Format("Stubs {dialog_data}"),
        StubScroll("key", pages="pages", on_page_changed=noting("key")),
        StubScroll("magic", pages=F["pages"] + 1),
        StubScroll("fixed", pages=3, on_page_changed=sync_scroll(["magic"])),
        pagers("key", "key"),
        NumberedPager(
            "magic",
            id="magic_pager",
            page_text=Format("{target_page} of {pages}"),
            current_page_text=Format("* {current_page} {data[count]}"),
            when=F["data"]["odd"],
        ),
        MediaScroll(
            DynamicMedia(picture),
            items=lambda data: data["letters"],
            id="album",
            on_page_changed=noting("album"),
        ),
        NumberedPager("album", length=3),
        SwitchPage(PageDirection.NEXT, "fixed", "n", Const("Fixed >")),
        SwitchPage(PageDirection.IGNORE, "fixed", "i", Format("{pages}")),
        SwitchPage(
            1,
            "fixed",
            "second",
            Format("Second {current_page1} {target_page1}"),
            when=F["current_page"] != 1,
            style=Style("danger"),
        ),
        more(),
        Next(),
        state=Main.stubs,
    )


def texts() -> Window:
    return Window(
        List(
            Format("{pos}/{pos0}. {item[1]} {current_page1}/{pages}"),
            items="letters",
            id="list",
            page_size=2,
            on_page_changed=noting("list"),
        ),
        List(Format("{item[0]}"), items=F["letters"], sep=""),
        ScrollingText(
            Format("{letters}"),
            id="scroll",
            page_size=20,
            on_page_changed=sync_scroll("list"),
        ),
        pagers("list", "list"),
        NumberedPager("scroll", length=4),
        more(),
        Next(),
        state=Main.texts,
    )


def lists() -> Window:
    options = {"item_id_getter": str, "items": ["x", "y", "z"]}
    return Window(
        Const("Lists"),
        ListGroup(
            Row(
                Button(Format("{item[1]} {pos}"), "name", noting("name")),
                Url(Const("?"), Format("https://example.com/{item[0]}")),
                Checkbox(
                    Const("[x]"),
                    Const("[ ]"),
                    id="check",
                    on_state_changed=noting("check"),
                ),
                Counter("count", on_value_changed=noting("count")),
            ),
            Radio(
                Format("({item})"),
                Format("{item}"),
                id="radio",
                on_state_changed=noting("radio"),
                when=F["pos"] == 1,
                **options,
            ),
            Row(
                Multiselect(
                    Format("[{item}]"),
                    Format("{item}"),
                    id="multi",
                    on_click=noting("multi"),
                    **options,
                ),
                Toggle(
                    Format("{item}"),
                    id="toggle",
                    on_state_changed=noting("toggle"),
                    **options,
                ),
                when=F["data"]["odd"],
            ),
            SwitchTo(Const("Go"), "go", Main.nested, noting("go")),
            id="rows",
            item_id_getter=itemgetter(0),
            items="letters",
            page_size=2,
            on_page_changed=noting("rows"),
        ),
        pagers("rows", "rows"),
        more(),
        Next(),
        state=Main.lists,
    )


async def look(manager: Any) -> None:
    """Look at a row, and change another one, from outside."""
    outer = manager.find("outer")
    inner = outer.find_for_item("inner", "b")
    check = inner.find_for_item("deep", "y")
    await check.set_checked(not check.is_checked())
    manager.dialog_data["page"] = await outer.get_page()


def nested() -> Window:
    return Window(
        Format("Nested {dialog_data}"),
        ListGroup(
            Button(Format("{item[1]}"), "label", noting("label")),
            ListGroup(
                Row(
                    Checkbox(
                        Format("[{item} {data[item][1]}]"),
                        Format("{item}"),
                        id="deep",
                        on_state_changed=noting("deep"),
                    ),
                    Counter("deeper", plus=None, minus=Const("-")),
                    Button(Const("+2"), "add", noting("add", add)),
                ),
                id="inner",
                item_id_getter=str,
                items=["x", "y"],
            ),
            ScrollingGroup(
                Button(Const("1"), "b1", noting("b1")),
                Button(Const("2"), "b2", noting("b2")),
                id="pages",
                width=1,
                height=1,
                on_page_changed=noting("pages"),
            ),
            NextPage("pages"),
            id="outer",
            item_id_getter=lambda item: item[0],
            items=F["letters"][:2],
        ),
        Button(Const("Look"), "look", noting("look", look)),
        more(),
        Next(),
        state=Main.nested,
    )


async def add(manager: Any) -> None:
    counter = manager.find("deeper")
    await counter.set_value(counter.get_value() + 2)
    manager.dialog_data["found"] = [
        manager.find("deep").is_checked(),
        manager.find_in_parent("label").widget_id,
    ]


def dialogs() -> list[Dialog]:
    windows = [groups(), stubs(), texts(), lists(), nested()]
    return [Dialog(*windows, getter=get_data)]
