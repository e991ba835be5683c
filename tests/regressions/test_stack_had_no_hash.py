"""A stack with access settings could not be hashed."""

from aiogram_dialog import AccessSettings
from aiogram_dialog.api.entities import Stack


def test_only_the_id_counts():
    settings = AccessSettings([1])

    assert hash(Stack("a", access_settings=settings)) == hash(Stack("a"))
