"""Texts that choose, count and have pages; media that have pages."""

import pytest
from aiogram import F

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.kbd import NumberedPager
from aiogram_dialog.widgets.media import (
    DynamicMedia,
    Media,
    MediaScroll,
    StaticMedia,
)
from aiogram_dialog.widgets.style import Style, StyleCase
from aiogram_dialog.widgets.text import (
    Case,
    Const,
    Format,
    List,
    Progress,
    ScrollingText,
)

ITEMS = list("abcde")
FULL, EMPTY = "🟥", "⬜"


@pytest.mark.parametrize(
    "selector",
    ["x", F["x"], lambda data, _case, _manager: data.get("x")],
)
@pytest.mark.parametrize(("x", "expected"), [(1, "one"), (2, "other")])
async def test_case(text_of, selector, x, expected):
    case = Case({1: Const("one"), ...: Const("other")}, selector)

    assert await text_of(case, x=x) == expected


async def test_selector_is_given_the_case_and_the_manager(text_of, manager):
    asked = []

    def select(*args):
        asked.append(args)
        return 1

    case = Case({1: Const("one")}, select)
    await text_of(case, x=1)

    assert asked == [({"x": 1}, case, manager)]


async def test_case_without_an_option(text_of, manager):
    case = Case({1: Const("one"), 3: Const("three")}, "x")

    with pytest.raises(KeyError) as caught:
        await text_of(case, x=2)
    assert caught.value.args == (2,)

    manager.preview = True
    assert await text_of(case, x=2) == "one"
    assert await text_of(case, x=3) == "three"


async def test_unhashable_selection(text_of):
    with pytest.raises(TypeError, match="unhashable"):
        await text_of(Case({1: Const("one")}, "x"), x=[])


@pytest.mark.parametrize("selector", [None, 5])
@pytest.mark.parametrize("case", [Case, StyleCase])
def test_selector_that_cannot_select(case, selector):
    with pytest.raises(TypeError, match="`selector` is"):
        case({}, selector)


def test_case_finds_in_its_options():
    listed = List(Const("x"), "items", id="l")

    assert Case({1: Const("one"), 2: listed}, "x").find("l") is listed
    assert Case({1: Const("one")}, "x").find("l") is None


async def test_style_case(manager):
    case = StyleCase(
        {1: Style("primary", "icon"), ...: Style("danger")},
        "x",
    )

    async def look(x):
        return (
            await case.render_style({"x": x}, manager),
            await case.render_emoji({"x": x}, manager),
        )

    assert await look(1) == ("primary", "icon")
    assert await look(2) == ("danger", None)


@pytest.mark.parametrize(
    ("percent", "filled", "empty", "number"),
    [
        (0, 0, 10, "   0%"),
        (15, 2, 8, "  15%"),
        (49, 5, 5, "  49%"),
        (50, 5, 5, "  50%"),
        (99.6, 10, 0, "  100%"),
        (150, 15, 0, "  150%"),
        (-10, 0, 11, " -10%"),
    ],
)
async def test_progress(text_of, percent, filled, empty, number):
    text = await text_of(Progress("p"), p=percent)

    bar = FULL * filled + EMPTY * empty
    assert text.replace(" ", "") == (bar + number).replace(" ", "")
    assert text == f"{bar} {percent: 2.0f}%"


async def test_progress_of_ones_own(text_of, manager):
    progress = Progress("p", width=4, filled="#", empty=".")

    assert await text_of(progress, p=50) == "##..  50%"

    manager.preview = True
    assert await text_of(progress) == "#...  15%"


async def test_progress_without_a_number(text_of):
    with pytest.raises(TypeError, match="no percentage 'p'"):
        await text_of(Progress("p"))


FIELD = Format("{pos}/{pos0} {item} p{current_page1}/{pages} {data[x]}")


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (0, "1/0 a p1/3 !|2/1 b p1/3 !"),
        (2, "5/4 e p3/3 !"),
        (7, "5/4 e p3/3 !"),
        (-1, "1/0 a p1/3 !|2/1 b p1/3 !"),
    ],
)
async def test_list(desk, text_of, kept, expected):
    listed = List(FIELD, "items", sep="|", id="l", page_size=2)
    at = desk(listed, state={"l": kept})

    assert await text_of(listed, items=ITEMS, x="!") == expected
    assert at.state == {"l": kept}
    assert await at.managed("l").get_page_count({"items": ITEMS}) == 3
    assert await at.managed("l").get_page_count({"items": []}) == 0


