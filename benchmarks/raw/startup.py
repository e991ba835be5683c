"""What a bot takes that has many users, or many routers."""

from aiogram import Bot, Dispatcher

from benchmarks.memory import per_user, weighed
from benchmarks.raw.routing import make_routers


async def build(size: int) -> dict[str, float]:
    """Measure the building and the start of a bot of many routers."""
    bot = Bot("42:TEST")
    with weighed() as measured:
        dispatcher = Dispatcher()
        dispatcher.include_routers(*make_routers(size))
        dispatcher.resolve_used_update_types()
        await dispatcher.emit_startup(bot=bot)
    return measured


async def memory_of_users(size: int) -> dict[str, float]:
    """Measure what is kept of each user of a small bot."""
    return await per_user("raw", size)
