from datetime import date, timedelta, timezone

import pytest

from aiogram_dialog.widgets.kbd import (
    Calendar,
    CalendarConfig,
    CalendarScope,
    CalendarUserConfig,
    ListGroup,
)
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CalendarDaysView,
    CalendarMonthView,
    CalendarYearsView,
    date_from_raw,
    get_today,
    month_begin,
    next_month_begin,
    prev_month_begin,
    raw_from_date,
)
from aiogram_dialog.widgets.kbd.calendar_kbd.dates import month_end, with_year
from aiogram_dialog.widgets.text import Format, Text

WIDGET = "<ManagedCalendar <Calendar id=c>>"
LEAP_DAY = date(2024, 2, 29)
EMPTY = " >"


def calendar(notes=None, **config):
    return Calendar(
        "c",
        on_click=notes and notes.handler("date"),
        config=CalendarConfig(**config),
    )


def kept(offset="2024-02-15", scope=None):
    state = {"current_offset": offset}
    if scope:
        state["current_scope"] = scope
    return {"c": state}


def day(number, month=2, year=2024):
    return f"{number:02}>c:{raw_from_date(date(year, month, number))}"


@pytest.mark.parametrize(
    ("day", "raw"),
    [
        (date(1970, 1, 1), 0),
        (date(1969, 12, 31), -86400),
        (date(2024, 2, 15), 1707955200),
    ],
)
def test_raw_dates(day, raw):
    assert raw_from_date(day) == raw
    assert date_from_raw(raw) == day
    assert date_from_raw(raw + 86399) == day


@pytest.mark.parametrize(
    ("offset", "previous", "begin", "end", "following"),
    [
        (LEAP_DAY, (2024, 1, 1), (2024, 2, 1), (2024, 2, 29), (2024, 3, 1)),
        (
            date(2023, 12, 9),
            (2023, 11, 1),
            (2023, 12, 1),
            (2023, 12, 31),
            (2024, 1, 1),
        ),
        (
            date(2023, 1, 31),
            (2022, 12, 1),
            (2023, 1, 1),
            (2023, 1, 31),
            (2023, 2, 1),
        ),
    ],
)
def test_months(offset, previous, begin, end, following):
    assert prev_month_begin(offset) == date(*previous)
    assert month_begin(offset) == date(*begin)
    assert month_end(offset) == date(*end)
    assert next_month_begin(offset) == date(*following)


def test_the_last_month_of_all():
    assert month_end(date(9999, 12, 1)) == date.max


def test_leap_day_in_other_years():
    assert with_year(LEAP_DAY, 2028) == date(2028, 2, 29)
    assert with_year(LEAP_DAY, 2025) == date(2025, 2, 28)


def test_today_depends_on_the_place():
    early = timezone(timedelta(hours=14))
    late = timezone(timedelta(hours=-12))

    assert get_today(early) > get_today(late)
    assert get_today(late) <= get_today(None) <= get_today(early)


def test_config_of_a_user_comes_first():
    config = CalendarConfig(firstweekday=1, years_columns=4)

    merged = config.merge(
        CalendarUserConfig(firstweekday=6, min_date=date(2000, 1, 1)),
    )

    assert merged == CalendarConfig(
        firstweekday=6,
        years_columns=4,
        min_date=date(2000, 1, 1),
    )


@pytest.mark.parametrize(
    "name",
    ["month_columns", "years_per_page", "years_columns"],
)
def test_config_without_columns(name):
    with pytest.raises(ValueError, match=name):
        CalendarConfig(**{name: 0})


async def test_days(desk):
    at = desk(calendar(), state=kept())

    rows = await at.seen()

    assert rows[0] == ["🗓 February 2024>c:M"]
    assert rows[1] == [
        f"{name}>" for name in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    ] + ["Sun>"]
    assert rows[2] == [EMPTY] * 3 + [day(n) for n in (1, 2, 3, 4)]
    assert rows[6] == [day(n) for n in (26, 27, 28, 29)] + [EMPTY] * 3
    assert rows[7] == ["<< January 2024>c:-", "🔍>c:M", "March 2024 >>>c:+"]
    assert len(rows) == 8


