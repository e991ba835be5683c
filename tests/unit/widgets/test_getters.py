import pytest

from aiogram_dialog.api.exceptions import InvalidWidgetType
from aiogram_dialog.widgets.data import (
    CompositeGetter,
    PreviewAwareGetter,
    StaticGetter,
)
from aiogram_dialog.widgets.utils import ensure_data_getter


async def name_of(user, **_):
    return {"name": user, "from": "getter"}


async def test_static():
    data = {"a": 1}

    assert await StaticGetter(data)(dialog_manager=None, x=2) is data


async def test_composite():
    getter = CompositeGetter(StaticGetter({"from": "first", "a": 1}), name_of)

    assert await getter(user="Ann") == {
        "from": "getter",
        "a": 1,
        "name": "Ann",
    }
    assert len(getter.getters) == 2


async def test_composite_changes_nothing():
    data = {"a": 1}
    getter = CompositeGetter(StaticGetter(data), StaticGetter({"b": 2}))

    assert await getter() == {"a": 1, "b": 2}
    assert data == {"a": 1}


@pytest.mark.parametrize(
    ("preview", "expected"),
    [(False, "normal"), (True, "preview")],
)
async def test_preview_aware(manager, preview, expected):
    seen = []

    async def normal(**kwargs):
        seen.append(kwargs)
        return {"from": "normal"}

    getter = PreviewAwareGetter(
        normal,
        StaticGetter({"from": "preview"}),
    )
    manager.preview = preview

    assert await getter(dialog_manager=manager, x=1) == {"from": expected}
    expected_calls = [] if preview else [{"dialog_manager": manager, "x": 1}]
    assert seen == expected_calls


@pytest.mark.parametrize(
    ("getter", "expected"),
    [
        (name_of, {"name": "Ann", "from": "getter"}),
        ({"a": 1}, {"a": 1}),
        ([{"a": 1, "from": "dict"}, name_of], {"a": 1, "name": "Ann"}),
        (({"a": 1}, [{"b": 2}, {"a": 3}]), {"a": 3, "b": 2}),
        ([], {}),
        (None, {}),
    ],
)
async def test_ensure(getter, expected):
    data = await ensure_data_getter(getter)(user="Ann")

    assert data | expected == data
    assert data.get("from", "getter") == "getter"


def test_functions_stay_as_they_are():
    assert ensure_data_getter(name_of) is name_of


@pytest.mark.parametrize("getter", ["name", 5, {1, 2}, [5]])
def test_what_gives_no_data(getter):
    with pytest.raises(InvalidWidgetType, match="Only dict, callable or list"):
        ensure_data_getter(getter)
