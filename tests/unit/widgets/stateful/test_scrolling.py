"""Scrolling groups, stubs of scrolls and the buttons that turn pages."""

import pytest
from aiogram import F

from aiogram_dialog.widgets.kbd import (
    Button,
    CurrentPage,
    FirstPage,
    Group,
    LastPage,
    NextPage,
    NumberedPager,
    PrevPage,
    Row,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchPage,
)
from aiogram_dialog.widgets.kbd.pager import PageDirection
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format, List


def button(number, on_click=None):
    return Button(Const(f"n{number}"), f"b{number}", on_click)


def scrolling(count=7, **params):
    params.setdefault("height", 2)
    params.setdefault("width", 2)
    return ScrollingGroup(*map(button, range(count)), id="sg", **params)


PAGE_1 = [["b0", "b1"], ["b2", "b3"]]
PAGE_2 = [["b4", "b5"], ["b6"]]


@pytest.mark.parametrize(
    ("kept", "page", "current", "targets"),
    [
        (0, PAGE_1, 1, [0, 0, 0, 1, 1]),
        (1, PAGE_2, 2, [0, 0, 1, 1, 1]),
        (9, PAGE_2, 2, [0, 0, 1, 1, 1]),
        (-3, PAGE_1, 1, [0, 0, 0, 1, 1]),
    ],
)
async def test_page_and_pager(desk, kept, page, current, targets):
    at = desk(scrolling(), state={"sg": kept})

    rows = await at.buttons()

    sent = [[it.callback_data for it in row] for row in rows]
    assert sent == [*page, [f"sg:{target}" for target in targets]]
    texts = [it.text for it in rows[-1]]
    assert texts == ["1", "<", str(current), ">", "2"]
    assert at.state == {"sg": kept}


PAGER = ["1>sg:0", "<>sg:0", "1>sg:0", ">>sg:0", "1>sg:0"]


@pytest.mark.parametrize(
    ("count", "params", "expected"),
    [
        (1, {}, [["n0>b0"], PAGER]),
        (1, {"hide_on_single_page": True}, [["n0>b0"]]),
        (3, {"hide_pager": True, "height": 1}, [["n0>b0", "n1>b1"]]),
        (0, {}, []),
        (3, {"height": 0}, [["n0>b0", "n1>b1"], ["n2>b2"], PAGER]),
    ],
)
async def test_without_other_pages(desk, count, params, expected):
    assert await desk(scrolling(count, **params)).seen() == expected


async def test_an_empty_row_is_a_row(desk):
    root = ScrollingGroup(
        Select(Const("x"), "s", str, []),
        id="sg",
        height=1,
    )

    assert await desk(root).seen() == [[], PAGER]


async def test_turning(desk, notes):
    root = ScrollingGroup(
        button(0, notes.handler("click")),
        id="sg",
        height=1,
        on_page_changed=notes.handler("page"),
    )
    at = desk(root)

    assert await at.clicks("sg:1")
    assert await at.clicks("sg:1")
    assert await at.clicks("b0")

    assert at.state == {"sg": 1}
    told = ("page", "sg:1", "bare", "<ManagedScroll <ScrollingGroup id=sg>>")
    assert notes.take() == [
        told,
        told,
        ("click", "b0", "bare", "<Button id=b0>"),
    ]


# Other digits, signs and blanks mean a number to Python, but not here.
NO_PAGES = ["", "x", "-", "١", "1_0", " 1", "1\n", "+1", "1" * 10, "9" * 5000]


@pytest.mark.parametrize("page", NO_PAGES)
async def test_turning_to_nowhere(desk, page):
    at = desk(scrolling())

    assert not await at.clicks("sg")
    assert not await at.clicks(f"sg:{page}")
    assert at.state == {}


PAGES = [("7", 7), ("9" * 9, 10**9 - 1), ("007", 7), ("-0", 0), ("-5", 0)]


@pytest.mark.parametrize(("page", "kept"), PAGES)
async def test_turning_far(desk, page, kept):
    at = desk(scrolling())

    assert await at.clicks(f"sg:{page}")

    assert at.state == {"sg": kept}


def test_no_height():
    with pytest.raises(ValueError, match="<ScrollingGroup id=sg> is -1"):
        scrolling(height=-1)


async def test_page_count_of_a_group(desk):
    at = desk(scrolling())

    assert await at.managed("sg").get_page_count({}) == 2


def number_of_pages(data, widget, manager):
    return data["n"] + len(widget.widget_id)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("n", 5), (F["n"], 5), (3, 3), (number_of_pages, 7)],
)
async def test_pages_of_a_stub(desk, pages, expected):
    at = desk(StubScroll("st", pages))

    assert await at.managed("st").get_page_count({"n": 5}) == expected
    assert await at.seen() == [[]]


async def test_a_stub_takes_no_clicks(desk):
    assert not await desk(StubScroll("st", 3)).clicks("st:1")


@pytest.mark.parametrize("pages", [None, 2.5])
def test_stub_without_pages(pages):
    with pytest.raises(TypeError, match="`pages` is"):
        StubScroll("st", pages)