async def test_today_is_where_it_begins(desk):
    today = get_today(timezone.utc)
    at = desk(calendar(timezone=timezone.utc))

    rows = await at.seen()

    # The day may have ended meanwhile.
    offset = date.fromisoformat(at.state["c"]["current_offset"])
    assert offset in (today, today + timedelta(days=1))
    assert at.state == kept(str(offset))
    drawn = f"[ {offset:%d} ]>c:{raw_from_date(offset)}"
    assert any(drawn in row for row in rows)


@pytest.mark.parametrize(
    ("first", "names"),
    [(0, "MTWTFSS"), (6, "SMTWTFS"), (3, "TFSSMTW"), (7, "MTWTFSS")],
)
async def test_weeks_begin_on_a_day(desk, first, names):
    at = desk(calendar(firstweekday=first), state=kept())

    rows = await at.seen()

    assert "".join(name[0] for name in rows[1]) == names
    days = [it[:2] for row in rows[2:-1] for it in row if it != EMPTY]
    assert days == [f"{n:02}" for n in range(1, 30)]
    assert all(len(row) == 7 for row in rows[1:-1])


@pytest.mark.parametrize(
    ("limits", "pager"),
    [
        (("2024-02-10", "2024-02-20"), None),
        (("2024-01-10", "2024-02-20"), ["<< January 2024>c:-", EMPTY]),
        (("2024-02-10", "2024-04-20"), [EMPTY, "March 2024 >>>c:+"]),
        (("2024-02-01", "2024-02-29"), None),
        (("2024-01-31", "2024-02-29"), ["<< January 2024>c:-", EMPTY]),
    ],
)
async def test_limits_of_days(desk, limits, pager):
    first, last = map(date.fromisoformat, limits)
    at = desk(calendar(min_date=first, max_date=last), state=kept())

    rows = await at.seen()

    weeks = rows[2:7]
    shown = [it for week in weeks for it in week if it != EMPTY]
    begin = max(first, date(2024, 2, 1)).day
    end = min(last, LEAP_DAY).day
    assert shown == [day(n) for n in range(begin, end + 1)]
    if pager:
        assert rows[7:] == [[pager[0], "🔍>c:M", pager[1]]]
    else:
        assert rows[7:] == []


async def test_months_of_a_year(desk):
    at = desk(calendar(), state=kept(scope="MONTHS"))

    rows = await at.seen()

    assert rows[0] == ["🗓 2024>c:Y"]
    assert rows[1] == [
        "January>c:MONTH1",
        "February>c:MONTH2",
        "March>c:MONTH3",
    ]
    assert rows[4][-1] == "December>c:MONTH12"
    assert rows[5] == ["<< 2023>c:-Y", "🔍>c:Y", "2025 >>>c:+Y"]


async def test_this_month(desk):
    at = desk(calendar(), state={"c": {"current_scope": "MONTHS"}})

    texts = [it.text for row in await at.buttons() for it in row]

    assert sum(text.startswith("[ ") for text in texts) == 1


@pytest.mark.parametrize(
    ("limits", "pager"),
    [
        (("2000-02-10", "2024-04-20"), ["<< 2023>c:-Y", "🔍>c:Y", EMPTY]),
        (("2000-02-10", "2010-04-20"), ["<< 2023>c:-Y", "🔍>c:Y", EMPTY]),
        (("2024-01-01", "2050-04-20"), [EMPTY, "🔍>c:Y", "2025 >>>c:+Y"]),
        (("2030-01-01", "2050-04-20"), [EMPTY, "🔍>c:Y", "2025 >>>c:+Y"]),
        (("2024-02-10", "2024-02-20"), None),
    ],
)
async def test_limits_of_months(desk, limits, pager):
    first, last = map(date.fromisoformat, limits)
    at = desk(
        calendar(min_date=first, max_date=last),
        state=kept(scope="MONTHS"),
    )

    rows = await at.seen()

    assert rows[5:] == ([pager] if pager else [])


async def test_months_that_are_allowed(desk):
    at = desk(
        calendar(min_date=date(2024, 2, 29), max_date=date(2024, 4, 1)),
        state=kept(scope="MONTHS"),
    )

    rows = await at.seen()

    assert [it for row in rows[1:] for it in row if it != EMPTY] == [
        "February>c:MONTH2",
        "March>c:MONTH3",
        "April>c:MONTH4",
    ]


