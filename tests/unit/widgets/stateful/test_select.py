import pytest
from aiogram import F

from aiogram_dialog.widgets.kbd import Multiselect, Radio, Select, Toggle
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Format

FRUITS = [("Apple", 1), ("Pear", 2), ("Orange", 3)]
CHECKED = Format("*{item[0]}")
UNCHECKED = Format("{item[0]}")
MANAGED_RADIO = "<ManagedRadio <Radio id=r>>"
MANAGED_MULTI = "<ManagedMultiselect <Multiselect id=m>>"
MANAGED_TOGGLE = "<ManagedToggle <Toggle id=t>>"


def fruit_id(fruit):
    return fruit[1]


def make_select(**params):
    params.setdefault("text", UNCHECKED)
    params.setdefault("items", FRUITS)
    return Select(id="s", item_id_getter=fruit_id, **params)


async def test_select_shows_items_in_a_row(desk):
    text = Format("{pos} {pos0} {item[0]} {target_item[1]} {data[of]}")
    at = desk(make_select(text=text), {"of": "x"})

    assert await at.seen() == [
        ["1 0 Apple 1 x>s:1", "2 1 Pear 2 x>s:2", "3 2 Orange 3 x>s:3"],
    ]
    assert at.state == {}


@pytest.mark.parametrize(
    "items",
    ["fruits", F["fruits"], lambda data: iter(data["fruits"]), FRUITS],
)
async def test_select_takes_items_of_any_kind(desk, items):
    at = desk(make_select(items=items), {"fruits": FRUITS})

    assert await at.sent() == [["s:1", "s:2", "s:3"]]


async def test_select_without_items(desk):
    assert await desk(make_select(items=[])).seen() == [[]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [("s:1", "1"), ("s:99", "99"), ("s:a:b", "a:b"), ("s:", "")],
)
async def test_select_tells_what_was_clicked(desk, notes, data, expected):
    at = desk(make_select(on_click=notes.handler("click")))

    assert await at.clicks(data)

    assert notes.take() == [("click", data, "bare", "<Select id=s>", expected)]
    assert at.state == {}


async def test_select_converts_ids(desk, notes):
    at = desk(make_select(type_factory=int, on_click=notes.handler("click")))

    assert await at.clicks("s:2")
    assert notes.take()[0][-1] == 2

    assert not await at.clicks("s:x")
    assert notes.take() == []


NO_IDS = {
    "value": int,
    "lookup": {"1": 1}.__getitem__,
    "type": lambda text: [1][text],
    "arithmetic": lambda text: 1 // (len(text) - 1),
}


@pytest.mark.parametrize("make", [Select, Radio, Multiselect, Toggle])
@pytest.mark.parametrize("factory", NO_IDS.values(), ids=NO_IDS)
async def test_what_is_no_id_is_nothing(desk, notes, caplog, make, factory):
    texts = [UNCHECKED] * (2 if make in (Radio, Multiselect) else 1)
    at = desk(
        make(
            *texts,
            "s",
            fruit_id,
            FRUITS,
            type_factory=factory,
            on_click=notes.handler("click"),
        ),
    )

    with caplog.at_level("DEBUG"):
        assert not await at.clicks("s:x")

    assert notes.take() == []
    assert at.state == {}
    assert "has no item 'x'" in caplog.text


@pytest.mark.parametrize("make", [Select, Radio, Multiselect, Toggle])
async def test_other_errors_of_factories_are_raised(desk, make):
    def factory(text):
        raise OSError("no network")

    texts = [UNCHECKED] * (2 if make in (Radio, Multiselect) else 1)
    at = desk(make(*texts, "s", fruit_id, FRUITS, type_factory=factory))

    with pytest.raises(OSError, match="no network"):
        await at.clicks("s:x")


async def test_errors_of_handlers_are_no_wrong_ids(desk):
    async def on_click(event, widget, manager, item_id):
        raise ValueError("of the bot")

    at = desk(make_select(on_click=on_click))

    with pytest.raises(ValueError, match="of the bot"):
        await at.clicks("s:1")


