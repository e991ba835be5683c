"""Deeds in words and as code."""

import pytest

from aiogram_dialog.explore.steps import (
    Gather,
    Press,
    Say,
    Send,
    Step,
    Tap,
    Wait,
)

PRESS = {"who": "Ann", "label": "Go", "place": (1, 0), "message": 5}


@pytest.mark.parametrize(
    ("step", "words", "code"),
    [
        (
            Press(**PRESS, target="Go", is_newest=True),
            "Ann presses [Go]",
            "await ann.presses('Go')",
        ),
        (
            Press(**PRESS, target=(1, 0), is_newest=False),
            "Ann presses [Go]",
            "await ann.presses((1, 0), of=5)",
        ),
        (
            Tap(who="Ann", label="Go", place=(0, 0), target="Go"),
            "Ann taps {Go}",
            "await ann.taps('Go')",
        ),
        (
            Tap(who="Bob", label="Go", place=(0, 0), target=(0, 0), gives={}),
            "Bob taps {Go}",
            "await bob.taps((0, 0), gives={})",
        ),
        (Say(who="Ann", text="a"), "Ann writes 'a'", "await ann.says('a')"),
        (
            Say(who="Ann", text="a" * 50),
            "Ann writes 50 symbols",
            "await ann.says('a' * 50)",
        ),
        (
            Say(who="Ann", text="ab" * 25),
            "Ann writes 50 symbols",
            f"await ann.says({'ab' * 25!r})",
        ),
        (
            Send(who="Ann", kind="video_note"),
            "Ann sends a video note",
            "await ann.sends('video_note')",
        ),
        (
            Send(who="Ann", kind="contact"),
            "Ann sends a contact",
            "await ann.sends_contact()",
        ),
        (
            Send(who="Ann", kind="dice"),
            "Ann sends a dice",
            "await ann.does(ann.person.rolls)",
        ),
        (Wait(who="Ann"), "Ann waits", "await bot.lets_time_pass()"),
        (
            Gather(who="Ann", friend="Bob", title="Us"),
            "Ann and Bob are in a group with the bot",
            "ann, bob = telegram.group('Us', ann, telegram.person('Bob'))",
        ),
    ],
)
def test_words_and_code(step: Step, words: str, code: str):
    assert step.words() == words
    assert step.code() == code
    compile(f"async def it(ann, bob, bot, telegram):\n  {code}", "it", "exec")
