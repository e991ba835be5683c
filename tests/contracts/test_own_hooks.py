"""Protected methods of widgets that bots override: when they are asked."""

from datetime import date, time

import pytest
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import (
    Button,
    Calendar,
    Column,
    Group,
    ListGroup,
    Multiselect,
    NextPage,
    NumberedPager,
    Radio,
    ScrollingGroup,
    Start,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CALLBACK_NEXT_MONTH,
    CALLBACK_PREFIX_MONTH,
    CALLBACK_PREFIX_YEAR,
    CalendarScope,
    CalendarUserConfig,
    raw_from_date,
)
from aiogram_dialog.widgets.kbd.pager import BasePager
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.style.multi import StyleCase
from aiogram_dialog.widgets.text import Const, Format, List, ScrollingText


class Main(StatesGroup):
    first = State()


ITEMS = ["tea", "milk", "chocolate", "a"]
DAY = date(2024, 5, 17)


def buttons(texts=ITEMS):
    return [Button(Const(text), f"b{n}") for n, text in enumerate(texts)]


async def get_items(**_):
    return {"items": ITEMS}


@pytest.fixture
def show(play):
    """Return what shows widgets."""

    async def show(*widgets, text="look"):
        first = Const(text) if isinstance(text, str) else text
        return await play(
            Window(first, *widgets, state=Main.first, getter=get_items),
        )

    return show


def seen(stage):
    return [
        [button["text"] for button in row]
        for row in stage.last_message().inline_keyboard
    ]


class Called(list):
    """Note how a hook was called."""

    def note(self, *args):
        self.append(args)


@pytest.fixture
def called():
    return Called()


# Layout


class Pairs:
    """Put the longest button first and the others into pairs."""

    def _wrap_kbd(self, kbd):
        first, *others = sorted(kbd, key=lambda it: -len(it.text))
        pairs = [others[n : n + 2] for n in range(0, len(others), 2)]
        return [[first], *pairs]


PAIRED = [["chocolate"], ["milk", "tea"], ["a"]]


class OwnGroup(Pairs, Group):
    pass


class OwnColumn(Pairs, Column):
    pass


class OwnScrollingGroup(Pairs, ScrollingGroup):
    pass


@pytest.mark.parametrize(
    "keyboard",
    [
        OwnGroup(*buttons(), width=1),
        OwnGroup(Group(*buttons(), width=3), width=8),
        OwnColumn(*buttons()),
        OwnScrollingGroup(*buttons(), id="s", width=2, hide_pager=True),
    ],
)
async def test_rows_of_buttons(show, keyboard):
    assert seen(await show(keyboard)) == PAIRED


async def test_rows_without_a_width_stay(show):
    assert seen(await show(OwnGroup(*buttons()))) == [[it] for it in ITEMS]


async def test_rows_of_own_making_are_scrolled(show):
    keyboard = OwnScrollingGroup(*buttons(), id="s", width=2, height=2)

    stage = await show(keyboard)
    assert seen(stage)[:-1] == PAIRED[:2]
    await stage.presses(">")
    assert seen(stage)[:-1] == PAIRED[2:]


# Pages


class Endless(ScrollingGroup):
    def _get_page_count(self, keyboard):
        return len(keyboard) + 5

    async def _render_page(self, page, keyboard):
        return keyboard[-1:]


async def test_pages_of_rows(show):
    keyboard = Endless(*buttons(), id="s", width=2, height=1)

    assert seen(await show(keyboard)) == [
        ["chocolate", "a"],
        ["1", "<", "1", ">", "7"],
    ]


class OwnList(List):
    def _get_page_count(self, items):
        return 2 * len(items)


async def test_pages_of_a_list(show):
    text = OwnList(
        Format("{item} of {pages}"),
        items="items",
        id="l",
        page_size=1,
    )

    stage = await show(NumberedPager("l"), text=text)

    assert stage.last_message().text == "tea of 8"
    assert len(seen(stage)[0]) == 8


class OwnListGroup(ListGroup):
    def _get_page_count(self, items):
        return 1


