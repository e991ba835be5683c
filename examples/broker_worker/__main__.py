"""Run the bot, with a worker in the same process."""

import asyncio
import logging
import os

from aiogram import Bot

from .worker import make_dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


asyncio.run(main())
