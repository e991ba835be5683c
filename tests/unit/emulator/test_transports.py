import asyncio
import contextlib
from datetime import timedelta

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage
from aiogram.types import (
    BufferedInputFile,
    FSInputFile,
    LinkPreviewOptions,
    Message,
    URLInputFile,
)

from aiogram_dialog.emulator import (
    EmulatorSession,
    FloodLimits,
    UnknownMethodError,
    World,
    calls,
    connect,
    faults,
    feed,
    feed_concurrently,
    feed_one,
    take,
)
from aiogram_dialog.emulator.journal import Called, Faulted

CHAT = 101


@pytest.fixture
def bot(bench) -> Bot:
    return connect(bench.world, bench.bot)


async def test_defaults_are_resolved(bench):
    default = DefaultBotProperties(
        protect_content=True,
        link_preview=LinkPreviewOptions(is_disabled=True),
    )
    bot = connect(bench.world, bench.bot, default)
    message = await bot.send_message(CHAT, "x")
    assert message.has_protected_content
    assert message.link_preview_options.is_disabled
    assert message.bot is bot
    await bot.send_poll(CHAT, "q", ["a"], close_date=timedelta(seconds=5))
    (called,) = [
        entry
        for entry in bench.world.journal
        if isinstance(entry, Called) and entry.method == "sendPoll"
    ]
    assert called.params["close_date"].isdigit()


async def test_files(bench, bot, tmp_path):
    path = tmp_path / "cat.jpg"
    path.write_bytes(b"cat")
    sent = await bot.send_photo(CHAT, FSInputFile(path))
    content = await bot.download(sent.photo[-1])
    assert content.read() == b"cat"
    file = URLInputFile("https://a.b/c.txt", bot=bot)
    sent = await bot.send_document(CHAT, file)
    content = await bot.download(sent.document)
    assert content.read() == b"https://a.b/c.txt"
    bench.world.publish("https://a.b/c.txt", b"text")
    sent = await bot.send_document(CHAT, file)
    content = await bot.download(sent.document)
    assert content.read() == b"text"
    with pytest.raises(FileNotFoundError):
        await bot.download_file("documents/none.txt")
    await bot.session.close()


async def test_errors(bench, bot):
    group = bench.world.group("G", bench.ann, bench.bot)
    bench.ann.upgrades(group)
    with pytest.raises(TelegramMigrateToChat):
        await bot.send_message(group.id, "x")
    stranger = Bot("5:AA", session=EmulatorSession(bench.world))
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()


@pytest.mark.parametrize(
    ("fault", "error", "sent"),
    [
        (faults.refuses(400, "MESSAGE_ID_INVALID"), TelegramBadRequest, 0),
        (faults.retry_after(3), TelegramRetryAfter, 0),
        (faults.too_many_requests(), TelegramAPIError, 0),
        (faults.restarting(), RestartingTelegram, 0),
        (faults.bad_gateway(504), ClientDecodeError, 0),
        (faults.dropped_before(), TelegramNetworkError, 0),
        (faults.dropped_after(), TelegramNetworkError, 1),
    ],
)
async def test_faults(bench, bot, fault, error, sent):
    bench.world.faults.add(fault, method="sendMessage", chat_id=CHAT, nth=2)
    await bot.send_message(CHAT, "first")
    await bot.get_me()
    with pytest.raises(error) as caught:
        await bot.send_message(CHAT, "second")
    await bot.send_message(CHAT, "third")
    assert type(caught.value) is error
    assert len(bench.world.messages(bench.chat)) == 2 + sent
    assert Faulted(bench.bot.id, "sendMessage", fault.name) in (
        bench.world.journal
    )
    assert len(calls(bench.world)) == 4


async def test_faults_by_chance_are_the_same_every_time(bench, bot):
    def faulted() -> list[int]:
        return [
            number
            for number, entry in enumerate(bench.world.journal)
            if isinstance(entry, Faulted)
        ]

    async def many() -> list[int]:
        for _ in range(20):
            with contextlib.suppress(TelegramRetryAfter):
                await bot.send_message(CHAT, "x")
        return faulted()

    start = bench.world.snapshot()
    bench.world.faults.add(faults.retry_after(3), chance=0.3)
    first = await many()
    bench.world.restore(start)
    assert await many() == first
    assert 0 < len(first) < 20
    bench.world.faults.clear()
    await bot.send_message(CHAT, "x")
    assert len(faulted()) == len(first)


async def test_flood_limits(bench, bot):
    world = bench.world
    world.faults.flood_limits = FloodLimits(burst_in_chat=2)
    sent = await bot.send_message(CHAT, "a")
    await bot.send_chat_action(CHAT, "typing")
    await sent.edit_text("b")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(CHAT, "c")
    assert caught.value.retry_after == 2
    world.advance(2)
    await bot.send_message(CHAT, "d")
    group = world.group("G", bench.ann, bench.bot)
    world.faults.flood_limits = FloodLimits(
        per_minute_in_group=2,
        burst_in_chat=9,
    )
    await bot.send_message(group.id, "a")
    await bot.send_message(group.id, "b")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(group.id, "c")
    assert caught.value.retry_after == 31
    world.faults.clear()
    await bot.send_message(group.id, "c")


