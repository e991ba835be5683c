"""Long lists: pages of buttons, of data, of pictures."""

from typing import Any

from aiogram.types import CallbackQuery

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.common import sync_scroll
from aiogram_dialog.widgets.kbd import (
    CurrentPage,
    FirstPage,
    Group,
    LastPage,
    NextPage,
    NumberedPager,
    PrevPage,
    Row,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchPage,
)
from aiogram_dialog.widgets.media import MediaScroll, StaticMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format, List

from . import basket
from .common import CLOSE, back_to, go_to
from .database import COUNTRIES, Product, count_products, load_products
from .pictures import FOLDER, SKIES
from .states import Scrolls

SHELF_SIZE = 8
DISHES = [
    ("🥗 Salad", "fresh leaves, olive oil and a little salt"),
    ("🍅 Soup", "tomatoes, onions and cream"),
    ("🍝 Pasta", "with basil and pine nuts"),
    ("🐟 Fish", "grilled, with a slice of lemon"),
    ("🍨 Ice cream", "vanilla, and hot raspberries"),
    ("☕️ Coffee", "as strong as you like it"),
]

to_topics = back_to(Scrolls.topics)

topics = Window(
    Const("📜 Long lists\n\nWhat is too long is seen in pages."),
    Group(
        go_to("🌍 Buttons", Scrolls.countries),
        go_to("🗄 A database", Scrolls.shelf),
        go_to("🔀 Together", Scrolls.dishes),
        go_to("🧺 Rows", Scrolls.basket),
        go_to("🖼 Pictures", Scrolls.gallery),
        width=2,
    ),
    CLOSE,
    state=Scrolls.topics,
)


async def greet_country(
    callback: CallbackQuery,
    select: Any,
    manager: DialogManager,
    position: int,
) -> None:
    if position < len(COUNTRIES):
        manager.toast(f"Greetings to {COUNTRIES[position]}!")


countries = Window(
    Const("A ScrollingGroup shows some rows of its buttons."),
    ScrollingGroup(
        Select(
            Format("{item}"),
            id="country",
            item_id_getter=COUNTRIES.index,
            items=COUNTRIES,
            type_factory=int,
            on_click=greet_country,
        ),
        id="countries",
        width=2,
        height=4,
    ),
    to_topics,
    state=Scrolls.countries,
)


async def get_shelf(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    # Only what is seen is loaded.
    page = await dialog_manager.find("shelf").get_page()
    total = await count_products()
    return {
        "total": total,
        "pages": -(-total // SHELF_SIZE),
        "products": await load_products(page * SHELF_SIZE, SHELF_SIZE),
    }


shelf = Window(
    Format("🗄 {total} products are in the database. Some of them:"),
    List(Format("{item.id}. {item.name}: {item.price} €"), items="products"),
    StubScroll(id="shelf", pages="pages"),
    Row(
        FirstPage("shelf"),
        PrevPage("shelf"),
        CurrentPage("shelf", text=Format("{current_page1} of {pages}")),
        NextPage("shelf"),
        LastPage("shelf"),
    ),
    NumberedPager("shelf", length=4, current_page_style=Style("primary")),
    SwitchPage(2, "shelf", id="third", text=Const("🥉 The third page")),
    to_topics,
    state=Scrolls.shelf,
    getter=get_shelf,
    preview_data={
        "total": 56,
        "pages": 7,
        "products": [Product(1, "Apples", 3)],
    },
)


async def praise_dish(
    callback: CallbackQuery,
    select: Any,
    manager: DialogManager,
    dish: str,
) -> None:
    manager.toast(f"{dish}: a good choice!")


dishes = Window(
    Const("🍽 Two lists that turn their pages together:\n"),
    List(
        Format("{item[0]}: {item[1]}"),
        items=DISHES,
        id="descriptions",
        page_size=2,
        on_page_changed=sync_scroll("dishes"),
    ),
    ScrollingGroup(
        Select(
            Format("{item[0]}"),
            id="dish",
            item_id_getter=lambda dish: dish[0],
            items=DISHES,
            on_click=praise_dish,
        ),
        id="dishes",
        width=1,
        height=2,
        hide_pager=True,
        on_page_changed=sync_scroll("descriptions"),
    ),
    Row(PrevPage("dishes"), CurrentPage("dishes"), NextPage("dishes")),
    to_topics,
    state=Scrolls.dishes,
)

gallery = Window(
    Const("🖼 The sky at all times of the day."),
    MediaScroll(
        StaticMedia(path=Format(f"{FOLDER}/{{item}}.png")),
        items=list(SKIES),
        id="sky",
    ),
    NumberedPager("sky"),
    to_topics,
    state=Scrolls.gallery,
)


def make_dialogs() -> list[Dialog]:
    return [Dialog(topics, countries, shelf, dishes, basket.window, gallery)]
