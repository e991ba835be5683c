import pytest

from aiogram_dialog.api.errors.suggestion import (
    did_you_mean,
    did_you_mean_state,
)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("crat", ["main", "cart"], "Did you mean 'cart'?"),
        ("crat", {"cart": 1}, "Did you mean 'cart'?"),
        ("crat", iter(["cart"]), "Did you mean 'cart'?"),
        ("crat", ["quantity"], ""),
        ("crat", [], ""),
    ],
)
def test_the_nearest_name(name, known, expected):
    assert did_you_mean(name, known) == expected


def test_how_it_is_shown():
    assert did_you_mean("crat", ["cart"], show=str) == "Did you mean cart?"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Shop:crat", "Did you mean 'Shop:cart'?"),
        ("Other:cart", "Did you mean 'Shop:cart'?"),
        ("crat", "Did you mean 'Shop:cart'?"),
        ("Shop:gone", ""),
    ],
)
def test_the_nearest_state(name, expected):
    assert did_you_mean_state(name, ["Shop:pay", "Shop:cart"]) == expected
