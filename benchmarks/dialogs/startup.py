"""What a bot takes that has many users, or many dialogs."""

from aiogram import Bot, Dispatcher

from aiogram_dialog import setup_dialogs
from benchmarks.dialogs.routing import make_dialogs
from benchmarks.memory import per_user, weighed


async def build(size: int) -> dict[str, float]:
    """Measure the building and the start of a bot of many dialogs."""
    bot = Bot("42:TEST")
    with weighed() as measured:
        dispatcher = Dispatcher()
        dialogs, _ = make_dialogs(size)
        dispatcher.include_routers(*dialogs)
        setup_dialogs(dispatcher)
        dispatcher.resolve_used_update_types()
        await dispatcher.emit_startup(bot=bot)
    return measured


async def memory_of_users(size: int) -> dict[str, float]:
    """Measure what is kept of each user of a small bot."""
    return await per_user("ours", size)