def pagers(on_page_changed=None):
    return Group(
        StubScroll("st", "n", on_page_changed=on_page_changed),
        Row(
            FirstPage("st", id="first"),
            PrevPage("st", id="prev"),
            CurrentPage("st", id="now"),
            NextPage("st", id="next"),
            LastPage("st", id="last"),
        ),
        NumberedPager("st", id="num", length=3),
    )


@pytest.mark.parametrize(
    ("pages", "kept", "targets", "now", "numbered"),
    [
        (4, 0, [0, 0, 0, 1, 3], "1", [["[ 1 ]", "2", "3"], ["4"]]),
        (4, 1, [0, 0, 1, 2, 3], "2", [["1", "[ 2 ]", "3"], ["4"]]),
        (4, 3, [0, 2, 3, 3, 3], "4", [["1", "2", "3"], ["[ 4 ]"]]),
        # What is kept may be out of date.
        (4, 9, [0, 2, 3, 3, 3], "4", [["1", "2", "3"], ["[ 4 ]"]]),
        (4, -1, [0, 0, 0, 1, 3], "1", [["[ 1 ]", "2", "3"], ["4"]]),
        (0, 0, [0, 0, 0, 0, 0], "1", []),
    ],
)
async def test_pagers(desk, pages, kept, targets, now, numbered):
    at = desk(pagers(), {"n": pages}, {"st": kept})

    _, steps, *numbers = await at.buttons()

    names = ["first", "prev", "now", "next", "last"]
    assert [it.callback_data for it in steps] == [
        f"{name}:{target}" for name, target in zip(names, targets, strict=True)
    ]
    assert [it.text for it in steps] == ["<<", "<", now, ">", ">>"]
    assert [[it.text for it in row] for row in numbers] == numbered
    assert [it.callback_data for row in numbers for it in row] == [
        f"num:{page}" for page in range(pages)
    ]


async def test_pagers_turn(desk, notes):
    at = desk(pagers(notes.handler("page")), {"n": 4})

    assert await at.clicks("num:2")

    assert at.state == {"st": 2}
    assert notes.take() == [
        ("page", "num:2", "as sent", "<ManagedScroll <StubScroll id=st>>"),
    ]


@pytest.mark.parametrize("page", NO_PAGES)
async def test_pagers_turn_to_nowhere(desk, page):
    at = desk(pagers(), {"n": 4})

    assert not await at.clicks("num")
    assert not await at.clicks(f"num:{page}")
    assert at.state == {}


@pytest.mark.parametrize(("page", "kept"), PAGES)
async def test_pagers_turn_far(desk, page, kept):
    at = desk(pagers(), {"n": 4})

    assert await at.clicks(f"num:{page}")

    assert at.state == {"st": kept}


@pytest.mark.parametrize("length", [0, -1])
def test_no_length(length):
    with pytest.raises(ValueError, match=f"<NumberedPager id=.*is {length}"):
        NumberedPager("st", length=length)


async def test_a_pager_is_given_its_pages(desk):
    scroll = StubScroll("st", 5)
    names = "{current_page}{current_page1}{pages}{target_page}{target_page1}"
    at = desk(
        Group(
            scroll,
            SwitchPage(
                PageDirection.NEXT,
                scroll,
                "go",
                Format(names + "{data[n]}"),
                when=F["data"]["n"] == F["target_page"],
                style=Style("primary", when=F["pages"] == 5),
            ),
            SwitchPage(7, scroll, "far", Const("far")),
            NumberedPager(
                scroll,
                "num",
                when=F["current_page1"] == 2,
                page_text=Format("{current_page}>{target_page1}"),
                style=Style(emoji_id="icon"),
                current_page_style=Style("danger"),
            ),
        ),
        {"n": 2},
        {"st": 1},
    )

    _, (go,), (far,), numbers = await at.buttons()

    assert (go.text, go.style, go.callback_data) == (
        "125232",
        "primary",
        "go:2",
    )
    assert far.callback_data == "far:7"
    assert [it.text for it in numbers] == [
        "1>1",
        "[ 2 ]",
        "1>3",
        "1>4",
        "1>5",
    ]
    assert numbers[0].icon_custom_emoji_id == "icon"
    styles = await at.styles()
    assert styles[-1] == [None, "danger", None, None, None]


async def test_hidden_pager(desk):
    at = desk(Group(StubScroll("st", 2), NextPage("st", when=F["nothing"])))

    assert await at.seen() == [[]]


async def test_pager_misses_its_scroll(desk):
    at = desk(NextPage("st"))

    with pytest.raises(ValueError, match="cannot find the scroll 'st'"):
        await at.buttons()
    with pytest.raises(ValueError, match="cannot find the scroll 'st'"):
        await at.clicks("__pager__:1")


@pytest.mark.parametrize("scroll", [None, 5, Button(Const("x"), "x")])
def test_pager_of_no_scroll(scroll):
    with pytest.raises(TypeError, match="`scroll` of <NextPage id=__pager__>"):
        NextPage(scroll)


def test_pager_of_a_scroll_without_an_id():
    with pytest.raises(ValueError, match="has no `id`"):
        NextPage(List(Const("x"), items=[1, 2], page_size=1))


def test_page_directions_are_their_names():
    assert {it.name: it.value for it in PageDirection} == {
        name: name for name in ("NEXT", "PREV", "FIRST", "LAST", "IGNORE")
    }
