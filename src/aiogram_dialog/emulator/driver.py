"""The driver: brings the updates of a world to a Dispatcher."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from .messages import QueuedUpdate
from .world import World


def take(world: World, bot: Bot) -> list[QueuedUpdate]:
    """Take what waits for a bot, to feed it in any order and how often.

    So are late batches, wrong orders and updates that come twice played.
    """
    waiting = world.state.pending(bot.id)
    for update in waiting:
        world.state.forget(bot.id, update.update_id)
    return list(waiting)


async def feed(dispatcher: Dispatcher, bot: Bot, world: World) -> int:
    """Feed what waits for a bot, one after the other, until nothing does.

    Updates that come up meanwhile are fed too. What handlers raise is
    raised here, and the update that led to it is confirmed. Returns the
    number of updates fed.
    """
    count = 0
    while waiting := world.state.pending(bot.id):
        update = waiting[0]
        world.state.confirm(bot.id, update.update_id + 1)
        await feed_one(dispatcher, bot, update)
        count += 1
    return count


async def feed_concurrently(
    dispatcher: Dispatcher,
    bot: Bot,
    world: World,
) -> int:
    """Feed all that waits for a bot at once, until nothing does.

    Raises the first of what handlers raised, after all have ended.
    """
    count = 0
    while waiting := world.state.pending(bot.id):
        world.state.confirm(bot.id, waiting[-1].update_id + 1)
        results = await asyncio.gather(
            *(feed_one(dispatcher, bot, update) for update in waiting),
            return_exceptions=True,
        )
        for result in results:
            if isinstance(result, BaseException):
                raise result
        count += len(waiting)
    return count


async def feed_one(
    dispatcher: Dispatcher,
    bot: Bot,
    queued: QueuedUpdate,
) -> None:
    """Feed one update as polling does, answers of handlers included."""
    update = Update.model_validate(queued.as_json(), context={"bot": bot})
    response = await dispatcher.feed_update(bot, update)
    if isinstance(response, TelegramMethod):
        await dispatcher.silent_call_request(bot, response)
