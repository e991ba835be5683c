"""What is stored of a dialog beyond what version 2.6 knows."""

from datetime import timedelta

import pytest

from aiogram_dialog.context import stamp
from aiogram_dialog.context.stamp import (
    NO_STAMP,
    STAMP_KEY,
    Stamp,
    is_over,
    read_stamp,
    take_stamp,
    with_stamp,
)


def test_the_key_is_what_is_stored():
    """Records of running bots have it."""
    assert STAMP_KEY == "aiogd:stamp"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Stamp(), None),
        (Stamp(version=0, started_at=None), None),
        (Stamp(version=2), {"version": 2}),
        (Stamp(started_at=5.5), {"started_at": 5.5}),
        (Stamp(started_at=0.0), {"started_at": 0.0}),
        (Stamp(2, 5.5), {"version": 2, "started_at": 5.5}),
    ],
)
def test_written_and_read(given, said):
    data = {"widget": 1}

    written = with_stamp(data, given)

    expected = (
        {"widget": 1} if said is None else {"widget": 1, STAMP_KEY: said}
    )
    assert written == expected
    assert data == {"widget": 1}
    assert read_stamp(written) == given
    assert take_stamp(written) == given
    assert written == {"widget": 1}


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (None, NO_STAMP),
        ([], NO_STAMP),
        ("x", NO_STAMP),
        ({}, NO_STAMP),
        ({"version": "2"}, NO_STAMP),
        ({"version": True}, NO_STAMP),
        ({"version": 2.0}, NO_STAMP),
        ({"version": 2, "unknown": 1}, Stamp(2)),
        ({"started_at": "x"}, NO_STAMP),
        ({"started_at": None}, NO_STAMP),
        ({"started_at": 5}, Stamp(0, 5)),
        ({"version": "x", "started_at": 5.5}, Stamp(0, 5.5)),
    ],
)
def test_damaged_stamps(stored, expected):
    data = {"widget": 1, STAMP_KEY: stored}

    assert read_stamp(data) == expected
    assert data == {"widget": 1, STAMP_KEY: stored}
    assert take_stamp(data) == expected
    assert data == {"widget": 1}


def test_data_without_a_stamp():
    data = {"widget": 1}

    assert read_stamp(data) == NO_STAMP == Stamp(0, None)
    assert take_stamp(data) == NO_STAMP
    assert data == {"widget": 1}


@pytest.mark.parametrize(
    ("passed", "over"),
    [(0, False), (59, False), (60, False), (61, True)],
)
def test_time(monkeypatch, passed, over):
    monkeypatch.setattr(stamp, "time", lambda: 1000.0 + passed)

    assert is_over(1000.0, timedelta(minutes=1)) is over