async def test_own_id_is_no_item(desk):
    assert not await desk(make_select()).clicks("s")


@pytest.fixture
def radio(desk, notes):
    return desk(
        Radio(
            CHECKED,
            UNCHECKED,
            "r",
            fruit_id,
            FRUITS,
            type_factory=int,
            on_click=notes.handler("click"),
            on_state_changed=notes.handler("changed"),
            checked_style=Style("success"),
        ),
    )


async def test_radio_life(radio, notes):
    assert await radio.seen() == [["Apple>r:1", "Pear>r:2", "Orange>r:3"]]
    assert radio.state == {"r": None}

    assert await radio.clicks("r:1")
    assert radio.state == {"r": "1"}
    assert notes.take() == [
        ("click", "r:1", "bare", MANAGED_RADIO, 1),
        ("changed", "r:1", "bare", MANAGED_RADIO, 1),
    ]
    assert await radio.seen() == [["*Apple>r:1", "Pear>r:2", "Orange>r:3"]]

    assert await radio.clicks("r:1")
    assert notes.names() == ["click"]

    assert await radio.clicks("r:99")
    assert radio.state == {"r": "99"}
    assert notes.names() == ["click", "changed"]
    assert await radio.seen() == [["Apple>r:1", "Pear>r:2", "Orange>r:3"]]


async def test_radio_style(radio):
    radio.state["r"] = "2"

    assert await radio.styles() == [[None, "success", None]]


async def test_radio_from_code(radio, notes):
    managed = radio.managed("r")
    assert managed.get_checked() is None

    await managed.set_checked(2)
    await managed.set_checked(2)

    assert managed.get_checked() == 2
    assert managed.is_checked(2)
    assert not managed.is_checked(1)
    assert notes.take() == [
        ("changed", "elsewhere", "as sent", MANAGED_RADIO, 2),
    ]


async def test_radio_in_a_preview_has_its_first_item(radio):
    radio.manager.preview = True

    first = await radio.seen()

    assert first == [["*Apple>r:1", "Pear>r:2", "Orange>r:3"]]
    assert await radio.seen() == first


@pytest.fixture
def multi(desk, notes):
    return desk(
        Multiselect(
            CHECKED,
            UNCHECKED,
            "m",
            fruit_id,
            FRUITS,
            min_selected=1,
            max_selected=2,
            type_factory=int,
            on_click=notes.handler("click"),
            on_state_changed=notes.handler("changed"),
        ),
    )


async def test_multiselect_life(multi, notes):
    assert await multi.seen() == [["Apple>m:1", "Pear>m:2", "Orange>m:3"]]
    assert multi.state == {"m": []}

    for data, kept, names in [
        ("m:1", ["1"], ["click", "changed"]),
        ("m:1", ["1"], ["click"]),
        ("m:3", ["1", "3"], ["click", "changed"]),
        ("m:2", ["1", "3"], ["click"]),
        ("m:3", ["1"], ["click", "changed"]),
        ("m:99", ["1", "99"], ["click", "changed"]),
    ]:
        assert await multi.clicks(data)
        assert multi.state == {"m": kept}
        assert notes.names() == names
    assert await multi.seen() == [["*Apple>m:1", "Pear>m:2", "Orange>m:3"]]


async def test_multiselect_tells_ids(multi, notes):
    await multi.clicks("m:2")

    assert notes.take() == [
        ("click", "m:2", "bare", MANAGED_MULTI, 2),
        ("changed", "m:2", "bare", MANAGED_MULTI, 2),
    ]


async def test_multiselect_from_code(multi, notes):
    managed = multi.managed("m")

    await managed.set_checked(3, True)
    await managed.set_checked(3, True)
    await managed.set_checked(1, True)
    await managed.set_checked(2, True)
    await managed.set_checked(2, False)

    assert managed.get_checked() == [3, 1]
    assert managed.is_checked(1)
    assert not managed.is_checked(2)
    assert notes.take() == [
        ("changed", "elsewhere", "as sent", MANAGED_MULTI, 3),
        ("changed", "elsewhere", "as sent", MANAGED_MULTI, 1),
    ]

    await managed.reset_checked()

    assert managed.get_checked() == []
    assert notes.take() == []


