"""Dialogs that were started in the same second could get equal ids."""

from aiogram_dialog.api.entities.stack import new_id


def test_fresh_ids_differ():
    ids = {new_id() for _ in range(10_000)}

    # Of 62 ** 6 ids, 10,000 collide once in a thousand runs.
    assert len(ids) >= 9_999
    assert all(len(one) <= 6 and one.isalnum() for one in ids)
