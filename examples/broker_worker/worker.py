"""Workers take jobs, and tell in the window of each how it goes."""

import asyncio
import logging
import os
import signal
from uuid import uuid4

from aiogram import Bot, Dispatcher
from redis.asyncio import Redis

from aiogram_dialog import BaseDialogManager, BgManagerFactory

from .bot import Report, make_bot
from .jobs import Job, Jobs

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1")
# Seconds that a quarter of a report takes.
QUARTER = 2.0
# Seconds to wait when something does not work, like Redis.
PAUSE = 1.0

logger = logging.getLogger(__name__)


async def write_quarter() -> None:
    """Do what really takes long."""
    await asyncio.sleep(QUARTER)


async def write_report(job: Job, window: BaseDialogManager) -> None:
    for percent in (25, 50, 75, 100):
        await write_quarter()
        async with window.fg() as manager:
            if not manager.has_context():
                logger.info("Nobody waits for %s any more.", job)
                return
            manager.dialog_data["percent"] = percent
            await manager.show()
    url = f"https://example.com/{job.report.lower()}.pdf"
    async with window.fg() as manager:
        manager.dialog_data["url"] = url
        await manager.switch_to(Report.ready)
        await manager.show()


async def work(
    redis: Redis,
    bot: Bot,
    factory: BgManagerFactory,
    stop: asyncio.Event,
) -> None:
    """Do one job after the other; the last one is ended when it stops."""
    jobs = Jobs(redis, worker=uuid4().hex)
    await jobs.open()
    while not stop.is_set():
        try:
            async with jobs.take() as job:
                if job is not None:
                    window = factory.bg(
                        bot,
                        user_id=job.user_id,
                        chat_id=job.chat_id,
                        stack_id=job.stack_id,
                    )
                    await write_report(job, window)
        except Exception:
            # The job stays in the stream, and will be tried again.
            logger.exception("A job has failed.")
            await asyncio.sleep(PAUSE)


async def work_alone() -> None:
    """Be a process that does nothing but jobs, until SIGTERM or Ctrl+C."""
    logging.basicConfig(level=logging.INFO)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with (
        Redis.from_url(REDIS_URL) as redis,
        Bot(os.environ["BOT_TOKEN"]) as bot,
    ):
        dispatcher, factory = make_bot(redis)
        # Dialogs are collected when the dispatcher starts. It gets no updates
        # from Telegram here, only the commands of the worker.
        await dispatcher.emit_startup(bot=bot)
        try:
            await work(redis, bot, factory, stop)
        finally:
            await dispatcher.emit_shutdown(bot=bot)


def make_dispatcher(redis_url: str = REDIS_URL) -> Dispatcher:
    """Make a bot that has a worker in its own process."""
    redis = Redis.from_url(redis_url)
    dispatcher, factory = make_bot(redis)
    stop = asyncio.Event()
    workers: list[asyncio.Task[None]] = []

    async def work_beside(bot: Bot) -> None:
        # Who waits for jobs needs a connection that nobody else closes.
        async with Redis.from_url(redis_url) as own_redis:
            await work(own_redis, bot, factory, stop)

    async def begin(bot: Bot) -> None:
        workers.append(asyncio.create_task(work_beside(bot)))

    async def end() -> None:
        stop.set()
        await asyncio.gather(*workers)
        # The dispatcher has closed it already, but the worker needed it.
        await redis.aclose()

    dispatcher.startup.register(begin)
    dispatcher.shutdown.register(end)
    return dispatcher