async def test_multiselect_without_limits(desk):
    at = desk(Multiselect(CHECKED, UNCHECKED, "m", fruit_id, FRUITS))

    for data in ("m:1", "m:2", "m:3", "m:1"):
        await at.clicks(data)

    assert at.state == {"m": ["2", "3"]}


async def test_clicks_do_not_add_to_very_many(desk, notes):
    many = [str(number) for number in range(1000)]
    at = desk(
        Multiselect(
            CHECKED,
            UNCHECKED,
            "m",
            fruit_id,
            FRUITS,
            on_click=notes.handler("click"),
        ),
        state={"m": many},
    )

    assert not await at.clicks("m:x")
    assert at.state == {"m": many}
    assert notes.take() == []

    await at.managed("m").set_checked("y", True)
    assert at.state == {"m": [*many, "y"]}

    assert await at.clicks("m:7")
    assert await at.clicks("m:8")
    assert len(at.state["m"]) == 999
    assert await at.clicks("m:x")
    assert not await at.clicks("m:z")
    assert len(at.state["m"]) == 1000


async def test_multiselect_in_a_preview_has_some_items(multi):
    multi.manager.preview = True

    assert await multi.seen() == [["*Apple>m:1", "Pear>m:2", "*Orange>m:3"]]


async def test_multiselect_in_a_preview_stands_empty_ids(desk):
    at = desk(
        Multiselect(CHECKED, UNCHECKED, "m", lambda _: "", FRUITS),
        preview=True,
    )

    assert await at.seen() == [["Apple>m:", "Pear>m:", "Orange>m:"]]


def test_multiselect_limits_without_a_choice():
    with pytest.raises(ValueError, match="`min_selected` 3"):
        Multiselect(
            CHECKED,
            UNCHECKED,
            "m",
            fruit_id,
            FRUITS,
            min_selected=3,
            max_selected=2,
        )


@pytest.mark.parametrize(
    "limits",
    [{"min_selected": -1}, {"max_selected": -1}],
)
def test_multiselect_limits_below_zero(limits):
    with pytest.raises(ValueError, match="<Multiselect id=m> must be 0 or"):
        Multiselect(CHECKED, UNCHECKED, "m", fruit_id, FRUITS, **limits)


def make_toggle(items=FRUITS, **params):
    text = Format("{item[0]} then {target_item[0]} {pos} {pos0}")
    return Toggle(text, "t", fruit_id, items, **params)


@pytest.mark.parametrize(
    ("kept", "seen"),
    [
        (None, "Apple then Pear 1 0>t:2"),
        ("1", "Apple then Pear 1 0>t:2"),
        ("2", "Pear then Orange 2 1>t:3"),
        ("3", "Orange then Apple 3 2>t:1"),
        ("99", "Apple then Apple 1 0>t:1"),
    ],
)
async def test_toggle_shows_one_and_chooses_the_next(desk, kept, seen):
    # Ids are numbers here, and texts where they are kept.
    at = desk(make_toggle(), state={"t": kept})

    assert await at.seen() == [[seen]]


@pytest.mark.parametrize(
    ("items", "seen"),
    [([], [[]]), (FRUITS[:1], [["Apple then Apple 1 0>t:1"]])],
)
async def test_toggle_of_few_items(desk, items, seen):
    assert await desk(make_toggle(items)).seen() == seen


async def test_toggle_life(desk, notes):
    at = desk(
        make_toggle(
            style=Style("primary"),
            on_click=notes.handler("click"),
            on_state_changed=notes.handler("changed"),
        ),
    )

    assert await at.clicks("t:2")

    assert at.state == {"t": "2"}
    assert notes.take() == [
        ("click", "t:2", "bare", MANAGED_TOGGLE, "2"),
        ("changed", "t:2", "bare", MANAGED_TOGGLE, "2"),
    ]
    assert at.managed("t").get_checked() == "2"
    ((button,),) = await at.buttons()
    assert button.style == "primary"