@pytest.mark.parametrize(
    ("columns", "lengths"),
    [(5, [5, 5, 2]), (12, [12]), (7, [7, 5])],
)
async def test_months_in_columns(desk, columns, lengths):
    at = desk(calendar(month_columns=columns), state=kept(scope="MONTHS"))

    rows = await at.seen()

    assert [len(row) for row in rows[1:-1]] == lengths


async def test_years(desk):
    at = desk(calendar(), state=kept(scope="YEARS"))

    rows = await at.buttons()

    sent = [[it.callback_data for it in row] for row in rows]
    assert sent == [
        *[
            [f"c:YEAR{year}" for year in range(start, start + 5)]
            for start in (2024, 2029, 2034, 2039)
        ],
        ["c:-YY", "c:+YY"],
    ]
    assert [it.text for it in rows[-1]] == ["<< 2004", "2044 >>"]


async def test_years_that_fill_no_rows(desk):
    at = desk(
        calendar(years_per_page=10, years_columns=4),
        state=kept(scope="YEARS"),
    )

    rows = await at.sent()

    assert [len(row) for row in rows] == [4, 4, 2, 2]
    assert rows[2] == ["c:YEAR2032", "c:YEAR2033"]


@pytest.mark.parametrize(
    ("limits", "offset", "pager"),
    [
        (("2024-01-01", "2050-04-20"), "2024-02-15", [EMPTY, "2044 >>>c:+YY"]),
        (("2000-01-01", "2043-12-31"), "2024-02-15", ["<< 2004>c:-YY", EMPTY]),
        (("1900-06-01", "2043-12-31"), "1905-02-15", ["<< 1900>c:-YY", 0]),
        (("2024-02-10", "2043-12-31"), "2024-02-15", None),
    ],
)
async def test_limits_of_years(desk, limits, offset, pager):
    first, last = map(date.fromisoformat, limits)
    at = desk(
        calendar(min_date=first, max_date=last),
        state=kept(offset, "YEARS"),
    )

    rows = await at.seen()

    if pager and not pager[1]:
        pager[1] = "1925 >>>c:+YY"
    assert rows[4:] == ([pager] if pager else [])


@pytest.mark.parametrize(
    ("offset", "item", "expected"),
    [
        ("2024-02-15", "+", "2024-03-01"),
        ("2024-12-15", "+", "2025-01-01"),
        ("2024-02-15", "-", "2024-01-01"),
        ("2024-02-15", "+Y", "2025-02-15"),
        ("2024-02-15", "-Y", "2023-02-15"),
        ("2024-02-15", "+YY", "2044-02-15"),
        ("2024-02-15", "-YY", "2004-02-15"),
        # The leap day is not in every year.
        ("2024-02-29", "+Y", "2025-02-28"),
        ("2024-02-29", "-Y", "2023-02-28"),
        ("2024-02-29", "+YY", "2044-02-29"),
        # Beyond the limits there is nothing to see.
        ("2100-12-31", "+", "2100-12-31"),
        ("1900-01-01", "-", "1900-01-01"),
        ("2100-06-01", "+Y", "2100-06-01"),
        ("1900-06-01", "-Y", "1900-06-01"),
        ("2090-06-01", "+YY", "2090-06-01"),
        ("1905-06-01", "-YY", "1900-06-01"),
        # From beyond the limits there is a way back.
        ("2150-06-01", "-", "2150-05-01"),
        ("1800-06-01", "+Y", "1801-06-01"),
    ],
)
async def test_turning(desk, notes, offset, item, expected):
    at = desk(calendar(notes), state=kept(offset))

    assert await at.clicks(f"c:{item}")

    assert at.state == kept(expected)
    assert notes.take() == []


@pytest.mark.parametrize(
    ("limits", "offset", "items"),
    [
        ((date.min, date.max), "9999-12-31", ("+", "+Y", "+YY")),
        ((date.min, date.max), "0001-01-01", ("-", "-Y", "-YY")),
    ],
)
async def test_the_ends_of_time(desk, limits, offset, items):
    first, last = limits
    at = desk(calendar(min_date=first, max_date=last), state=kept(offset))

    for item in items:
        assert await at.clicks(f"c:{item}")
    for scope in ("DAYS", "MONTHS", "YEARS"):
        at.state["c"]["current_scope"] = scope
        assert await at.buttons()

    assert at.state["c"]["current_offset"] == offset


