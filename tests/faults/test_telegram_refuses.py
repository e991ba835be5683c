"""Telegram fails at each call of an update, in each of its ways.

What the handler raises then is Telegram's error and nothing else; the next
update works, and the newest message with buttons is alive.
"""

import json
from contextlib import nullcontext, suppress

import pytest
from aiogram.exceptions import AiogramError

from aiogram_dialog.emulator import calls, faults
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

KINDS = [
    faults.refuses(400, "message to edit not found"),
    faults.refuses(400, "message can't be edited"),
    faults.refuses(400, "message can't be deleted for everyone"),
    faults.refuses(400, "message to delete not found"),
    faults.refuses(400, "message is not modified"),
    faults.refuses(400, "MESSAGE_ID_INVALID"),
    faults.refuses(400, "there is no text in the message to edit"),
    faults.refuses(400, "chat not found"),
    faults.refuses(400, "not enough rights to send photos to the chat"),
    faults.refuses(400, "wrong file identifier/HTTP URL specified"),
    faults.refuses(
        400,
        "query is too old and response timeout expired or query ID is invalid",
    ),
    faults.refuses(401, "Unauthorized"),
    faults.refuses(403, "bot was blocked by the user"),
    faults.refuses(403, "bot was kicked from the group chat"),
    faults.refuses(404, "Not Found"),
    faults.refuses(409, "terminated by other getUpdates request"),
    faults.refuses(413, "Request Entity Too Large"),
    faults.retry_after(0),
    faults.too_many_requests(),
    faults.restarting(),
    faults.bad_gateway(502),
    faults.bad_gateway(504),
    faults.dropped_before(),
    faults.dropped_after(),
    faults.slow(before=0.001),
    faults.slow(after=0.001),
]

SCENARIOS = {
    "click": ([], "Count"),
    "sub-dialog": ([], "Sub"),
    "result": (["Sub"], "Back"),
    "to a photo": ([], "Photo"),
    "from a photo": (["Photo"], "Text"),
    "close": ([], "Close"),
    "text": ([], None),
}


@pytest.fixture
async def stage(make_stage, faulty_bot):
    stage = await make_stage(
        *faulty_bot.make_routers(),
        storage=JsonMemoryStorage(),
    )
    stage.world.publish(faulty_bot.PICTURE, b"picture")
    return stage


async def meet_somebody(stage, presses):
    stage.ann = stage.world.add_person("Ann")
    stage.chat = stage.world.private_chat(stage.ann, stage.account)
    await stage.says("/start")
    for button in presses:
        await stage.presses(button)
    stage.new_calls()


async def act(stage, button):
    if button is None:
        await stage.says("hello")
    else:
        await stage.presses(button)


def live_message(stage):
    """Return the newest message that has buttons, or None."""
    for message in reversed(stage.world.messages(stage.chat)):
        if message.inline_keyboard:
            return message
    return None


async def check_life_goes_on(stage):
    if live_message(stage) is None:
        await stage.says("/start")
    # It may have been left over: the press brings it up to date, or takes
    # its buttons off where the dialog was closed.
    await stage.presses("Count", of=live_message(stage))
    if live_message(stage) is None:
        await stage.says("/start")
    before = live_message(stage)
    await stage.presses("Count", of=before)
    name, counted = before.text.split()
    assert live_message(stage).text == f"{name} {int(counted) + 1}"
    assert not stage.held_locks()
    check_whole(stage)


def check_whole(stage):
    stored = {
        key.destiny: json.loads(record.data)
        for key, record in stage.dispatcher.storage.storage.items()
        if key.chat_id == stage.chat.id and record.data != "{}"
    }
    named = {
        f"aiogd:context:{intent_id}"
        for record in stored.values()
        for intent_id in record.get("intents", ())
    }
    contexts = {it for it in stored if it.startswith("aiogd:context:")}
    assert named == contexts


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault.name)
async def test_each_call(stage, fault, scenario):
    presses, button = SCENARIOS[scenario]
    await meet_somebody(stage, presses)
    await act(stage, button)
    made = stage.new_calls()
    assert made

    for number in range(1, len(made) + 1):
        await meet_somebody(stage, presses)
        # Calls are counted through all tests of a switch.
        counted = stage.world.state.count("fault 0")
        stage.world.faults.add(fault, nth=counted + number)
        seen = len(stage.world.journal)
        # What is only slow does not fail.
        is_slow = fault.before or fault.after
        with nullcontext() if is_slow else suppress(AiogramError):
            await act(stage, button)
        stage.world.faults.clear()
        assert len(calls(stage.world, since=seen)) >= number
        await check_life_goes_on(stage)
