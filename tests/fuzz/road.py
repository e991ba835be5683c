"""Fuzz the whole road with atheris: what people can forge breaks nothing.

It is led by what the code does with an input, and runs for as long as it may,
so it is no part of the tests::

    pip install -e . --group fuzz
    python tests/fuzz/road.py -max_total_time=600 -len_control=0 -max_len=400

Each input is a number of deeds of one person: real buttons, forged callback
data, texts with and without invisible symbols. Nothing may be raised, no lock
may stay, and the bot has to answer afterwards.
"""

import asyncio
import importlib.util
import logging
import sys
from contextlib import suppress
from pathlib import Path

import atheris

TESTS = Path(__file__).parents[1]
MAX_DEEDS = 12
# What is stored after the longest input, with room for its texts.
MAX_STORED = 60_000

with atheris.instrument_imports(include=["aiogram_dialog"]):
    from aiogram_dialog.emulator import ImpossibleDeedError
    from aiogram_dialog.utils import CB_SEP
    from aiogram_dialog.widgets.markup.reply_callback import (
        join_reply_callback,
    )

    _spec = importlib.util.spec_from_file_location(
        "forged_clicks",
        TESTS / "properties" / "test_forged_clicks.py",
    )
    assert _spec is not None
    assert _spec.loader is not None
    forged_clicks = importlib.util.module_from_spec(_spec)
    sys.modules["forged_clicks"] = forged_clicks
    _spec.loader.exec_module(forged_clicks)

MAX_BYTES = forged_clicks.MAX_BYTES
LOOP = asyncio.new_event_loop()
SCENE = LOOP.run_until_complete(forged_clicks.open_scene())
BEGINNING = SCENE.world.snapshot()


def take_text(data: atheris.FuzzedDataProvider, limit: int) -> str:
    """Return a text as Telegram would hand it on."""
    raw = data.ConsumeBytes(data.ConsumeIntInRange(0, limit))
    return raw.decode("utf-8", errors="ignore")


async def says(text: str) -> None:
    # Telegram takes no text of which nothing is seen.
    with suppress(ImpossibleDeedError):
        SCENE.ann.says(SCENE.chat, text)
    await SCENE.settle()


async def do_one(data: atheris.FuzzedDataProvider) -> None:
    buttons = SCENE.buttons()
    real = data.PickValueInList(buttons)
    intent = real.partition(CB_SEP)[0]
    match data.ConsumeIntInRange(0, 5):
        case 0:
            await SCENE.presses(real)
        case 1:
            forged = intent + CB_SEP + take_text(data, MAX_BYTES)
            await SCENE.presses(cut(forged))
        case 2:
            kept = data.ConsumeIntInRange(0, len(real))
            await SCENE.presses(cut(real[:kept] + take_text(data, 30)))
        case 3:
            await SCENE.presses(cut(take_text(data, MAX_BYTES)) or "x")
        case 4:
            await says(take_text(data, 200))
        case 5:
            forged = cut(intent + CB_SEP + take_text(data, 30))
            await says(join_reply_callback("x", forged))


def cut(text: str) -> str:
    return text.encode()[:MAX_BYTES].decode(errors="ignore")


async def play(raw: bytes) -> None:
    data = atheris.FuzzedDataProvider(raw)
    await says("/start")
    for _ in range(MAX_DEEDS):
        if not data.remaining_bytes():
            break
        await do_one(data)
        if len(SCENE.record()) > MAX_STORED:
            raise AssertionError("what is stored grows without end")
    await says("/start")
    if not SCENE.message().inline_keyboard:
        raise AssertionError("the bot does not answer any more")


def test_one_input(raw: bytes) -> None:
    LOOP.run_until_complete(asyncio.wait_for(play(raw), 10))
    SCENE.world.restore(BEGINNING)
    SCENE.dispatcher.storage.storage.clear()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