async def test_turning_before_it_was_seen(desk):
    today = get_today(timezone.utc)
    at = desk(calendar(timezone=timezone.utc))

    assert await at.clicks("c:+Y")

    offset = date.fromisoformat(at.state["c"]["current_offset"])
    assert offset.year == today.year + 1


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("M", ("2024-02-15", "MONTHS")),
        ("Y", ("2024-02-15", "YEARS")),
        ("MONTH7", ("2024-07-01", "DAYS")),
        ("YEAR1999", ("1999-01-01", "MONTHS")),
    ],
)
async def test_zooming(desk, notes, item, expected):
    at = desk(calendar(notes), state=kept())

    assert await at.clicks(f"c:{item}")

    assert at.state == kept(*expected)
    assert notes.take() == []


async def test_choosing(desk, notes):
    at = desk(calendar(notes), state=kept())

    assert await at.clicks("c:1707955200")

    assert notes.take() == [
        ("date", "c:1707955200", "as sent", WIDGET, date(2024, 2, 15)),
    ]
    assert at.state == kept()


@pytest.mark.parametrize(
    "item",
    [
        "",
        "x",
        "MONTH",
        "MONTHx",
        "MONTH0",
        "MONTH13",
        "YEAR",
        "YEARx",
        "YEAR0",
        "YEAR10000",
        "YEAR" + "9" * 40,
        "9" * 15,
        "-" + "9" * 15,
        "9" * 40,
        # Not between the limits.
        str(raw_from_date(date(1899, 12, 31))),
        str(raw_from_date(date(2101, 1, 1))),
        "YEAR1899",
        "YEAR2101",
        # No digits of callback data.
        "MONTH١",
        "YEAR2_024",
        " 1707955200",
    ],
)
async def test_clicks_that_are_none(desk, notes, item):
    at = desk(calendar(notes), state=kept())

    assert not await at.clicks(f"c:{item}")
    assert at.state == kept()
    assert notes.take() == []


LIMITS = {"min_date": date(2024, 2, 29), "max_date": date(2024, 4, 1)}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("MONTH1", None),
        ("MONTH2", ("2024-02-01", "DAYS")),
        ("MONTH4", ("2024-04-01", "DAYS")),
        ("MONTH5", None),
        ("YEAR2023", None),
        ("YEAR2024", ("2024-01-01", "MONTHS")),
        ("YEAR2025", None),
    ],
)
async def test_zooming_within_the_limits(desk, item, expected):
    at = desk(calendar(**LIMITS), state=kept())

    assert await at.clicks(f"c:{item}") is bool(expected)

    assert at.state == (kept(*expected) if expected else kept())


@pytest.mark.parametrize(
    "state",
    [5, "2024-02-15", [], None, {"current_offset": "soon"}]
    + [{"current_offset": offset} for offset in (5, None, [], "2024-02-30")],
)
async def test_what_is_no_state_is_nothing(desk, state):
    at = desk(calendar(), state={"c": state})
    assert at.managed("c").get_offset() is None

    at.state["c"] = state
    assert await at.buttons()
    assert date.fromisoformat(at.state["c"]["current_offset"])

    at.state["c"] = state
    assert await at.clicks("c:YEAR1999")
    assert at.state == kept("1999-01-01", "MONTHS")


@pytest.mark.parametrize("scope", ["CENTURIES", None, 5, [], {}])
async def test_unknown_scope_is_days(desk, scope):
    at = desk(calendar(), state=kept(scope=scope))

    assert at.managed("c").get_scope() is CalendarScope.DAYS


async def test_from_code(desk):
    at = desk(calendar())
    managed = at.managed("c")
    assert managed.get_offset() is None
    assert managed.get_scope() is CalendarScope.DAYS

    managed.set_offset(LEAP_DAY)
    managed.set_scope(CalendarScope.YEARS)

    assert managed.get_offset() == LEAP_DAY
    assert managed.get_scope() is CalendarScope.YEARS
    assert at.state == kept("2024-02-29", "YEARS")


