"""Long things in pages."""

from aiogram import F

from aiogram_dialog.widgets.common import sync_scroll
from aiogram_dialog.widgets.kbd import (
    Button,
    Checkbox,
    CurrentPage,
    FirstPage,
    LastPage,
    ListGroup,
    NextPage,
    NumberedPager,
    PrevPage,
    Radio,
    Row,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchPage,
    Url,
)
from aiogram_dialog.widgets.text import Const, Format, List


def numbers(count: int) -> list[Button]:
    return [
        Button(Const(f"n{number}"), id=f"n{number}") for number in range(count)
    ]


async def test_scrolling_group(play, log):
    await play(
        Const("."),
        ScrollingGroup(
            *numbers(7),
            id="scroll",
            width=2,
            height=2,
            on_page_changed=log("on_page_changed"),
        ),
        script=["press >", "press n6", "press >", "press 1"],
    )


async def test_scrolling_group_of_a_select(play, log):
    await play(
        Const("."),
        ScrollingGroup(
            Select(
                Format("{item}"),
                "name",
                str,
                ["Ann", "Bob", "Eve"],
                on_click=log("on_click"),
            ),
            id="scroll",
            width=1,
            height=2,
            hide_on_single_page=True,
        ),
        script=["press Ann", "press >", "press Eve"],
    )


async def test_pagers(play, log):
    await play(
        Format("page {page} of 5"),
        StubScroll("stub", pages=5, on_page_changed=log("on_page_changed")),
        Row(
            FirstPage("stub"),
            PrevPage("stub"),
            CurrentPage("stub"),
            NextPage("stub"),
            LastPage("stub"),
        ),
        NumberedPager("stub", length=3),
        SwitchPage(2, "stub", id="third", text=Const("Third")),
        getter=get_page,
        script=["press >>", "press >", "press <", "press 2", "press Third"],
    )


async def get_page(dialog_manager, **kwargs):
    return {"page": await dialog_manager.find("stub").get_page() + 1}


async def test_pagers_that_are_hidden(play):
    await play(
        Const("."),
        StubScroll("stub", pages="pages"),
        NumberedPager("stub", when=F["pages"] > 1),
        NextPage("stub", id="next", when=F["data"]["pages"] == 0),
        getter={"pages": 1},
        script=[],
    )


async def test_scrolls_that_go_together(play):
    await play(
        List(
            Format("{item}"),
            items=["a", "b", "c"],
            id="list",
            page_size=1,
            on_page_changed=sync_scroll("buttons"),
        ),
        ScrollingGroup(
            *numbers(3),
            id="buttons",
            width=1,
            height=1,
            on_page_changed=sync_scroll("list"),
        ),
        NextPage("list"),
        script=["press >", "press 1"],
    )


async def test_list_group(play, log):
    await play(
        Const("."),
        Checkbox(Const("all: on"), Const("all: off"), id="all"),
        ListGroup(
            Row(
                Checkbox(
                    Format("[x] {item}"),
                    Format("[ ] {item}"),
                    id="check",
                    on_state_changed=log("on_state_changed"),
                ),
                Url(Const("url"), Const("https://example.com")),
            ),
            Radio(
                Format("({item})"),
                Format("{item}"),
                "colour",
                str,
                ["red", "blue"],
                when=is_checked_or_all,
            ),
            Button(
                Format("Button {pos}"),
                id="button",
                on_click=log("on_click"),
                when=F["pos"] == 2,
            ),
            id="rows",
            item_id_getter=str,
            items=["a", "b:c", "d"],
            page_size=2,
            on_page_changed=log("on_page_changed"),
        ),
        NextPage("rows"),
        script=[
            "press [ ] a",
            "press blue",
            "press [ ] b:c",
            "press Button 2",
            "press all: off",
            "press >",
        ],
    )


def is_checked_or_all(data, widget, manager) -> bool:
    return (
        manager.find("check").is_checked() or manager.find("all").is_checked()
    )
