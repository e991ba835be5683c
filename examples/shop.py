"""A shop: dialogs that open others, and what these give back.

The shelf opens a card, which is done with an amount: it comes into the basket.
The basket opens the checkout, which is done with a street. Who cancels either
of them gives nothing back, so nothing changes.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/shop.py
    aiogram-dialog play examples/shop:make_dispatcher
"""

import asyncio
import logging
import os
from typing import Any, cast

from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    Data,
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Column,
    Counter,
    ManagedCounter,
    Next,
    Row,
    Select,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const, Format, List

PRICES = {"🍵 Tea": 4, "🍰 Cake": 6, "🍯 Honey": 9}
MAX_STREET = 100


class Shop(StatesGroup):
    shelf = State()
    basket = State()
    thanks = State()


class Card(StatesGroup):
    main = State()


class Checkout(StatesGroup):
    main = State()


# The shop. What is in the basket lives as long as this dialog.


async def take_a_basket(start_data: Data, manager: DialogManager) -> None:
    manager.dialog_data["basket"] = {}


async def get_basket(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    basket: dict[str, int] = dialog_manager.dialog_data["basket"]
    total = sum(PRICES[product] * amount for product, amount in basket.items())
    return {"lines": list(basket.items()), "total": total}


async def open_card(
    callback: CallbackQuery,
    select: Select[str],
    manager: DialogManager,
    product: str,
) -> None:
    # A modified client can send anything.
    if product not in PRICES:
        return
    amount = manager.dialog_data["basket"].get(product, 1)
    data = {"product": product, "price": PRICES[product], "amount": amount}
    await manager.start(Card.main, data)


async def put_into_basket(
    start_data: Any,
    amount: int | None,
    manager: DialogManager,
) -> None:
    basket, product = manager.dialog_data["basket"], start_data["product"]
    if amount:
        basket[product] = amount
    elif amount == 0:
        basket.pop(product, None)


async def check_out(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    data = await get_basket(manager)
    await manager.start(Checkout.main, {"total": data["total"]})


async def finish(
    start_data: Any,
    street: str | None,
    manager: DialogManager,
) -> None:
    if street is not None:
        manager.dialog_data.update(street=street, basket={})
        await manager.next()


shop = Dialog(
    Window(
        Const("What would you like?"),
        Column(
            Select(
                Format("{item[0]}, {item[1]} €"),
                id="product",
                item_id_getter=F[0],
                items=list(PRICES.items()),
                on_click=open_card,
            ),
        ),
        Next(Format("🧺 Basket, {total} €"), when="total"),
        state=Shop.shelf,
        on_process_result=put_into_basket,
    ),
    Window(
        Const("Your basket:"),
        List(Format("{item[1]} × {item[0]}"), items="lines"),
        Format("Total: {total} €"),
        Row(
            Back(Const("« More")),
            Button(Const("Check out"), id="pay", on_click=check_out),
        ),
        state=Shop.basket,
        on_process_result=finish,
    ),
    Window(
        Format("Thank you! It is on its way to {dialog_data[street]}."),
        SwitchTo(Const("Something else"), id="more", state=Shop.shelf),
        Cancel(Const("Bye")),
        state=Shop.thanks,
    ),
    getter=get_basket,
    preview_data={"lines": [("🍵 Tea", 2)], "total": 8},
    on_start=take_a_basket,
)

# The card of a product. It knows nothing of baskets.


async def give_amount(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    counter = cast("ManagedCounter", manager.find("amount"))
    await manager.done(int(counter.get_value()))


card = Dialog(
    Window(
        Format("{start_data[product]}, {start_data[price]} € each. How many?"),
        Counter("amount", max_value=9, default=F["start_data"]["amount"]),
        Row(Cancel(), Button(Const("OK"), id="ok", on_click=give_amount)),
        state=Card.main,
    ),
)

# The checkout. All that it has to know is how much is to be paid.


async def give_street(
    message: Message,
    widget: ManagedTextInput[str],
    manager: DialogManager,
    street: str,
) -> None:
    await manager.done(street)


checkout = Dialog(
    Window(
        Format("That is {start_data[total]} €. Which street does it go to?"),
        TextInput(
            "street",
            filter=F.text.len() <= MAX_STREET,
            on_success=give_street,
        ),
        Cancel(),
        state=Checkout.main,
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Shop.shelf, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, shop, card, checkout)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
