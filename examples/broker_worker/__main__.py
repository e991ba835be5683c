"""Run the bot with a worker in the same process, or a worker alone."""

import asyncio
import logging
import os
import sys

from aiogram import Bot

from .worker import make_dispatcher, work_alone


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


asyncio.run(work_alone() if sys.argv[1:] == ["worker"] else main())
