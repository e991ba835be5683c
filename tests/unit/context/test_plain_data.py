import threading
from collections import OrderedDict, defaultdict
from datetime import date

import pytest

from aiogram_dialog.context.plain_data import (
    copy_data,
    find_unusual,
    is_plain,
    same_data,
)


class Thing:
    def __init__(self, value: int) -> None:
        self.value = value


def test_copies_share_nothing():
    data = {"a": [1, {"b": (2, [3])}]}

    twin = copy_data(data)

    assert twin == data
    twin["a"][1]["b"][1].append(4)
    assert data == {"a": [1, {"b": (2, [3])}]}


@pytest.mark.parametrize(
    "data",
    [{}, {"a": 1, "b": None}, [], [1, "x"], [[1]], (1, [2]), {"a": {}}],
)
def test_the_outermost_container_is_copied(data):
    twin = copy_data(data)

    assert twin == data
    assert type(twin) is type(data)
    assert twin is not data


@pytest.mark.parametrize("value", [1, 1.5, True, None, "x"])
def test_values_that_cannot_change_stay(value):
    assert copy_data(value) is value


@pytest.mark.parametrize("kind", [list, tuple])
def test_what_cannot_be_copied_keeps_nothing_from_being_copied(kind):
    lock, items = threading.Lock(), [1]

    twin = copy_data({"in": kind([lock, items])})["in"]

    assert type(twin) is kind
    assert twin[0] is lock
    assert twin[1] == items
    assert twin[1] is not items


@pytest.mark.parametrize("shared", [(1, [2]), [1], {"a": 1}, Thing(1)])
def test_shared_values_are_shared_in_the_copy(shared):
    twin = copy_data([shared, shared])

    assert twin[0] is twin[1]
    assert twin[0] is not None


def test_what_is_shared_inside_is_shared_in_the_copy():
    items: list[int] = []
    twin = copy_data({"a": items, "b": items})

    assert twin["a"] is twin["b"]
    assert twin["a"] is not items


def test_data_that_contains_itself_is_copied():
    data: dict[str, object] = {}
    data["self"] = data

    twin = copy_data(data)

    assert twin is not data
    assert twin["self"] is twin


class Things(dict):
    pass


@pytest.mark.parametrize(
    "thing",
    [
        Thing(1),
        threading.Lock(),
        date(2026, 1, 1),
        {1, 2},
        defaultdict(list, a=[1]),
        OrderedDict(a=[1]),
        Things(a=[1]),
    ],
)
def test_objects_stay_the_same(thing):
    assert copy_data(thing) is thing
    twin = copy_data({"deep": [({"thing": thing},)]})
    assert twin["deep"][0][0]["thing"] is thing


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"a": [1, 2.5, None, "x", (1,)]},) * 2 + (True,),
        (1, True, False),
        (0, False, False),
        (1, 1.0, False),
        ([1], (1,), False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ({1: "x"}, {True: "x"}, False),
        ({"a": 1}, {"a": 1, "b": 1}, False),
        ([1, 2], [1], False),
        (float("nan"), float("nan"), False),
        ("x", "y", False),
    ],
)
def test_sameness_is_exact(left, right, expected):
    assert same_data(left, right) is expected


def test_objects_are_never_taken_for_unchanged():
    today = date(2026, 1, 1)

    assert not same_data({"x": today}, {"x": today})


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ({"a": [1, 2.5, None, "x", (True,)]}, []),
        (
            {"dialog_data": {"when": date(2026, 1, 1)}},
            ["dialog_data['when']"],
        ),
        ({"start_data": [1, {2}]}, ["start_data[1]"]),
        (
            {"widget_data": {"x": {"y": float("inf")}}},
            ["widget_data['x']['y']"],
        ),
        ({"dialog_data": {(1, 2): 3}}, ["dialog_data[(1, 2)]"]),
        ({"start_data": Thing}, ["start_data"]),
    ],
)
def test_unusual_values_are_named(value, paths):
    assert [path for path, _ in find_unusual(value)] == paths
    assert is_plain(value) is (not paths)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ([1], [True]),
        ((1,), (True,)),
        ([[1.0]], [[1]]),
        ({"a": [0]}, {"a": [False]}),
        ([{"a": 1}], [{"a": True}]),
    ],
)
def test_lists_that_only_look_alike(left, right):
    assert left == right
    assert not same_data(left, right)