class UserCalendar(Calendar):
    """Have settings that depend on the data."""

    async def _get_user_config(self, data, manager):
        return CalendarUserConfig(
            years_per_page=data["years"],
            max_date=date(2030, 1, 1),
            firstweekday=6,
        )


@pytest.fixture
def user_calendar(desk, dialog, monkeypatch):
    async def load_data(manager):
        return {"years": 3}

    monkeypatch.setattr(dialog, "load_data", load_data)
    return desk(UserCalendar("c"), {"years": 3}, kept(scope="YEARS"))


async def test_settings_of_a_user(user_calendar, notes):
    assert await user_calendar.sent() == [
        ["c:YEAR2024", "c:YEAR2025", "c:YEAR2026"],
        ["c:-YY", "c:+YY"],
    ]

    await user_calendar.clicks("c:+YY")
    await user_calendar.clicks("c:+YY")
    assert user_calendar.state == kept("2030-02-15", "YEARS")

    # There are no such pages any more.
    await user_calendar.clicks("c:+YY")
    assert user_calendar.state == kept("2030-02-15", "YEARS")


async def test_settings_need_data_of_the_window(desk, notes):
    root = UserCalendar("c", on_click=notes.handler("date"))
    at = desk(root, {"years": 3}, kept())

    # At a click they are not known, so nothing is refused for them.
    day_later = raw_from_date(date(2200, 1, 1))
    assert await at.clicks(f"c:{day_later}")
    assert notes.names() == ["date"]


async def test_settings_in_a_list(desk, notes):
    root = ListGroup(
        UserCalendar("c", on_click=notes.handler("date")),
        id="lg",
        item_id_getter=str,
        items=[1],
    )
    at = desk(root, {"years": 3})

    assert await at.clicks("lg:1:c:1707955200")
    assert notes.names() == ["date"]


class Data(Text):
    """Show the names and values it is rendered with."""

    async def _render_text(self, data, manager):
        assert data["data"] == {"of": "window"}
        values = {k: str(v) for k, v in data.items() if k != "data"}
        return " ".join(f"{k}={values[k]}" for k in sorted(values))


@pytest.mark.parametrize(
    ("view", "row", "expected"),
    [
        (CalendarDaysView, 0, ["date=2024-02-15"]),
        (
            CalendarDaysView,
            1,
            [f"date=2018-01-0{n} week_day={n}" for n in range(1, 8)],
        ),
        (
            CalendarDaysView,
            2,
            [" "] * 3 + [f"date=2024-02-0{n}" for n in "1234"],
        ),
        (
            CalendarDaysView,
            -1,
            [
                "date=2024-01-01 month=1",
                "date=2018-02-01 month=2",
                "date=2024-03-01 month=3",
            ],
        ),
        (CalendarMonthView, 0, ["date=2024-02-15"]),
        (
            CalendarMonthView,
            1,
            [f"date=2018-0{n}-01 month={n}" for n in (1, 2, 3)],
        ),
        (
            CalendarMonthView,
            -1,
            [f"date={n}-01-01 year={n}" for n in (2023, 2024, 2025)],
        ),
        (
            CalendarYearsView,
            0,
            [f"date={n}-01-01 year={n}" for n in range(2024, 2029)],
        ),
        (
            CalendarYearsView,
            -1,
            [f"date={n}-01-01 year={n}" for n in (2004, 2044)],
        ),
    ],
)
async def test_data_of_texts(manager, view, row, expected):
    number_of_texts = {
        CalendarDaysView: 7,
        CalendarMonthView: 6,
        CalendarYearsView: 4,
    }[view]
    drawn = view(str, *[Data()] * number_of_texts)

    rows = await drawn.render(
        CalendarConfig(),
        date(2024, 2, 15),
        {"of": "window"},
        manager,
    )

    assert [it.text for it in rows[row]] == expected


async def test_date_of_a_far_page_is_within_the_limits(manager):
    view = CalendarYearsView(str, next_page_text=Format("{date}"))
    config = CalendarConfig(
        min_date=date(1990, 5, 5),
        max_date=date(2044, 12, 1),
    )

    rows = await view.render(config, date(1995, 1, 1), {}, manager)
    previous, following = rows[-1]

    assert previous.text == "<< 1990"
    assert following.text == "2015-01-01"
