"""Whatever a widget asks for may be a coroutine function."""

from functools import partial
from operator import itemgetter

import pytest
from aiogram.enums import ContentType

from aiogram_dialog.api.entities import MediaAttachment
from aiogram_dialog.widgets.kbd import (
    Button,
    CurrentPage,
    Group,
    ListGroup,
    Select,
    StubScroll,
    Toggle,
)
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import DynamicMedia, MediaScroll, StaticMedia
from aiogram_dialog.widgets.style import Style, StyleCase
from aiogram_dialog.widgets.text import Case, Const, Format, List


async def is_seen(data, widget, manager):
    return data["is_seen"]


class Conditions:
    async def __call__(self, data, widget, manager):
        return data["is_seen"]

    async def method(self, data, widget, manager):
        return data["is_seen"]


@pytest.fixture(
    params=[
        is_seen,
        partial(is_seen),
        Conditions(),
        Conditions().method,
        lambda data, _widget, _manager: is_seen(data, None, None),
    ],
)
def condition(request):
    return request.param


async def items(data):
    return data["names"]


async def test_conditions_of_texts(text_of, condition):
    text = Const("a", when=condition)

    assert await text_of(text, is_seen=True) == "a"
    assert await text_of(text, is_seen=False) == ""


async def test_conditions_of_keyboards(rows, condition):
    group = Group(Button(Const("a"), id="a", when=condition))

    assert await rows(group, is_seen=True) == [["a"]]
    assert await rows(group, is_seen=False) == []


async def test_conditions_of_everything_else(manager, condition):
    seen, hidden = {"is_seen": 1}, {"is_seen": 0}
    media = StaticMedia(url="a", when=condition)
    preview = LinkPreview(when=condition)
    style = Style("danger", emoji_id="1", when=condition)

    assert await media.render_media(seen, manager)
    assert await media.render_media(hidden, manager) is None
    assert await preview.render_link_preview(seen, manager)
    assert await preview.render_link_preview(hidden, manager) is None
    assert await style.render_style(seen, manager) == "danger"
    assert await style.render_style(hidden, manager) is None
    assert await style.render_emoji(seen, manager) == "1"
    assert await style.render_emoji(hidden, manager) is None


async def test_conditions_of_pagers(rows):
    async def has_pages(data, widget, manager):
        return data["pages"] > data["data"]["least"]

    pager = CurrentPage(StubScroll("s", 2), when=has_pages)

    assert await rows(pager, least=1) == [["1"]]
    assert await rows(pager, least=2) == []


async def test_selectors(manager, text_of):
    seen = []

    async def select(data, widget, manager):
        seen.append((widget, manager))
        return data["x"]

    case = Case({1: Const("one"), ...: Const("other")}, select)
    style = StyleCase(
        {1: Style("danger", "1"), ...: Style("primary", "2")},
        select,
    )

    assert await text_of(case, x=1) == "one"
    assert await text_of(case, x=2) == "other"
    assert await style.render_style({"x": 1}, manager) == "danger"
    assert await style.render_emoji({"x": 2}, manager) == "2"
    assert seen == [(case, manager)] * 2 + [(style, manager)] * 2


async def test_items_of_texts(manager, text_of):
    names = List(Format("{item}"), items, sep=",", id="l", page_size=2)

    assert await text_of(names, names=["a", "b", "c"]) == "a,b"
    assert await names.get_page_count({"names": "abc"}, manager) == 2


@pytest.mark.parametrize(
    ("widget", "expected"),
    [
        (Select(Format("{item}"), "s", str, items), [["a", "b", "c"]]),
        (Toggle(Format("{item}"), "s", str, items), [["a"]]),
        (
            ListGroup(
                Button(Format("{item}"), id="b"),
                id="l",
                item_id_getter=str,
                items=items,
                page_size=2,
            ),
            [["a"], ["b"]],
        ),
    ],
)
async def test_items_of_keyboards(rows, widget, expected):
    assert await rows(widget, names=["a", "b", "c"]) == expected


async def test_pages_of_lists(manager):
    group = ListGroup(
        Button(Const("x"), id="b"),
        id="l",
        item_id_getter=str,
        items=items,
        page_size=2,
    )

    assert await group.get_page_count({"names": "abc"}, manager) == 2


async def test_media(manager):
    async def select(data):
        return data["picture"]

    picture = MediaAttachment(ContentType.PHOTO, url="https://x.example")
    scroll = MediaScroll(DynamicMedia("item"), items, id="m")
    data = {"names": [picture]}

    assert (
        await DynamicMedia(select).render_media(
            {"picture": picture},
            manager,
        )
        is picture
    )
    assert await scroll.render_media(data, manager) is picture
    assert await scroll.get_page_count(data, manager) == 1


async def test_page_counts(manager):
    async def pages(data, widget, manager):
        return data["pages"]

    scroll = StubScroll("s", pages)

    assert await scroll.get_page_count({"pages": 5}, manager) == 5


async def test_functions_that_return_an_awaitable(manager):
    scroll = StubScroll("s", lambda data, *_: items({"names": data["n"]}))

    assert await scroll.get_page_count({"n": 7}, manager) == 7


async def test_magic_filters_with_functions_stay_as_they_are(text_of):
    names = List(Format("{item}"), itemgetter("names"), sep="")

    assert await text_of(names, names="ab") == "ab"
