"""What widgets begin with, whatever kind of widget and of default it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from enum import Enum
from typing import Any

import pytest
from aiogram import F

from aiogram_dialog.widgets.input import CombinedInput, TextInput
from aiogram_dialog.widgets.input.base import MessageInput
from aiogram_dialog.widgets.kbd import (
    Calendar,
    CalendarScope,
    Checkbox,
    Counter,
    ListGroup,
    Multiselect,
    Radio,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    calendar as calendar_module,
)
from aiogram_dialog.widgets.kbd.checkbox import BaseCheckbox
from aiogram_dialog.widgets.text import Const, Format

ITEMS = ["1", "2", "3"]
ON, OFF = Format("*{item}"), Format("{item}")
DAY, TODAY = date(2024, 2, 29), date(2025, 1, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(calendar_module, "get_today", lambda _: TODAY)


def checkbox(**params):
    return Checkbox(Const("on"), Const("off"), "w", **params)


def radio(**params):
    params.setdefault("type_factory", int)
    return Radio(ON, OFF, "w", str, ITEMS, **params)


def toggle(**params):
    return Toggle(OFF, "w", str, ITEMS, type_factory=int, **params)


def multiselect(**params):
    return Multiselect(ON, OFF, "w", str, ITEMS, type_factory=int, **params)


def counter(**params):
    return Counter("w", **params)


def time_select(**params):
    return TimeSelect("w", **params)


def calendar(**params):
    return Calendar("w", **params)


@dataclass(frozen=True)
class Case:
    """Say what a default becomes, and what there is without one.

    ``nothing`` is read before the widget is seen, ``later`` afterwards.
    """

    make: Any
    value: Any
    state: Any
    read: Any
    wrong: Any
    empty: Any = None
    nothing: Any = None
    later: Any = None
    changed: Any = None

    def kept(self, state: Any) -> dict[str, Any]:
        """Return what is stored of a plain default once it was seen."""
        # A number is stored when it is changed.
        return {} if self.make is counter else {"w": state}

    def get(self, managed: Any) -> Any:
        names = ("is_checked", "get_checked", "get_value", "get_offset")
        if isinstance(managed.widget, Radio | Multiselect):
            names = ("get_checked",)
        found = next(name for name in names if hasattr(managed, name))
        return getattr(managed, found)()


CASES = {
    "checkbox": Case(
        checkbox,
        value=True,
        state=True,
        read=True,
        wrong=None,
        empty=False,
        nothing=False,
        changed=False,
    ),
    "radio": Case(
        radio,
        value=2,
        state="2",
        read=2,
        wrong=None,
        changed="3",
    ),
    "toggle": Case(
        toggle,
        value=2,
        state="2",
        read=2,
        wrong=None,
        changed="3",
    ),
    "multiselect": Case(
        multiselect,
        value=[3, 1],
        state=["3", "1"],
        read=[3, 1],
        wrong=1,
        empty=[],
        nothing=[],
        changed=["2"],
    ),
    "counter": Case(
        counter,
        value=1.5,
        state=1.5,
        read=1.5,
        wrong=[1],
        empty=0,
        nothing=0,
        changed=0,
    ),
    "time": Case(
        time_select,
        value=time(7, 30, 59),
        state=[7, 30],
        read=time(7, 30),
        wrong=5,
        empty=[None, None],
        changed=[1, None],
    ),
    "calendar": Case(
        calendar,
        value=DAY,
        state={"current_offset": "2024-02-29"},
        read=DAY,
        wrong=time(1),
        empty={"current_offset": str(TODAY)},
        later=TODAY,
        changed={"current_offset": "2001-01-01"},
    ),
}


def cases_but(*names: str) -> Any:
    cases = {name: CASES[name] for name in CASES if name not in names}
    return pytest.mark.parametrize("case", cases.values(), ids=cases)


every_case = cases_but()
# Everything is true or false, and anything may be an id.
typed_cases = cases_but("checkbox", "radio", "toggle")


def by_function(data, widget, manager):
    assert widget.widget_id == "w"
    assert manager.is_preview() is False
    return data["it"]


async def by_coroutine(data, widget, manager):
    return by_function(data, widget, manager)


class Caller:
    async def __call__(self, data, widget, manager):
        return by_function(data, widget, manager)


SOURCES = ["it", F["it"], by_function, by_coroutine, Caller()]
every_source = pytest.mark.parametrize("source", SOURCES)


@every_case
async def test_a_value(desk, case):
    at = desk(case.make(default=case.value))
    assert case.get(at.managed("w")) == case.read

    await at.buttons()

    assert at.state == case.kept(case.state)
    assert case.get(at.managed("w")) == case.read


@every_case
async def test_a_value_that_was_not_read_before(desk, case):
    at = desk(case.make(default=case.value))

    await at.buttons()

    assert at.state == case.kept(case.state)


@every_case
@every_source
async def test_a_value_that_is_found(desk, case, source):
    at = desk(case.make(default=source), {"it": case.value})

    assert case.get(at.managed("w")) == case.nothing
    assert at.state == {}

    await at.buttons()

    assert at.state == {"w": case.state}
    assert case.get(at.managed("w")) == case.read


@every_case
@every_source
async def test_none_is_no_default(desk, case, source):
    at = desk(case.make(default=source), {"it": None})

    await at.buttons()

    assert at.state == {"w": case.empty}
    assert case.get(at.managed("w")) == (case.later or case.nothing)


@every_case
async def test_a_filter_without_a_result_is_no_default(desk, case):
    at = desk(case.make(default=F["it"]))

    await at.buttons()

    assert at.state == {"w": case.empty}


@cases_but("radio", "toggle")
async def test_a_missing_name_is_no_default(desk, case):
    at = desk(case.make(default="it"))

    await at.buttons()

    assert at.state == {"w": case.empty}


@every_case
async def test_without_a_default(desk, case):
    at = desk(case.make())

    await at.buttons()

    assert at.state == case.kept(case.empty)


@every_case
@pytest.mark.parametrize("source", [*SOURCES, None])
async def test_a_state_comes_first(desk, case, source):
    at = desk(
        case.make(default=source or case.value),
        {"it": case.value},
        {"w": case.changed},
    )

    await at.buttons()

    assert at.state == {"w": case.changed}


@every_case
async def test_it_is_resolved_once(desk, case):
    asked = []

    async def source(data, widget, manager):
        asked.append(widget)
        return case.value

    at = desk(case.make(default=source))

    await at.buttons()
    await at.buttons()

    assert asked == [at.root]


@every_case
async def test_a_row_has_its_own(desk, case):
    at = desk(
        ListGroup(
            case.make(default=F["item"]["it"]),
            id="lg",
            item_id_getter="id",
            items=[{"id": 1, "it": case.value}, {"id": 2}],
        ),
    )

    await at.buttons()

    assert at.state == {"lg": {"1": {"w": case.state}, "2": {"w": case.empty}}}


@every_case
async def test_failing_functions(desk, case):
    def source(data, widget, manager):
        return data["absent"]

    at = desk(case.make(default=source))
    with pytest.raises(KeyError, match="absent"):
        await at.buttons()

    at = desk(case.make(default=source), preview=True)
    assert await at.buttons()


@typed_cases
def test_a_value_of_a_wrong_kind(case):
    with pytest.raises(TypeError, match=r"<\w+ id=w> is .*, but it can be"):
        case.make(default=case.wrong)


@typed_cases
@every_source
async def test_a_wrong_kind_is_found(desk, case, source):
    at = desk(case.make(default=source), {"it": case.wrong})

    with pytest.raises(TypeError, match=r"<\w+ id=w> is .*, but it can be"):
        await at.buttons()


@typed_cases
async def test_texts_are_names(desk, case):
    at = desk(case.make(default="it"), {"it": "text"})

    with pytest.raises(TypeError, match="is 'text'"):
        await at.buttons()


@pytest.mark.parametrize("make", [radio, toggle])
@pytest.mark.parametrize(
    ("data", "state"),
    [({}, "2"), ({"2": 3}, "3"), ({"2": "1"}, "1"), ({"2": None}, None)],
)
async def test_texts_may_be_ids(desk, make, data, state):
    at = desk(make(default="2"), data)
    assert at.managed("w").get_checked() is None
    assert at.state == {}

    await at.buttons()

    assert at.state == {"w": state}


class Colour(Enum):
    RED = 1


async def test_ids_are_kept_as_texts(desk):
    at = desk(radio(default=Colour.RED, type_factory=str))

    await at.buttons()

    assert at.state == {"w": str(Colour.RED)}


@pytest.mark.parametrize("make", [radio, toggle])
@pytest.mark.parametrize(
    ("source", "before"),
    [(2, 2), ("it", None), (F["it"], None)],
)
async def test_kept_none_is_nothing(desk, make, source, before):
    at = desk(make(default=source), {"it": 2}, {"w": None})

    assert at.managed("w").get_checked() == before

    await at.buttons()

    assert at.state == {"w": "2"}


@pytest.mark.parametrize(
    ("make", "seen"),
    [
        (radio, [["1>w:1", "*2>w:2", "3>w:3"]]),
        (toggle, [["2>w:3"]]),
    ],
)
async def test_it_is_seen(desk, make, seen):
    assert await desk(make(default=2)).seen() == seen
    assert await desk(make(default=F["it"]), {"it": 2}).seen() == seen


@pytest.mark.parametrize("source", [2, F["it"]])
async def test_previews_of_a_radio_show_it(desk, source):
    at = desk(radio(default=source), {"it": 2}, preview=True)

    assert await at.seen() == [["1>w:1", "*2>w:2", "3>w:3"]]


async def test_previews_of_a_radio_without_it_show_the_first(desk):
    at = desk(radio(default=F["it"]), preview=True)

    assert await at.seen() == [["*1>w:1", "2>w:2", "3>w:3"]]


async def test_previews_of_a_multiselect_show_some(desk):
    at = desk(multiselect(default=[2]), preview=True)

    assert await at.seen() == [["*1>w:1", "2>w:2", "*3>w:3"]]


@pytest.mark.parametrize(
    ("found", "state"),
    [((2, 1), ["2", "1"]), ({2}, ["2"]), ({2: "x"}.keys(), ["2"]), ([], [])],
)
async def test_several_ids(desk, found, state):
    at = desk(multiselect(default=F["it"]), {"it": found})

    await at.buttons()

    assert at.state == {"w": state}


async def test_choices_of_contexts_are_their_own(desk):
    widget = multiselect(default=[1])
    first = desk(widget)
    await first.buttons()
    kept = first.state["w"]
    second = desk(widget)
    await second.buttons()

    assert kept == second.state["w"]
    assert kept is not second.state["w"]


@pytest.mark.parametrize(("found", "seen"), [(1, "on>w:1"), ([], "off>w:0")])
async def test_what_is_true_is_on(desk, found, seen):
    at = desk(checkbox(default=F["it"]), {"it": found})

    assert await at.seen() == [[seen]]
    assert at.state["w"] is bool(found)


async def test_defaults_out_of_the_limits_are_seen(desk):
    at = desk(counter(default=F["it"], max_value=2), {"it": 9})

    assert await at.seen() == [["->w:-", "9>w:", "+>w:+"]]


async def test_clicks_before_the_first_look(desk):
    at = desk(counter(default=F["it"]), {"it": 9})

    assert await at.clicks("w:+")

    assert at.state == {"w": 1}


def test_defaults_can_be_asked_for():
    assert checkbox(default=True).default is True
    assert checkbox().default is False
    assert counter(default="it").default == "it"
    assert counter().default == 0


async def test_a_checkbox_kept_elsewhere_keeps_nothing_here(desk):
    class Lamp(Checkbox):
        def is_checked(self, manager):
            return True

    at = desk(Lamp(Const("on"), Const("off"), "w"))

    assert await at.seen() == [["on>w:1"]]
    assert at.state == {}
    assert issubclass(Lamp, BaseCheckbox)


async def test_moments_are_dates(desk):
    at = desk(calendar(default=datetime(2024, 2, 29, tzinfo=timezone.utc)))

    await at.buttons()

    assert at.state == {"w": {"current_offset": "2024-02-29"}}


@pytest.mark.parametrize("source", [DAY, F["it"]])
async def test_a_scope_is_no_date(desk, source):
    at = desk(
        calendar(default=source),
        {"it": DAY},
        {"w": {"current_scope": "YEARS"}},
    )

    await at.buttons()

    assert at.state["w"] == {
        "current_scope": "YEARS",
        "current_offset": "2024-02-29",
    }


async def test_a_calendar_is_set_before_it_is_seen(desk):
    at = desk(calendar(default=F["it"]), {"it": DAY})
    managed = at.managed("w")

    assert managed.get_scope() is CalendarScope.DAYS
    assert at.state == {}
    managed.set_scope(CalendarScope.MONTHS)
    assert at.state == {"w": {"current_scope": "MONTHS"}}
    managed.set_offset(date(2001, 1, 1))
    await at.buttons()

    assert managed.get_offset() == date(2001, 1, 1)


def text_input(**params):
    return TextInput("w", **params)


@pytest.mark.parametrize(
    ("source", "before", "kept"),
    [
        (12, 12, "12"),
        (date(2024, 2, 29), None, "2024-02-29"),
        ("it", None, "7"),
        (F["it"], None, "7"),
        ("34", None, "34"),
        (by_function, None, "7"),
        (by_coroutine, None, "7"),
        ("absent", None, "absent"),
        (F["absent"], None, None),
        ("none", None, None),
    ],
)
async def test_texts(manager, source, before, kept):
    widget = text_input(default=source, type_factory=_number)

    assert widget.managed(manager).get_value() == before
    assert manager.widget_data == (
        {"w": kept} if widget._default.is_plain else {}
    )

    await widget.prepare({"it": 7, "none": None}, manager)

    assert manager.widget_data == {"w": kept}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


@pytest.mark.parametrize(
    ("state", "kept"),
    [({"w": "7"}, "7"), ({"w": ""}, ""), ({"w": None}, "12"), ({}, "12")],
)
async def test_texts_that_were_sent_come_first(manager, state, kept):
    manager.widget_data.update(state)
    widget = text_input(default=12)

    await widget.prepare({}, manager)

    assert manager.widget_data == {"w": kept}
    assert widget.get_value(manager) == kept


async def test_inputs_without_a_default_keep_nothing(manager):
    await text_input().prepare({}, manager)

    assert manager.widget_data == {}


async def test_all_inputs_are_prepared(manager):
    class Foreign:
        """Be an input that has nothing to prepare."""

        def find(self, widget_id):
            return None

    inputs = CombinedInput(
        MessageInput(None),
        Foreign(),
        TextInput("a", default=1),
        CombinedInput(TextInput("b", default=F["it"])),
    )

    await inputs.prepare({"it": 2}, manager)

    assert manager.widget_data == {"a": "1", "b": "2"}
