import pytest

from aiogram_dialog.widgets.common import (
    BaseScroll,
    ManagedScroll,
    sync_scroll,
)
from aiogram_dialog.widgets.common.scroll import clamp_page, count_pages
from aiogram_dialog.widgets.kbd import Group, Keyboard


class Pages(BaseScroll, Keyboard):
    """Have three pages."""

    def __init__(self, widget_id, on_page_changed=None) -> None:
        Keyboard.__init__(self, widget_id)
        BaseScroll.__init__(self, widget_id, on_page_changed)

    async def _render_keyboard(self, data, manager):
        return []

    async def get_page_count(self, data, manager):
        return data.get("pages", 3)


async def test_pages(manager, noted):
    scroll = Pages("s", on_page_changed=noted)

    assert await scroll.get_page(manager) == 0
    await scroll.set_page(manager.event, 2, manager)

    assert await scroll.get_page(manager) == 2
    assert manager.widget_data == {"s": 2}
    [(event, managed, given)] = noted.calls
    assert isinstance(managed, ManagedScroll)
    assert (event, managed.widget, given) == (manager.event, scroll, manager)


@pytest.mark.parametrize("page", [-1, 0, 99])
async def test_any_page_is_kept_and_told(manager, noted, page):
    scroll = Pages("s", on_page_changed=noted)

    await scroll.set_page(manager.event, page, manager)
    await scroll.set_page(manager.event, page, manager)

    assert manager.widget_data == {"s": page}
    assert len(noted.calls) == 2


async def test_managed(manager, noted):
    managed = Pages("s", on_page_changed=noted).managed(manager)

    await managed.set_page(1)

    assert await managed.get_page() == 1
    assert await managed.get_page_count({"pages": 5}) == 5
    assert noted.calls[0][0] is manager.event


@pytest.mark.parametrize(
    ("page", "count", "shown"),
    [(0, 3, 0), (2, 3, 2), (3, 3, 2), (-1, 3, 0), (0, 0, 0), (5, 0, 0)],
)
def test_page_that_is_shown(page, count, shown):
    assert clamp_page(page, count) == shown


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ("b", {"a": 2, "b": 2, "c": 0}),
        (["b", "c"], {"a": 2, "b": 2, "c": 2}),
        (("b",), {"a": 2, "b": 2, "c": 0}),
        ([], {"a": 2, "b": 0, "c": 0}),
    ],
)
async def test_sync(manager, ids, expected):
    scroll = Pages("a", on_page_changed=sync_scroll(ids))
    others = [Pages("b"), Pages("c")]
    manager.root = Group(scroll, *others)

    await scroll.managed(manager).set_page(2)

    found = {s.widget_id: await s.get_page(manager) for s in [scroll, *others]}
    assert found == expected


async def test_sync_both_ways(manager):
    first = Pages("a", on_page_changed=sync_scroll("b"))
    second = Pages("b", on_page_changed=sync_scroll(["a", "b"]))
    manager.root = Group(first, second)

    await first.managed(manager).set_page(2)
    assert manager.widget_data == {"a": 2, "b": 2}

    await second.managed(manager).set_page(1)
    assert manager.widget_data == {"a": 1, "b": 1}


@pytest.mark.parametrize("name", ["on_page_chaged", "on_page_changed"])
async def test_sync_after_a_callback(manager, name):
    seen = []

    async def before(event, scroll, manager) -> None:
        seen.append((event, scroll.widget_id, dict(manager.widget_data)))

    first = Pages("a", on_page_changed=sync_scroll("b", **{name: before}))
    manager.root = Group(first, Pages("b"))

    await first.managed(manager).set_page(2)

    assert seen == [(manager.event, "a", {"a": 2})]
    assert manager.widget_data == {"a": 2, "b": 2}


async def test_sync_follows_what_the_callback_does(manager):
    async def before(event, scroll, manager) -> None:
        scroll.widget.set_widget_data(manager, 1)

    first = Pages("a", on_page_changed=sync_scroll("b", before))
    manager.root = Group(first, Pages("b"))

    await first.managed(manager).set_page(2)

    assert manager.widget_data == {"a": 1, "b": 1}


async def test_sync_with_a_stranger(manager):
    scroll = Pages("a", on_page_changed=sync_scroll("nobody"))
    manager.root = scroll

    with pytest.raises(ValueError, match="'nobody' with <ManagedScroll"):
        await scroll.managed(manager).set_page(2)


async def test_a_scroll_without_an_id_stays_where_it_is(manager):
    scroll = Pages(None)

    assert await scroll.get_page(manager) == 0
    with pytest.raises(ValueError, match="give it an `id`"):
        await scroll.set_page(manager.event, 1, manager)
    assert manager.widget_data == {}


class Failing(Pages):
    async def get_page_count(self, data, manager):
        raise LookupError


async def test_a_failing_scroll_is_named(manager):
    managed = Failing("s").managed(manager)

    with pytest.raises(LookupError) as caught:
        await managed.get_page_count({})

    notes = getattr(caught.value, "__notes__", [repr(managed)])
    assert repr(managed) in notes[-1]


@pytest.mark.parametrize(
    ("items", "size", "pages"),
    [(0, 3, 0), (1, 3, 1), (3, 3, 1), (4, 3, 2), (5, 0, 1), (0, None, 0)],
)
def test_count_pages(items, size, pages):
    assert count_pages(items, size) == pages