async def test_pages_of_a_list_group(show):
    group = OwnListGroup(
        Button(Format("{item}"), "b"),
        id="l",
        item_id_getter=str,
        items="items",
        page_size=2,
    )

    stage = await show(group, NumberedPager("l"))

    assert seen(stage) == [["tea"], ["milk"], ["[ 1 ]"]]


class Shouting(ScrollingText):
    async def _render_contents(self, data, manager):
        return (await super()._render_contents(data, manager)).upper()

    def _get_page_count(self, text):
        assert text == text.upper()
        return 2


async def test_contents_of_a_text(show):
    text = Shouting(Const("abcdef"), "t", page_size=2)

    stage = await show(NumberedPager("t"), text=text)

    assert stage.last_message().text == "AB"
    assert seen(stage) == [["[ 1 ]", "2"]]


# Pagers


class Leaping(NextPage):
    async def _get_target_page(self, current_page, pages):
        return pages - 1

    async def _prepare_data(self, data, target_page, current_page, pages):
        prepared = await super()._prepare_data(
            data,
            target_page,
            current_page,
            pages,
        )
        return {**prepared, "words": f"{target_page}/{pages}"}


class Naming(NumberedPager):
    async def _prepare_data(self, data, current_page, pages):
        prepared = await super()._prepare_data(data, current_page, pages)
        return {**prepared, "names": data["items"]}

    async def _prepare_page_data(self, data, target_page):
        prepared = await super()._prepare_page_data(data, target_page)
        return {**prepared, "name": data["names"][target_page]}


class Plain(BasePager):
    async def _render_keyboard(self, data, manager):
        count = await self._find_scroll(manager).get_page_count(data)
        text = f"{len(data['items'])} items, {count} pages"
        return [[InlineKeyboardButton(text=text, callback_data="x")]]


async def test_pagers(show):
    group = ScrollingGroup(*buttons(), id="s", height=1, hide_pager=True)

    stage = await show(
        group,
        Leaping("s", id="next", text=Format("to {words}")),
        Naming("s", id="n", page_text=Format("{name}")),
        Plain("s", id="p"),
    )

    assert seen(stage)[1:] == [
        ["to 3/4"],
        ["[ 1 ]", *ITEMS[1:]],
        ["4 items, 4 pages"],
    ]


# Choices


def choice(kind, **kwargs):
    texts = (Format("{item}"), Format("{item}"))
    return kind(
        *(texts[:1] if issubclass(kind, Toggle) else texts),
        id="c",
        item_id_getter=str,
        items="items",
        **kwargs,
    )


@pytest.mark.parametrize("kind", [Radio, Multiselect, Toggle])
async def test_clicks_on_choices(show, called, kind):
    async def on_click(event, widget, manager, item_id) -> None:
        called.note("on_click", item_id)

    class Asking(kind):
        async def _process_click(self, callback, select, manager, item_id):
            called.note(select.widget.widget_id, item_id)
            if item_id != "tea":
                await super()._process_click(
                    callback,
                    select,
                    manager,
                    item_id,
                )

    widget = choice(Asking, on_click=on_click, type_factory=str.upper)
    stage = await show(widget)

    await stage.presses("milk" if kind is not Toggle else "tea")
    assert called == [("c", "milk"), ("on_click", "MILK")]


async def test_a_click_that_is_not_taken(show, called):
    class Refusing(Multiselect):
        async def _process_click(self, callback, select, manager, item_id):
            called.note(item_id)

    stage = await show(choice(Refusing))
    await stage.presses("milk")

    assert called == [("milk",)]
    record = next(
        record for name, record in stage.records().items() if "context" in name
    )
    assert "milk" not in record["widget_data"].get("c", [])


# Dates and times


class Range(Calendar):
    """Take two days."""

    async def _handle_click_date(self, data, manager):
        chosen = manager.dialog_data.setdefault("chosen", [])
        chosen.append(int(data))
        if len(chosen) == 2:
            manager.dialog_data["range"] = chosen

    async def _get_user_config(self, data, manager):
        return CalendarUserConfig(min_date=date(2024, 5, 2))


