"""One process of the bot; it says on which port it listens.

It takes ``BOT_TOKEN``, ``API_URL`` and ``REDIS_URL`` from the environment.
"""

import asyncio
import os

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.webhook.aiohttp_server import (
    SimpleRequestHandler,
    setup_application,
)
from aiohttp import web
from redis.asyncio import Redis

from .bot import make_dispatcher

HOST = "127.0.0.1"


def make_app(bot: Bot, redis: Redis) -> web.Application:
    dispatcher, factory = make_dispatcher(redis)

    async def take_news(request: web.Request) -> web.Response:
        """Hear of something from the rest of the system, for one person."""
        user_id = int(request.match_info["user_id"])
        name = f"news {request.match_info['number']}"
        await factory.bg(bot, user_id, user_id).update({name: True})
        return web.Response()

    app = web.Application()
    # Without `handle_in_background`, Telegram waits for each handler with
    # the next update of the same chat.
    SimpleRequestHandler(
        dispatcher,
        bot,
        handle_in_background=True,
    ).register(app, "/webhook")
    app.router.add_post("/news/{user_id}/{number}", take_news)
    setup_application(app, dispatcher, bot=bot)
    return app


async def main() -> None:
    api = TelegramAPIServer.from_base(os.environ["API_URL"])
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=api))
    redis = Redis.from_url(os.environ["REDIS_URL"], max_connections=1000)
    runner = web.AppRunner(make_app(bot, redis), handle_signals=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.Event().wait()
    except web.GracefulExit:
        pass
    finally:
        await runner.cleanup()
        await redis.aclose()


if __name__ == "__main__":
    asyncio.run(main())
