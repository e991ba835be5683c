"""The summary of all that was chosen."""

from datetime import time
from typing import Any

from aiogram.enums import ParseMode

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Back, Cancel, Column, Row
from aiogram_dialog.widgets.text import Const, Jinja

from .common import go_to
from .states import Pizza


async def get_order(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    # What a widget keeps is asked of the widget, wherever it stands.
    find = dialog_manager.find
    data = dialog_manager.dialog_data
    return {
        "amount": find("amount").get_value(),
        "size": find("size").get_checked(),
        "crust": find("crust").get_checked(),
        "toppings": find("toppings").get_checked(),
        "is_hot": find("hot").is_checked(),
        "time": find("time").get_value(),
        **{key: data.get(key) for key in ("drink", "day", "birthday")},
    }


window = Window(
    Jinja(
        """\
<b>🧾 Your order</b>

{{ amount }} × {{ size }}, {{ crust }} crust{{ ", extra hot" if is_hot else "" }}
With: {{ toppings | join(", ") or "nothing" }}
Drink: {{ drink or "none" }}
Day: {{ day or "as soon as we can" }}
{% if time %}
Time: {{ time.strftime("%H:%M") }}
{% endif %}
{% if birthday %}
🎁 A present on your birthday: {{ birthday }}
{% endif %}\
""",
    ),
    Column(
        go_to("🍕 Another pizza", Pizza.dough),
        go_to("🧀 Other toppings", Pizza.toppings),
        go_to("🗓 Another day", Pizza.day),
    ),
    Row(
        Back(Const("⬅️ Back")),
        Cancel(Const("✅ Order"), toast="It is on its way!", alert=True),
    ),
    state=Pizza.summary,
    parse_mode=ParseMode.HTML,
    getter=get_order,
    preview_data={
        "amount": 2,
        "size": "large",
        "crust": "thin",
        "toppings": ["cheese", "basil"],
        "is_hot": True,
        "drink": "🥤 Cola",
        "day": "2024-02-29",
        "time": time(19, 30),
        "birthday": "2000-01-01",
    },
)
