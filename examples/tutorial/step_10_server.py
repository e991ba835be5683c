"""Step 10 of the tutorial: the bot on a server.

It needs a Redis, ``python -m pip install "aiogram[redis]"``, and runs where
the file of step 8 is, too::

    REDIS_URL=redis://localhost BOT_TOKEN=... python step_10_server.py
"""

import asyncio
import logging
import os

from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.redis import RedisEventIsolation, RedisStorage
from redis.asyncio import Redis
from step_8_reminder import garden, new_plant, reminder, router

from aiogram_dialog import setup_dialogs


def make_dispatcher(redis: Redis) -> Dispatcher:
    keys = DefaultKeyBuilder(
        with_destiny=True,
        with_bot_id=True,
        with_business_connection_id=True,
    )
    dispatcher = Dispatcher(storage=RedisStorage(redis, key_builder=keys))
    dispatcher.include_routers(router, garden, new_plant, reminder)
    setup_dialogs(
        dispatcher,
        events_isolation=RedisEventIsolation(redis, key_builder=keys),
        check=True,
    )
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    redis = Redis.from_url(os.environ["REDIS_URL"])
    dispatcher = make_dispatcher(redis)
    await dispatcher.start_polling(Bot(os.environ["BOT_TOKEN"]))


if __name__ == "__main__":
    asyncio.run(main())