async def test_list_without_pages(desk, text_of):
    listed = List(
        Format("{item} {current_page} {pages}", when=F["item"] != "c"),
        lambda _: iter(ITEMS),
    )
    at = desk(listed)

    expected = "a 0 1\nb 0 1\nd 0 1\ne 0 1"
    assert await text_of(listed) == expected
    assert at.state == {}


async def test_list_of_nothing(text_of):
    assert await text_of(List(Const("x"), [], id="l", page_size=2)) == ""


async def test_list_without_an_id_stays_at_its_first_page(desk, text_of):
    listed = List(Format("{item}"), ITEMS, page_size=2)
    at = desk(listed)

    assert await text_of(listed) == "a\nb"
    assert at.state == {}
    with pytest.raises(ValueError, match="give it an `id`"):
        await listed.set_page(None, 1, at.manager)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [(0, "abcd"), (1, "efgh"), (2, "ij"), (9, "ij"), (-1, "abcd")],
)
async def test_scrolling_text(desk, text_of, kept, expected):
    text = ScrollingText(Format("{x}"), "t", page_size=4)
    at = desk(text, state={"t": kept})

    assert await text_of(text, x="abcdefghij") == expected
    assert await at.managed("t").get_page_count({"x": "abcdefghij"}) == 3
    assert await at.managed("t").get_page_count({"x": ""}) == 0
    assert await text_of(text, x="") == ""


async def test_scrolling_text_without_pages(desk, text_of):
    text = ScrollingText(Const("abc"), "t")
    at = desk(text, state={"t": 1})

    assert await text_of(text) == "abc"
    assert await at.managed("t").get_page_count({}) == 1


async def test_pager_of_a_text(desk, notes):
    text = ScrollingText(
        Const("abc"),
        "t",
        page_size=1,
        on_page_changed=notes.handler("page"),
    )
    at = desk(NumberedPager(text))

    assert await at.seen() == [
        ["[ 1 ]>__pager__:0", "2>__pager__:1", "3>__pager__:2"],
    ]
    assert await at.clicks("__pager__:2")
    assert at.state == {"t": 2}
    assert notes.names() == ["page"]


PICTURE = MediaAttachment("photo", url="u")


@pytest.mark.parametrize(
    ("selector", "data", "expected"),
    [
        ("x", {"x": PICTURE}, PICTURE),
        ("x", {"x": None}, None),
        (F["x"], {"x": PICTURE}, PICTURE),
        (F["x"], {}, None),
        (lambda data: data["x"], {"x": PICTURE}, PICTURE),
    ],
)
async def test_dynamic_media(manager, selector, data, expected):
    media = DynamicMedia(selector)

    assert await media.render_media(data, manager) == expected


async def test_dynamic_media_that_is_missing(manager):
    with pytest.raises(KeyError):
        await DynamicMedia("x").render_media({}, manager)


@pytest.mark.parametrize("selector", [None, PICTURE])
def test_dynamic_media_that_cannot_select(selector):
    with pytest.raises(TypeError, match="`selector` is"):
        DynamicMedia(selector)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (0, "a 1 0 0 1 2 !"),
        (1, "b 2 1 1 2 2 !"),
        (2, "b 2 1 1 2 2 !"),
        (-1, "a 1 0 0 1 2 !"),
    ],
)
async def test_media_scroll(desk, kept, expected):
    text = "{item} {pos} {pos0} {current_page} {current_page1} {pages} "
    scroll = MediaScroll(
        StaticMedia(url=Format(text + "{data[x]}")),
        "items",
        "m",
    )
    at = desk(scroll, state={"m": kept})
    data = {"items": "ab", "x": "!"}

    media = await scroll.render_media(data, at.manager)

    assert media.url == expected
    assert await at.managed("m").get_page_count(data) == 2


async def test_media_scroll_of_nothing(desk):
    scroll = MediaScroll(StaticMedia(url="u"), F["items"], "m")
    at = desk(scroll)

    assert await scroll.render_media({}, at.manager) is None


def test_media_scroll_is_found_among_others():
    scroll = MediaScroll(StaticMedia(url="u"), [], "m")

    assert (Media() | scroll).find("m") is scroll