async def test_gates_and_timeouts(bench, bot):
    before, after = faults.Gate(), faults.Gate()
    bench.world.faults.add(faults.held(before=before, after=after))
    task = asyncio.create_task(bot.send_message(CHAT, "x"))
    await before.reached()
    assert bench.world.messages(bench.chat) == []
    before.open()
    await after.reached()
    assert len(bench.world.messages(bench.chat)) == 1
    assert not task.done()
    after.open()
    assert (await task).text == "x"


async def test_a_call_that_takes_too_long_is_not_undone(bench, bot):
    bench.world.faults.add(faults.slow(before=0.02, after=0.01))
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot(SendMessage(chat_id=CHAT, text="x"), request_timeout=0.001)
    assert bench.world.messages(bench.chat) == []
    await asyncio.sleep(0.05)
    assert len(bench.world.messages(bench.chat)) == 1


async def test_closing_ends_calls_on_their_way(bench, bot):
    bench.world.faults.add(faults.held(before=faults.Gate()))
    task = asyncio.create_task(bot.get_me())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await bot.session.close()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_polls_are_held(bench, bot):
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    other = bench.world.add_bot("other_bot")
    await asyncio.sleep(0.01)
    bench.ann.says(bench.world.private_chat(bench.ann, other), "not for us")
    await asyncio.sleep(0.01)
    assert not poll.done()
    bench.ann.says(bench.chat, "x")
    (update,) = await poll
    assert update.message.text == "x"
    assert await bot.get_updates(offset=update.update_id + 1) == []
    assert await bot.get_updates(timeout=1) == []


async def test_a_newer_poll_ends_the_older(bench, bot):
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(bot.get_updates(timeout=5))
    with pytest.raises(TelegramConflictError, match="other getUpdates"):
        await first
    await bot.set_webhook("https://a.b/")
    with pytest.raises(TelegramConflictError, match="setWebhook"):
        await second


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    running: list[str] = []
    dispatcher["running"] = running

    @dispatcher.message(F.text == "boom")
    async def boom(message: Message) -> None:
        raise ValueError("boom")

    @dispatcher.message(F.text == "answer")
    async def answer(message: Message) -> SendMessage:
        return message.answer("answered")

    @dispatcher.message(F.text == "refused")
    async def refused(message: Message) -> SendMessage:
        return SendMessage(chat_id=999, text="x")

    @dispatcher.message(F.text.startswith("meet"))
    async def meet(message: Message) -> None:
        running.append(message.text)
        while len(running) < 2:
            await asyncio.sleep(0.001)

    @dispatcher.message()
    async def slow(message: Message) -> None:
        running.append(f"in {message.text}")
        await asyncio.sleep(0)
        running.append(f"out {message.text}")

    return dispatcher


async def test_feed_in_order(bench, bot):
    dispatcher = make_dispatcher()
    for text in ("a", "b", "answer", "refused"):
        bench.ann.says(bench.chat, text)
    assert await feed(dispatcher, bot, bench.world) == 4
    assert dispatcher["running"] == ["in a", "out a", "in b", "out b"]
    assert bench.world.last_message(bench.chat).text == "answered"


async def test_feed_side_by_side(bench, bot):
    dispatcher = make_dispatcher()
    bench.ann.says(bench.chat, "meet Bob")
    place = bench.world.private_chat(bench.bob, bench.bot)
    bench.bob.says(place, "meet Ann")
    assert await feed_concurrently(dispatcher, bot, bench.world) == 2
    assert sorted(dispatcher["running"]) == ["meet Ann", "meet Bob"]


async def test_updates_may_come_late_and_twice(bench, bot):
    dispatcher = make_dispatcher()
    bench.ann.says(bench.chat, "a")
    bench.ann.says(bench.chat, "b")
    first, second = take(bench.world, bot)
    assert take(bench.world, bot) == []
    for update in (second, first, first):
        await feed_one(dispatcher, bot, update)
    entered = [line for line in dispatcher["running"] if "in" in line]
    assert entered == ["in b", "in a", "in a"]


@pytest.mark.parametrize("feeder", [feed, feed_concurrently])
async def test_feed_raises_what_handlers_raise(bench, bot, feeder):
    dispatcher = make_dispatcher()
    bench.ann.says(bench.chat, "boom")
    with pytest.raises(ValueError, match="boom"):
        await feeder(dispatcher, bot, bench.world)
    assert bench.world.pending(bench.bot) == ()


async def test_uploads_of_no_bytes(bench, bot):
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_photo(CHAT, BufferedInputFile(b"", "x"))


def test_strict_worlds(bench):
    world = World(strict=True)
    account = world.add_bot("strict_bot")
    with pytest.raises(UnknownMethodError, match="setMyName has no rule"):
        world.call(account.token, "setMyName", {})
    assert world.call(account.token, "getMe", {}).code == 200


def test_real_clock():
    ticks = iter([5.0, 6.0])
    world = World(clock=lambda: next(ticks))
    world.advance(10)
    assert [world.now, world.now] == [15.0, 16.0]


def test_empty_chats_have_no_last_message(bench):
    with pytest.raises(LookupError, match="no messages"):
        bench.world.last_message(bench.chat)


def test_settings(bench):
    settings = bench.world.state.settings[bench.bot.id]
    bench.world.set_bot(bench.bot, settings)
    assert bench.world.state.settings[bench.bot.id] == settings
    assert repr(bench.ann) == "<Person Ann 101>"
