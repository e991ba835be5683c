import json
from enum import Enum

import pytest
from aiogram.types import User

from aiogram_dialog.tools.playground.plain import plain


class Color(str, Enum):
    RED = "red"


class Broken:
    def __repr__(self):
        raise ValueError("no")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (5, 5),
        (0.5, 0.5),
        (float("nan"), "nan"),
        ("text", "text"),
        (Color.RED, "red"),
        (b"abc", "3 bytes"),
        ((1, [2]), [1, [2]]),
        ({1: {2}}, {"1": [2]}),
        (
            User(id=1, is_bot=False, first_name="Ann"),
            {"id": 1, "is_bot": False, "first_name": "Ann"},
        ),
        (Broken(), "<Broken whose repr raises ValueError('no')>"),
    ],
)
def test_values(value, expected):
    assert plain(value) == expected
    json.dumps(plain(value), allow_nan=False)


def test_what_contains_itself():
    value = {}
    value["self"] = value

    assert "…" in json.dumps(plain(value), ensure_ascii=False)
