"""A web backend that changes dialogs: the kitchen tells how an order goes.

The bot and an aiohttp application run in one process. The application hears
of orders by HTTP, and shows them to whom they belong by a background manager.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/web_backend.py
    aiogram-dialog play examples/web_backend:make_dispatcher

Order something, and be the kitchen::

    curl -H "Authorization: Bearer let-me-in" -d status=cooking \
        http://127.0.0.1:8081/orders/1
"""

import asyncio
import hmac
import logging
import os
from dataclasses import dataclass
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Chat, Message
from aiohttp import web

from aiogram_dialog import (
    BgManagerFactory,
    Dialog,
    DialogManager,
    LaunchMode,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.kbd import Cancel, Select
from aiogram_dialog.widgets.text import Const, Format

PORT = int(os.environ.get("PORT", "8081"))
SECRET = os.environ.get("KITCHEN_SECRET", "let-me-in")
STATUSES = {
    "ordered": "📝 The kitchen has got it.",
    "cooking": "🍳 It is being cooked.",
    "coming": "🛵 It is on the way.",
    "delivered": "🍽 Enjoy your meal!",
}


@dataclass
class Order:
    """Be a row of what would be a table of a database."""

    number: int
    user_id: int
    chat_id: int
    dish: str
    status: str = "ordered"


Orders = dict[int, Order]


class Menu(StatesGroup):
    main = State()


class Delivery(StatesGroup):
    status = State()


async def order(
    callback: CallbackQuery,
    select: object,
    manager: DialogManager,
    dish: str,
) -> None:
    orders: Orders = manager.middleware_data["orders"]
    number = len(orders) + 1
    chat: Chat = manager.middleware_data["event_chat"]
    orders[number] = Order(number, callback.from_user.id, chat.id, dish)
    await manager.start(Delivery.status, {"number": number})


async def keep_number(data: Any, manager: DialogManager) -> None:
    manager.dialog_data["number"] = data["number"]


async def get_order(
    dialog_manager: DialogManager,
    orders: Orders,
    **kwargs: Any,
) -> dict[str, Any]:
    # What the kitchen knows is not copied: it is read whenever it is shown.
    found = orders[dialog_manager.dialog_data["number"]]
    return {"order": found, "status": STATUSES[found.status]}


menu = Dialog(
    Window(
        Const("What would you like?"),
        Select(
            Format("{item}"),
            id="dish",
            item_id_getter=str,
            items=["Pizza", "Soup"],
            on_click=order,
        ),
        state=Menu.main,
    ),
)
delivery = Dialog(
    Window(
        Format("Order {order.number}: {order.dish}"),
        Format("{status}"),
        Cancel(Const("« Menu")),
        state=Delivery.status,
        getter=get_order,
    ),
    on_start=keep_number,
    # News of an order take the place of the older ones.
    launch_mode=LaunchMode.SINGLE_TOP,
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Menu.main, mode=StartMode.RESET_STACK)


BOT = web.AppKey("bot", Bot)
FACTORY = web.AppKey("factory", BgManagerFactory)
ORDERS = web.AppKey("orders", Orders)


async def set_status(request: web.Request) -> web.Response:
    """Take ``status=cooking`` from the kitchen, and from nobody else."""
    given = request.headers.get("Authorization", "").encode()
    if not hmac.compare_digest(given, f"Bearer {SECRET}".encode()):
        raise web.HTTPUnauthorized
    found = request.app[ORDERS].get(int(request.match_info["number"]))
    if found is None:
        raise web.HTTPNotFound
    status = (await request.post()).get("status")
    if not isinstance(status, str) or status not in STATUSES:
        raise web.HTTPBadRequest(text=f"One of {', '.join(STATUSES)}")
    found.status = status
    # The kitchen does not wait for Telegram: this returns at once.
    bg = request.app[FACTORY].bg(
        request.app[BOT],
        user_id=found.user_id,
        chat_id=found.chat_id,
    )
    await bg.start(Delivery.status, {"number": found.number})
    return web.Response(text=STATUSES[status])


def make_dispatcher(port: int = PORT) -> Dispatcher:
    orders: Orders = {}
    dispatcher = Dispatcher(orders=orders)
    dispatcher.include_routers(router, menu, delivery)
    application = web.Application()
    application[FACTORY] = setup_dialogs(dispatcher)
    application[ORDERS] = orders
    application.router.add_post(r"/orders/{number:\d{1,9}}", set_status)
    runner = web.AppRunner(application)

    # The application begins and ends with the bot, whoever runs it.
    async def serve(bot: Bot) -> None:
        application[BOT] = bot
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()

    dispatcher.startup.register(serve)
    dispatcher.shutdown.register(runner.cleanup)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
