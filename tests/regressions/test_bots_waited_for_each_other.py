"""A person who writes to two bots of a dispatcher waits for one at a time.

Updates kept their order by person and chat, and the private chats of a person
with all bots have the same id.
"""

import asyncio

from aiogram import Bot
from aiogram.types import Chat, Message, Update, User

from aiogram_dialog.context.ticket import TICKET_KEY
from aiogram_dialog.wiring.arrival_order import ArrivalOrder

UPDATE = Update(
    update_id=1,
    message=Message(
        message_id=1,
        date=0,
        chat=Chat(id=7, type="private"),
        from_user=User(id=7, is_bot=False, first_name="Ann"),
        text="hello",
    ),
)


async def come_in(order, bot_id, steps, name, until) -> None:
    async def handle(event, data) -> None:
        await until.wait()
        await data[TICKET_KEY].turn()
        steps.append(name)

    bot = Bot(f"{bot_id}:TOKEN")
    await order(handle, UPDATE, {"bot": bot})


async def test_only_updates_of_one_bot_wait():
    order, steps = ArrivalOrder(), []
    held, open_ = asyncio.Event(), asyncio.Event()
    open_.set()
    slow = asyncio.create_task(come_in(order, 1, steps, "slow", held))
    await asyncio.sleep(0)
    same = asyncio.create_task(come_in(order, 1, steps, "same bot", open_))
    await come_in(order, 2, steps, "other bot", open_)
    assert steps == ["other bot"]

    held.set()
    await asyncio.gather(slow, same)
    assert steps == ["other bot", "slow", "same bot"]
