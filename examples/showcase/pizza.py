"""Choices: widgets that remember what was chosen."""

from datetime import date, time
from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog import ChatEvent, Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import (
    Back,
    Calendar,
    CalendarConfig,
    Checkbox,
    Counter,
    Group,
    ManagedCalendar,
    Multiselect,
    Next,
    Radio,
    Row,
    Select,
    TimeSelect,
    Toggle,
)
from aiogram_dialog.widgets.text import Const, Format

from . import pizza_summary
from .calendars import DeliveryCalendar
from .common import CLOSE
from .states import Pizza

SIZES = ["small", "medium", "large"]
CRUSTS = ["thin", "thick", "stuffed"]
TOPPINGS = ["cheese", "mushrooms", "olives", "ham", "pineapple", "basil"]
DRINKS = ["💧 Water", "🥤 Cola", "🍷 Wine"]

CHECKED, UNCHECKED = Format("🔘 {item}"), Format("⚪️ {item}")
STEPS = Row(Back(Const("⬅️ Back")), Next(Const("Next ➡️")))

dough = Window(
    Const("🍕 Your pizza\n\nHow big, with which crust, and how many?"),
    Radio(
        CHECKED,
        UNCHECKED,
        id="size",
        item_id_getter=str,
        items=SIZES,
        default="medium",
    ),
    Toggle(
        Format("🍞 {item} crust (press for {target_item})"),
        id="crust",
        item_id_getter=str,
        items=CRUSTS,
        default="thin",
    ),
    Counter(
        id="amount",
        plus=Const("➕"),
        minus=Const("➖"),
        text=Format("{value:g} 🍕"),
        min_value=1,
        max_value=9,
        default=1,
    ),
    Row(CLOSE, Next(Const("Next ➡️"))),
    state=Pizza.dough,
)


async def choose_drink(
    callback: CallbackQuery,
    select: Any,
    manager: DialogManager,
    drink: str,
) -> None:
    manager.dialog_data["drink"] = drink
    manager.toast(f"{drink} it is!")


toppings = Window(
    Const("🧀 On top\n\nChoose up to three, and something to drink."),
    Group(
        Multiselect(
            Format("✅ {item}"),
            Format("{item}"),
            id="toppings",
            item_id_getter=str,
            items=TOPPINGS,
            max_selected=3,
            default=["cheese"],
        ),
        width=2,
    ),
    Checkbox(Const("🌶 Extra hot"), Const("🥛 Mild"), id="hot"),
    Select(
        Format("{item}"),
        id="drink",
        item_id_getter=str,
        items=DRINKS,
        on_click=choose_drink,
    ),
    STEPS,
    state=Pizza.toppings,
)


async def choose_day(
    event: ChatEvent,
    calendar: ManagedCalendar,
    manager: DialogManager,
    day: date,
) -> None:
    manager.dialog_data["day"] = day.isoformat()
    await manager.next()


async def choose_birthday(
    event: ChatEvent,
    calendar: ManagedCalendar,
    manager: DialogManager,
    birthday: date,
) -> None:
    manager.dialog_data["birthday"] = birthday.isoformat()
    await manager.next()


day = Window(
    Const("🗓 When shall we bring it?"),
    DeliveryCalendar(id="day", on_click=choose_day),
    STEPS,
    state=Pizza.day,
)

hour = Window(
    Const("🕖 At what time?"),
    TimeSelect(
        id="time",
        minute_precision=15,
        hour_header=Const("Hour"),
        minute_header=Const("Minute"),
        button_text=Format("{value:02}"),
        button_selected_text=Format("✅ {value:02}"),
        default=time(19, 30),
    ),
    STEPS,
    state=Pizza.time,
)

birthday = Window(
    Const("🎂 When were you born? There is a present on your birthday."),
    Calendar(
        id="birthday",
        on_click=choose_birthday,
        config=CalendarConfig(
            min_date=date(1920, 1, 1),
            max_date=date(2019, 12, 31),
        ),
        default=date(2000, 1, 1),
    ),
    STEPS,
    state=Pizza.birthday,
)


def make_dialogs() -> list[Dialog]:
    steps = (dough, toppings, day, hour, birthday)
    return [Dialog(*steps, pizza_summary.window)]
