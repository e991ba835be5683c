from string import ascii_lowercase, ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiogram_dialog.api.entities.stack import id_to_str, new_id, new_int_id

ALPHABET = digits + ascii_lowercase + ascii_uppercase


def str_to_id(text: str) -> int:
    return sum(
        ALPHABET.index(symbol) * 62**place for place, symbol in enumerate(text)
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (9, "9"),
        (10, "a"),
        (35, "z"),
        (36, "A"),
        (61, "Z"),
        (62, "01"),
        (63, "11"),
        (62 * 62, "001"),
        (62**6 - 1, "ZZZZZZ"),
    ],
)
def test_least_significant_digit_first(number, text):
    assert id_to_str(number) == text


@given(st.integers(min_value=0))
def test_written_and_read(number):
    assert str_to_id(id_to_str(number)) == number


@given(st.integers(min_value=0, max_value=62**6 - 1))
def test_length(number):
    assert 1 <= len(id_to_str(number)) <= 6


def test_fresh_ids():
    ids = [new_id() for _ in range(100_000)]

    # There are 62**6: in one run of twelve two of these are the same, and
    # four pairs in one of half a million.
    assert len(set(ids)) > len(ids) - 4
    assert all(1 <= len(fresh) <= 6 for fresh in ids)
    assert all(set(fresh) <= set(ALPHABET) for fresh in ids)


def test_fresh_numbers():
    numbers = {new_int_id() for _ in range(1000)}

    assert len(numbers) > 990
    assert 0 <= min(numbers) <= max(numbers) < 62**6
