"""Texts: constants, formats, cases, templates, lists and long ones."""

from typing import Any

from aiogram import F
from aiogram.enums import ParseMode
from aiogram.types import CallbackQuery, User

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import (
    Button,
    CurrentPage,
    Group,
    NextPage,
    NumberedPager,
    PrevPage,
    Row,
)
from aiogram_dialog.widgets.text import (
    Case,
    Const,
    Format,
    Jinja,
    List,
    Multi,
    Progress,
    ScrollingText,
)

from .common import CLOSE, back_to, go_to
from .states import Texts

PLANETS = [
    ("Mercury", 0),
    ("Venus", 0),
    ("Earth", 1),
    ("Mars", 2),
    ("Jupiter", 97),
    ("Saturn", 274),
    ("Uranus", 28),
    ("Neptune", 16),
]
COOL, HOT = 15, 40
STORY = "\n\n".join(
    f"{hour}:00. {what}"
    for hour, what in enumerate(
        [
            "The bot wakes up, looks at its updates and finds none. "
            "It makes itself a cup of electric tea.",
            "Somebody presses a button. The bot is so glad that it edits "
            "the message twice.",
            "A long text comes in. The bot reads it page by page, as you "
            "are doing now, and nods.",
            "A friend asks for a picture. The bot has no camera, so it "
            "draws one, pixel by pixel.",
            "All chats are quiet. The bot puts its dialogs into the storage "
            "and dreams of rows and columns.",
        ],
        start=8,
    )
)

to_topics = back_to(Texts.topics)

topics = Window(
    Const("✍️ Texts\n\nA window has as many as you like, one below another."),
    Group(
        go_to("Formats", Texts.greeting),
        go_to("Cases", Texts.weather),
        go_to("Templates", Texts.recipe),
        go_to("Lists", Texts.planets),
        go_to("Long texts", Texts.story),
        width=2,
    ),
    CLOSE,
    state=Texts.topics,
)


async def get_user(event_from_user: User, **kwargs: Any) -> dict[str, Any]:
    return {
        "first_name": event_from_user.first_name,
        "username": event_from_user.username,
    }


greeting = Window(
    Multi(Const("Const says what it says."), Format("Hello, {first_name}!")),
    Const("You are ")
    + (Format("@{username}", when="username") | Const("somebody unnamed"))
    + ".",
    Multi(Const("Multi"), Const("puts"), Const("together"), sep=" · "),
    to_topics,
    state=Texts.greeting,
    getter=get_user,
    preview_data={"first_name": "Ann", "username": "ann"},
)


async def warm_up(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    step = 10 if button.widget_id == "warmer" else -10
    degrees = manager.dialog_data.get("degrees", 20) + step
    manager.dialog_data["degrees"] = max(0, min(HOT, degrees))


async def get_weather(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    degrees = dialog_manager.dialog_data.get("degrees", 20)
    return {"degrees": degrees, "percent": degrees * 100 / HOT}


weather = Window(
    Case(
        {
            0: Const("⛄️ It freezes."),
            20: Const("🌤 A fine day."),
            HOT: Const("🥵 Find some shade!"),
            ...: Format("🌡 {degrees} degrees."),
        },
        selector="degrees",
    ),
    Const("Take a coat.", when=F["degrees"] < COOL),
    Progress("percent", width=8, filled="🟧", empty="⬜"),
    Row(
        Button(Const("❄️ Colder"), id="colder", on_click=warm_up),
        Button(Const("🔥 Warmer"), id="warmer", on_click=warm_up),
    ),
    to_topics,
    state=Texts.weather,
    getter=get_weather,
    preview_data={"degrees": 20, "percent": 50},
)


async def get_dish(**kwargs: Any) -> dict[str, Any]:
    dish = {
        "title": "Pancakes",
        "difficulty": 2,
        "items": ["2 eggs", "250 g of flour", "½ l of milk"],
    }
    return {"dish": dish}


recipe = Window(
    Jinja(
        """\
<b>{{ dish.title }}</b> {{ dish.difficulty | stars }}
{% for item in dish["items"] %}
 • {{ item }}
{% endfor %}
<i>Whatever stands here is escaped: {{ "<b>" }} & co.</i>\
""",
    ),
    to_topics,
    state=Texts.recipe,
    parse_mode=ParseMode.HTML,
    getter=get_dish,
    preview_data=get_dish,
)

planets = Window(
    Const("The planets and their moons:"),
    List(
        Format("{pos}. {item[0]}: {item[1]}"),
        items=PLANETS,
        id="planets",
        page_size=3,
    ),
    Row(PrevPage("planets"), CurrentPage("planets"), NextPage("planets")),
    to_topics,
    state=Texts.planets,
)

story = Window(
    Const("📖 A day of a bot\n"),
    ScrollingText(Const(STORY), id="story", page_size=200),
    NumberedPager("story"),
    to_topics,
    state=Texts.story,
)


def make_dialogs() -> list[Dialog]:
    return [Dialog(topics, greeting, weather, recipe, planets, story)]
