"""The storage fails once, at each of its calls in turn, before or after it.

Nothing is lost then: the newest message works at the next press or text.
"""

import pytest
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage

from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

KEYS = DefaultKeyBuilder(with_destiny=True)


class BrokenError(Exception):
    """The connection to the storage is gone."""


class Strikes:
    """A count of calls, some of which fail."""

    def __init__(self):
        self.count = 0
        self.at = set()
        self.is_applied = False

    def begin(self, at, *, is_applied):
        self.count = 0
        self.at, self.is_applied = set(at), is_applied

    async def around(self, call):
        self.count += 1
        strikes = self.count in self.at
        if strikes and not self.is_applied:
            raise BrokenError
        result = await call()
        if strikes:
            raise BrokenError
        return result


def failing_in_memory(kind):
    class Failing(kind):
        strikes = Strikes()

        async def get_data(self, key):
            if "aiogd" not in key.destiny:
                return await super().get_data(key)
            return await self.strikes.around(
                lambda: kind.get_data(self, key),
            )

        async def set_data(self, key, data):
            await self.strikes.around(lambda: kind.set_data(self, key, data))

    return {"storage": Failing()}


class OwnIsolation(RedisEventIsolation):
    """An isolation whose locks cannot be looked at in a transaction."""


def failing_redis(redis, isolation):
    storage = RedisStorage(redis, key_builder=KEYS)
    storage.strikes = strikes = Strikes()
    read, make = storage.get_data, redis.pipeline

    async def get_data(key):
        if "aiogd" not in key.destiny:
            return await read(key)
        return await strikes.around(lambda: read(key))

    def pipeline(**options):
        pipe = make(**options)
        execute = pipe.execute
        pipe.execute = lambda: strikes.around(execute)
        return pipe

    storage.get_data = get_data
    redis.pipeline = pipeline
    return {
        "storage": storage,
        "events_isolation": isolation(redis, key_builder=KEYS),
    }


@pytest.fixture(params=["memory", "json", "redis", "redis, own locks"])
def failing(request):
    match request.param:
        case "memory":
            return failing_in_memory(MemoryStorage)
        case "json":
            return failing_in_memory(JsonMemoryStorage)
    is_own = request.param == "redis, own locks"
    return failing_redis(
        request.getfixturevalue("redis"),
        OwnIsolation if is_own else RedisEventIsolation,
    )


@pytest.fixture
async def stage(make_stage, faulty_bot, failing):
    stage = await make_stage(*faulty_bot.make_routers(), **failing)
    stage.world.publish(faulty_bot.PICTURE, b"picture")
    stage.strikes = failing["storage"].strikes
    return stage


SCENARIOS = {
    "first start": (None, "/start"),
    "click": ([], "Count"),
    "sub-dialog": ([], "Sub"),
    "result": (["Sub"], "Back"),
    "to a photo": ([], "Photo"),
    "close": ([], "Close"),
    "text": ([], None),
    "start anew": ([], "/start"),
}


async def meet_somebody(stage, presses):
    stage.strikes.begin([], is_applied=False)
    stage.ann = stage.world.add_person("Ann")
    stage.chat = stage.world.private_chat(stage.ann, stage.account)
    if presses is None:
        return
    await stage.says("/start")
    for button in presses:
        await stage.presses(button)


async def act(stage, act):
    try:
        if act is None:
            await stage.says("hello")
        elif act.startswith("/"):
            await stage.says(act)
        else:
            await stage.presses(act)
    except BrokenError:
        return False
    return True


def live_messages(stage):
    return [
        message
        for message in stage.world.messages(stage.chat)
        if message.inline_keyboard
    ]


async def check_life_goes_on(stage, *, by_text):
    stage.strikes.begin([], is_applied=False)
    if not live_messages(stage):
        await stage.says("/start")
    if by_text:
        await stage.says("hello")
    else:
        newest = live_messages(stage)[-1]
        await stage.presses("Count", of=newest)
    # Where it was dead, what is open is offered.
    live = live_messages(stage)
    if not live:
        await stage.says("/start")
        live = live_messages(stage)
    screen = live[-1]
    name, counted = screen.text.split()
    await stage.presses("Count", of=screen)
    assert live_messages(stage)[-1].text == f"{name} {int(counted) + 1}"
    assert not stage.held_locks()


@pytest.mark.parametrize("by_text", [False, True])
@pytest.mark.parametrize("is_applied", [False, True])
@pytest.mark.parametrize("scenario", SCENARIOS)
async def test_each_call(stage, scenario, is_applied, by_text):
    presses, what = SCENARIOS[scenario]
    await meet_somebody(stage, presses)
    stage.strikes.begin([], is_applied=False)
    await act(stage, what)
    calls = stage.strikes.count
    assert calls

    for number in range(1, calls + 1):
        await meet_somebody(stage, presses)
        stage.strikes.begin([number], is_applied=is_applied)
        await act(stage, what)
        assert stage.strikes.count >= number
        await check_life_goes_on(stage, by_text=by_text)


@pytest.mark.parametrize("scenario", ["click", "sub-dialog", "text"])
async def test_storing_fails_once(stage, scenario):
    """What a person did is stored: it was tried again."""
    presses, what = SCENARIOS[scenario]
    await meet_somebody(stage, presses)
    stage.strikes.begin([], is_applied=False)
    await act(stage, what)
    calls = stage.strikes.count

    await meet_somebody(stage, presses)
    stage.strikes.begin([calls], is_applied=False)
    assert await act(stage, what)
    stage.strikes.begin([], is_applied=False)
    before = live_messages(stage)[-1]
    await stage.presses("Count")
    name, counted = before.text.split()
    assert live_messages(stage)[-1].text == f"{name} {int(counted) + 1}"


async def test_a_dead_newest_window_becomes_what_is_open(stage):
    await meet_somebody(stage, [])
    await stage.presses("Count")
    stage.strikes.begin(range(3, 40), is_applied=False)
    assert not await act(stage, "/start")
    stage.strikes.begin([], is_applied=False)
    dead = live_messages(stage)[-1]
    assert dead.text == "main 0"

    await stage.presses("Count", of=dead)
    [live] = live_messages(stage)
    assert (live.id, live.text) == (dead.id, "main 1")

    await stage.presses("Count", of=live)
    [live] = live_messages(stage)
    assert live.text == "main 2"


async def test_a_dead_window_in_a_group(stage):
    """Somebody else's press shows nothing of theirs in it."""
    await meet_somebody(stage, None)
    bob = stage.world.add_person("Bob")
    stage.chat = stage.world.supergroup(
        "Friends",
        stage.ann,
        bob,
        stage.account,
    )
    bob.says(stage.chat, "/start")
    await stage.settle()
    [of_bob] = live_messages(stage)
    stage.strikes.begin(range(2, 20), is_applied=False)
    assert not await act(stage, "/start")
    stage.strikes.begin([], is_applied=False)
    _, dead = live_messages(stage)

    bob.presses(stage.chat, "Count", of=dead)
    await stage.settle()

    [live] = live_messages(stage)
    assert (live.id, live.text) == (of_bob.id, "main 0")
