"""What is stored of a dialog beyond what version 2.6 knows."""

from datetime import timedelta

import pytest

from aiogram_dialog.context import metadata
from aiogram_dialog.context.metadata import (
    METADATA_KEY,
    NO_METADATA,
    Metadata,
    is_over,
    read_metadata,
    take_metadata,
    with_metadata,
)


def test_the_key_is_what_is_stored():
    """Records of running bots have it."""
    assert METADATA_KEY == "aiogd:stamp"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Metadata(), None),
        (Metadata(version=0, started_at=None), None),
        (Metadata(version=2), {"version": 2}),
        (Metadata(started_at=5.5), {"started_at": 5.5}),
        (Metadata(started_at=0.0), {"started_at": 0.0}),
        (Metadata(2, 5.5), {"version": 2, "started_at": 5.5}),
    ],
)
def test_written_and_read(given, said):
    data = {"widget": 1}

    written = with_metadata(data, given)

    expected = (
        {"widget": 1} if said is None else {"widget": 1, METADATA_KEY: said}
    )
    assert written == expected
    assert data == {"widget": 1}
    assert read_metadata(written) == given
    assert take_metadata(written) == given
    assert written == {"widget": 1}


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        (None, NO_METADATA),
        ([], NO_METADATA),
        ("x", NO_METADATA),
        ({}, NO_METADATA),
        ({"version": "2"}, NO_METADATA),
        ({"version": True}, NO_METADATA),
        ({"version": 2.0}, NO_METADATA),
        ({"version": 2, "unknown": 1}, Metadata(2)),
        ({"started_at": "x"}, NO_METADATA),
        ({"started_at": None}, NO_METADATA),
        ({"started_at": 5}, Metadata(0, 5)),
        ({"version": "x", "started_at": 5.5}, Metadata(0, 5.5)),
    ],
)
def test_damaged_stamps(stored, expected):
    data = {"widget": 1, METADATA_KEY: stored}

    assert read_metadata(data) == expected
    assert data == {"widget": 1, METADATA_KEY: stored}
    assert take_metadata(data) == expected
    assert data == {"widget": 1}


def test_data_without_a_note_metadata():
    data = {"widget": 1}

    assert read_metadata(data) == NO_METADATA == Metadata(0, None)
    assert take_metadata(data) == NO_METADATA
    assert data == {"widget": 1}


@pytest.mark.parametrize(
    ("passed", "over"),
    [(0, False), (59, False), (60, False), (61, True)],
)
def test_time(monkeypatch, passed, over):
    monkeypatch.setattr(metadata, "time", lambda: 1000.0 + passed)

    assert is_over(1000.0, timedelta(minutes=1)) is over
