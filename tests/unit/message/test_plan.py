from itertools import product

import pytest

from aiogram_dialog.api.entities import ShowMode
from aiogram_dialog.message.plan import (
    CleanUp,
    DoNothing,
    Edit,
    EditKeyboard,
    Facts,
    Keep,
    Send,
    plan,
)


def facts(**changes: object) -> Facts:
    usual = {
        "show_mode": ShowMode.EDIT,
        "has_old": True,
        "is_changed": True,
        "is_editable": True,
        "is_protection_changed": False,
        "had_reply_keyboard": False,
        "needs_reply_keyboard": False,
        "is_same_fixed": False,
    }
    return Facts(**{**usual, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Edit()),
        ({"show_mode": ShowMode.AUTO}, Edit()),
        ({"is_changed": False}, Keep()),
        ({"show_mode": ShowMode.NO_UPDATE}, DoNothing()),
        ({"has_old": False}, Send()),
        ({"has_old": False, "show_mode": ShowMode.SEND}, Send()),
        ({"has_old": False, "show_mode": ShowMode.DELETE_AND_SEND}, Send()),
        ({"has_old": False, "show_mode": ShowMode.NO_UPDATE}, DoNothing()),
        ({"is_editable": False}, Send(after=CleanUp.DELETE)),
        ({"is_protection_changed": True}, Send(after=CleanUp.DELETE)),
        (
            {"show_mode": ShowMode.SEND},
            Send(after=CleanUp.REMOVE_KEYBOARD),
        ),
        (
            {"show_mode": ShowMode.SEND, "is_changed": False},
            Send(after=CleanUp.REMOVE_KEYBOARD),
        ),
        (
            {"show_mode": ShowMode.SEND, "had_reply_keyboard": True},
            Send(before=CleanUp.REMOVE_KEYBOARD),
        ),
        (
            {
                "show_mode": ShowMode.SEND,
                "had_reply_keyboard": True,
                "needs_reply_keyboard": True,
            },
            Send(),
        ),
        (
            {"show_mode": ShowMode.DELETE_AND_SEND},
            Send(after=CleanUp.DELETE),
        ),
        (
            {
                "show_mode": ShowMode.DELETE_AND_SEND,
                "had_reply_keyboard": True,
            },
            Send(after=CleanUp.DELETE),
        ),
        ({"is_same_fixed": True, "is_editable": False}, EditKeyboard()),
        (
            {
                "is_same_fixed": True,
                "is_editable": False,
                "show_mode": ShowMode.AUTO,
            },
            EditKeyboard(),
        ),
        ({"is_same_fixed": True, "is_changed": False}, Keep()),
        (
            {"is_same_fixed": True, "show_mode": ShowMode.SEND},
            Send(after=CleanUp.REMOVE_KEYBOARD),
        ),
        (
            {"is_same_fixed": True, "show_mode": ShowMode.DELETE_AND_SEND},
            Send(after=CleanUp.DELETE),
        ),
        (
            {"is_same_fixed": True, "is_protection_changed": True},
            Send(after=CleanUp.DELETE),
        ),
        (
            {
                "is_same_fixed": True,
                "is_editable": False,
                "had_reply_keyboard": True,
            },
            Send(after=CleanUp.DELETE),
        ),
        (
            {
                "is_same_fixed": True,
                "is_editable": False,
                "needs_reply_keyboard": True,
            },
            Send(after=CleanUp.DELETE),
        ),
        ({"is_same_fixed": True, "has_old": False}, Send()),
    ],
)
def test_what_is_done(changes, expected):
    assert plan(facts(**changes)) == expected


ALL_FACTS = [
    Facts(mode, *flags)
    for mode in ShowMode
    for flags in product([False, True], repeat=7)
]


@pytest.mark.parametrize("case", ALL_FACTS, ids=str)
def test_every_case_has_a_plan_that_loses_nothing(case):
    chosen = plan(case)

    if isinstance(chosen, Keep | Edit | EditKeyboard):
        assert case.has_old
    if isinstance(chosen, EditKeyboard):
        # All else is on the screen already, and a keyboard can be edited.
        assert case.is_same_fixed
        assert not case.is_protection_changed
        assert not case.had_reply_keyboard
        assert not case.needs_reply_keyboard
    if isinstance(chosen, Send) and chosen.before is not CleanUp.NOTHING:
        # Nothing but a reply keyboard goes before what is new is there.
        assert chosen.before is CleanUp.REMOVE_KEYBOARD
        assert case.had_reply_keyboard
        assert not case.needs_reply_keyboard
    if isinstance(chosen, Send) and not case.has_old:
        assert chosen == Send()
