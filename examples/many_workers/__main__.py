"""Start everything, let people use it, and tell what they have seen."""

import asyncio
import json
import sys
from contextlib import AsyncExitStack

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from redis.asyncio import Redis

from aiogram_dialog.emulator import World
from aiogram_dialog.emulator.server import EmulatorServer

from .machines import balancer, redis_server, worker
from .people import Visitor, invite, play

PEOPLE = 20
EVENTS = 10
WORKERS = 2


async def show() -> bool:
    """Return whether everything was counted."""
    world = World()
    account = world.add_bot("counting_bot")
    visitors = invite(world, account, PEOPLE)
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        telegram = await enter(EmulatorServer(world))
        redis_url = await enter(redis_server())
        workers = [
            await enter(
                worker(
                    BOT_TOKEN=account.token,
                    API_URL=telegram.base_url,
                    REDIS_URL=redis_url,
                ),
            )
            for _ in range(WORKERS)
        ]
        url = await enter(balancer(*workers))
        await set_webhook(account.token, telegram.base_url, f"{url}/webhook")
        await play(visitors, EVENTS, url)
        is_right = tell(visitors)
        return await tell_stored(redis_url, visitors) and is_right


async def set_webhook(token: str, api_url: str, url: str) -> None:
    api = TelegramAPIServer.from_base(api_url)
    async with Bot(token, session=AiohttpSession(api=api)) as bot:
        await bot.set_webhook(url)


def tell(visitors: list[Visitor]) -> bool:
    right = [visitor.is_content() for visitor in visitors]
    done = sum(sum(visitor.done.values()) for visitor in visitors)
    print(f"{len(visitors)} people did {done} things at once.")
    print(f"{sum(right)} of them see that all of theirs was counted,")
    return all(right)


async def tell_stored(url: str, visitors: list[Visitor]) -> bool:
    async with Redis.from_url(url, decode_responses=True) as redis:
        locks = await wait_for_locks(redis)
        keys = await redis.keys("*")
        contexts = [
            json.loads(await redis.get(key))["dialog_data"]
            for key in keys
            if ":aiogd:context:" in key
        ]
    kinds = ("clicks", "texts", "news")
    stored = [
        (
            data.get("clicks", 0),
            data.get("texts", 0),
            sum(name.startswith("news ") for name in data),
        )
        for data in contexts
    ]
    done = [tuple(it.done[kind] for kind in kinds) for it in visitors]
    is_right = sorted(stored) == sorted(done)
    print(f"which is {'also' if is_right else 'not'} what is stored.")
    print(f"{locks} locks are left.")
    return is_right and not locks


async def wait_for_locks(redis: Redis) -> int:
    """Return how many are left: the last window comes before its unlock."""
    for _ in range(50):
        if not await redis.keys("*:lock"):
            return 0
        await asyncio.sleep(0.1)
    return len(await redis.keys("*:lock"))


if __name__ == "__main__":
    sys.exit(not asyncio.run(show()))