async def test_days(show):
    calendar = Range("c")
    stage = await show(calendar, text=Format("{dialog_data}"))
    async with stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.chat.id,
    ).fg() as manager:
        manager.find("c").set_offset(DAY)
        await manager.show()

    await stage.presses("17")
    await stage.presses("20")

    first = raw_from_date(DAY)
    assert str([first, first + 3 * 86400]) in stage.last_message().text
    assert not any("01" in row for row in seen(stage))


@pytest.mark.parametrize(
    ("hook", "item", "scope"),
    [
        ("_handle_next_month", CALLBACK_NEXT_MONTH, CalendarScope.DAYS),
        ("_handle_prev_month", "-", CalendarScope.DAYS),
        ("_handle_scope_months", "M", CalendarScope.DAYS),
        ("_handle_prev_year", "-Y", CalendarScope.MONTHS),
        ("_handle_next_year", "+Y", CalendarScope.MONTHS),
        ("_handle_scope_years", "Y", CalendarScope.MONTHS),
        ("_handle_prev_years_page", "-YY", CalendarScope.YEARS),
        ("_handle_next_years_page", "+YY", CalendarScope.YEARS),
        (
            "_handle_click_month",
            f"{CALLBACK_PREFIX_MONTH}3",
            CalendarScope.MONTHS,
        ),
        (
            "_handle_click_year",
            f"{CALLBACK_PREFIX_YEAR}2025",
            CalendarScope.YEARS,
        ),
    ],
)
async def test_controls_of_calendars(show, called, hook, item, scope):
    async def note(self, data, manager) -> None:
        called.note(data)

    own = type("Own", (Calendar,), {hook: note})
    stage = await show(own("c"))
    async with stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.chat.id,
    ).fg() as manager:
        manager.find("c").set_offset(DAY)
        manager.find("c").set_scope(scope)
        await manager.show()
    button = next(
        button["text"]
        for row in stage.last_message().inline_keyboard
        for button in row
        if button["callback_data"].endswith(f"c:{item}")
    )

    await stage.presses(button)

    assert called == [(item,)]


async def test_controls_that_a_bot_adds(show, called):
    calendar = Calendar("c")

    async def today(data, manager) -> None:
        called.note(data)

    calendar._handlers["today"] = today
    # Pressed as any bot would make such a button.
    item = calendar._item_callback_data("today")
    stage = await show(calendar, _Raw(item))
    await stage.presses("raw")

    assert called == [("today",)]


class _Raw(Button):
    def __init__(self, data) -> None:
        super().__init__(Const("raw"), "raw")
        self.data = data

    async def _render_keyboard(self, data, manager):
        return [[InlineKeyboardButton(text="raw", callback_data=self.data)]]


class Quarters(TimeSelect):
    def _rows(self, start, stop, step, width):
        rows = super()._rows(start, stop, step, width)
        return rows[:1]

    def _value_from_raw(self, raw_value):
        hour, minute = raw_value
        return None if hour is None else time(hour, minute or 0)


async def test_times(show):
    chosen = []

    async def on_value_changed(event, widget, manager, value) -> None:
        chosen.append(value)

    widget = Quarters("t", on_value_changed=on_value_changed)
    stage = await show(widget)
    assert len(seen(stage)) == 4

    await stage.presses("4")
    assert chosen == [time(4)]


# Styles


class Colours(StyleCase):
    def _get_selection(self, data, manager):
        return "danger"


async def test_styles():
    style = Colours({"danger": Style("danger"), 1: Style("primary")}, "x")

    assert await style.render_style({"x": 1}, None) == "danger"


# Attributes that may be changed after a widget was made


async def test_on_click_of_buttons_that_act(show, called):
    button = Start(Const("go"), "go", Main.first)

    async def on_click(event, button, manager) -> None:
        called.note(button.widget_id)

    button.user_on_click = on_click
    stage = await show(button)
    await stage.presses("go")

    assert called == [("go",)]
