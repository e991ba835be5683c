from itertools import product

import pytest

from aiogram_dialog.api.entities import ShowMode
from aiogram_dialog.message.plan import Edit, Facts, Keep, Send, plan
from aiogram_dialog.message.reasons import explain

FLAGS = (
    "has_old",
    "is_changed",
    "is_editable",
    "is_protection_changed",
    "had_reply_keyboard",
    "needs_reply_keyboard",
    "is_same_fixed",
)
USUAL = {
    "show_mode": ShowMode.EDIT,
    **dict.fromkeys(FLAGS, False),
    "has_old": True,
    "is_changed": True,
    "is_editable": True,
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Edited: Telegram can make the old message the new one."),
        (
            {"is_changed": False},
            "Nothing is shown: the message is as wanted already.",
        ),
        (
            {"show_mode": ShowMode.NO_UPDATE},
            "Nothing is shown: the show mode is NO_UPDATE.",
        ),
        (
            {"is_same_fixed": True},
            "Only the keyboard is edited: the sticker, video note or dice "
            "stays the same, and nothing else of it can change.",
        ),
        (
            {"has_old": False},
            "Sent anew: there is no message of this dialog yet.",
        ),
        (
            {"show_mode": ShowMode.DELETE_AND_SEND},
            "Sent anew, and the old one is deleted: the show mode is "
            "DELETE_AND_SEND.",
        ),
        (
            {"show_mode": ShowMode.SEND},
            "Sent anew, and the old one loses its keyboard: what is new "
            "belongs below what was written (the show mode is SEND).",
        ),
        (
            {"show_mode": ShowMode.SEND, "had_reply_keyboard": True},
            "Sent anew, and the old one loses its keyboard: what is new "
            "belongs below what was written (the show mode is SEND).",
        ),
        (
            {
                "show_mode": ShowMode.SEND,
                "had_reply_keyboard": True,
                "needs_reply_keyboard": True,
            },
            "Sent anew: what is new belongs below what was written (the "
            "show mode is SEND).",
        ),
        (
            {"is_editable": False},
            "Sent anew, and the old one is deleted: Telegram cannot edit "
            "the old kind of message into the new one.",
        ),
        (
            {"is_editable": False, "had_reply_keyboard": True},
            "Sent anew, and the old one is deleted: a message with a reply "
            "keyboard cannot be edited.",
        ),
        (
            {"is_editable": False, "needs_reply_keyboard": True},
            "Sent anew, and the old one is deleted: a reply keyboard cannot "
            "be edited in.",
        ),
        (
            {"is_protection_changed": True},
            "Sent anew, and the old one is deleted: whether it may be "
            "forwarded cannot be edited.",
        ),
    ],
)
def test_reasons(changes, expected):
    facts = Facts(**{**USUAL, **changes})

    assert explain(facts, plan(facts)) == expected


def test_every_plan_has_a_reason_that_begins_with_what_is_done():
    for mode, *flags in product(ShowMode, *([[False, True]] * len(FLAGS))):
        facts = Facts(show_mode=mode, **dict(zip(FLAGS, flags, strict=True)))
        chosen = plan(facts)
        told = explain(facts, chosen)

        assert told.endswith(".")
        assert told.startswith("Sent anew") is isinstance(chosen, Send)
        assert told.startswith("Edited") is isinstance(chosen, Edit)
        if isinstance(chosen, Keep):
            assert "as wanted already" in told
