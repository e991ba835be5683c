"""A bot that shows everything: the parts are put together here.

Run it in the directory ``examples`` with the token that @BotFather gave
you::

    BOT_TOKEN=... python -m showcase.bot

Dialogs are kept in memory, or in the Redis of ``REDIS_URL``. With
``LOGIN_URL`` there is a button that logs in there.
"""

import asyncio
import logging
import os

from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import BaseEventIsolation, BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage, SimpleEventIsolation

from aiogram_dialog import setup_dialogs
from aiogram_dialog.widgets.text import setup_jinja

from . import (
    background,
    buttons,
    commands,
    dialogs,
    group_poll,
    links,
    media,
    menu,
    party,
    pizza,
    scrolls,
    texts,
)

THEMES = (
    menu,
    buttons,
    links,
    texts,
    pizza,
    scrolls,
    party,
    media,
    dialogs,
    background,
    group_poll,
)


def make_storage() -> tuple[BaseStorage, BaseEventIsolation]:
    url = os.environ.get("REDIS_URL")
    if not url:
        return MemoryStorage(), SimpleEventIsolation()
    # Only those who use it need to install it.
    from aiogram.fsm.storage.base import DefaultKeyBuilder  # noqa: PLC0415
    from aiogram.fsm.storage.redis import RedisStorage  # noqa: PLC0415

    # The keys have to tell stacks, bots and business chats apart.
    keys = DefaultKeyBuilder(
        with_destiny=True,
        with_bot_id=True,
        with_business_connection_id=True,
    )
    storage = RedisStorage.from_url(url, key_builder=keys)
    return storage, storage.create_isolation()


def stars(number: int) -> str:
    return "⭐️" * number


def make_dispatcher() -> Dispatcher:
    storage, isolation = make_storage()
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_routers(commands.make_router(), links.make_router())
    for theme in THEMES:
        dispatcher.include_routers(*theme.make_dialogs())
    dispatcher.include_router(commands.make_last_router())

    jobs = background.Jobs()
    dispatcher["jobs"] = jobs
    dispatcher.shutdown.register(jobs.cancel_all)
    setup_jinja(dispatcher, filters={"stars": stars})
    # It brings a recovery along: a button of a dialog that is gone shows
    # the one that is open, or vanishes, and nobody has to be told.
    setup_dialogs(dispatcher, events_isolation=isolation)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    async with Bot(os.environ["BOT_TOKEN"]).context() as bot:
        await bot.set_my_commands(commands.COMMANDS)
        await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
