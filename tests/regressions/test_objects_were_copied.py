"""Objects in the data of dialogs became others at each event.

In memory they are the bot's own, like an ORM object or a queue: nothing but
plain containers is copied, so that they can be put back after a failure.
"""

import asyncio
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field

import pytest
from aiogram import F, Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage

from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, ListGroup
from aiogram_dialog.widgets.text import Const, Format


class Main(StatesGroup):
    only = State()


class Sub(StatesGroup):
    only = State()


@dataclass
class Cart:
    items: list = field(default_factory=list)


class Things(dict):
    pass


KINDS = [Cart, asyncio.Queue, set, lambda: defaultdict(list), OrderedDict]
KINDS += [Things, object]


@dataclass
class Shop:
    """Hold what the bot does at a press, and what it has seen."""

    stage: object = None
    press: object = None
    seen: list = field(default_factory=list)

    @property
    def bg(self):
        stage = self.stage
        return stage.bg_factory.bg(stage.bot, stage.ann.id, stage.chat.id)

    async def does(self, press) -> None:
        self.press = press
        await self.stage.presses("press")


@pytest.fixture
async def shop(make_stage):
    shop = Shop()
    router = Router()

    @router.message(F.text == "/start")
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.only, mode=StartMode.RESET_STACK)

    async def on_click(event, button, manager) -> None:
        await shop.press(manager)

    async def on_start(start_data, manager) -> None:
        shop.seen.append(start_data)

    async def on_result(start_data, result, manager) -> None:
        shop.seen.append(result)

    async def getter(dialog_manager, **_):
        shop.seen.append(dialog_manager.dialog_data.get("thing"))
        return {"items": ["item"]}

    button = Button(Const("press"), "press", on_click)
    shop.stage = await make_stage(
        router,
        Dialog(
            Window(
                Const("main"),
                button,
                ListGroup(
                    Button(Format("{item}"), "item", on_click),
                    id="list",
                    item_id_getter=str,
                    items="items",
                ),
                state=Main.only,
            ),
            on_process_result=on_result,
            getter=getter,
        ),
        Dialog(
            Window(Const("sub"), button, state=Sub.only),
            on_start=on_start,
        ),
        storage=MemoryStorage(),
    )
    await shop.stage.says("/start")
    shop.seen.clear()
    return shop


@pytest.mark.parametrize("make", KINDS)
async def test_data_of_a_dialog(shop, make):
    thing = make()

    async def keep(manager) -> None:
        manager.dialog_data["thing"] = thing
        manager.dialog_data["deep"] = [{"a": (thing,)}]
        manager.current_context().widget_data["mine"] = thing

    async def look(manager) -> None:
        data = manager.dialog_data
        widget_data = manager.current_context().widget_data
        assert data["thing"] is thing
        assert data["deep"][0]["a"][0] is thing
        assert widget_data["mine"] is thing

    await shop.does(keep)
    await shop.does(look)
    await shop.does(look)
    assert all(it is thing for it in shop.seen)
    assert shop.seen


@pytest.mark.parametrize("make", KINDS)
async def test_data_that_a_dialog_is_started_with(shop, make):
    thing = make()
    looks = []

    async def look(manager) -> None:
        looks.append(manager.start_data)

    async def close(manager) -> None:
        await manager.done(thing)

    async def start(manager) -> None:
        await manager.start(Sub.only, data=thing)

    await shop.does(start)
    await shop.does(look)
    await shop.does(close)
    await shop.bg.start(Sub.only, data=thing)
    await shop.stage.quiet()
    await shop.does(look)

    handed_on = [*looks, *(it for it in shop.seen if it is not None)]
    assert len(handed_on) == 5
    assert all(it is thing for it in handed_on)


@pytest.mark.parametrize("make", KINDS)
async def test_things_from_outside(shop, make):
    thing = make()
    await shop.bg.update({"thing": thing, "list": [thing]})
    await shop.stage.quiet()

    async with shop.bg.fg() as manager:
        assert manager.dialog_data["thing"] is thing
        assert manager.dialog_data["list"][0] is thing
        manager.dialog_data["fg"] = thing

    async with shop.bg.fg() as manager:
        assert manager.dialog_data["fg"] is thing


async def test_items_of_a_list(shop):
    cart = Cart()

    async def put(manager) -> None:
        states = manager.current_context().widget_data
        kept = states.setdefault("cart", cart)
        assert kept is cart
        kept.items.append("tea")

    shop.press = put
    await shop.stage.presses("item")
    await shop.stage.presses("item")

    assert cart.items == ["tea", "tea"]


async def test_containers_are_put_back(shop):
    cart = Cart()

    async def keep(manager) -> None:
        manager.dialog_data.update(cart=cart, plain=[{"a": [1]}])

    async def fail(manager) -> None:
        manager.dialog_data["plain"][0]["a"].append(2)
        manager.dialog_data["plain"].append(3)
        manager.dialog_data["cart"].items.append("tea")
        manager.dialog_data["cart"] = None
        raise RuntimeError("as planned")

    async def look(manager) -> None:
        assert manager.dialog_data["plain"] == [{"a": [1]}]
        assert manager.dialog_data["cart"] is cart

    await shop.does(keep)
    with pytest.raises(RuntimeError, match="as planned"):
        await shop.does(fail)
    await shop.does(look)

    # What is inside of an object is the affair of the bot.
    assert cart.items == ["tea"]


async def test_a_list_of_the_bot_is_not_changed(shop):
    items = [1]

    async def start(manager) -> None:
        await manager.start(Sub.only, data={"items": items})

    async def add(manager) -> None:
        manager.start_data["items"].append(2)

    async def look(manager) -> None:
        assert manager.start_data == {"items": [1, 2]}

    await shop.does(start)
    await shop.does(add)
    await shop.does(look)
    assert items == [1]
