"""Run the bot."""

import asyncio
import logging
import os

from aiogram import Bot

from .bot import make_dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


asyncio.run(main())
