"""A ListGroup: the same buttons for each item, with a state for each."""

from typing import Any

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import (
    Checkbox,
    Counter,
    ListGroup,
    ManagedListGroup,
    NextPage,
    PrevPage,
    Radio,
    Row,
)
from aiogram_dialog.widgets.text import Const, Format, List

from .common import back_to
from .states import Scrolls

FRUITS = ["🍎 Apples", "🍐 Pears", "🍊 Oranges", "🍇 Grapes", "🍓 Berries"]


def is_taken(
    data: dict[str, Any],
    widget: Any,
    manager: DialogManager,
) -> bool:
    # The manager of a row finds the widgets of this row.
    return manager.find("take").is_checked()


async def get_basket(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    rows: ManagedListGroup = dialog_manager.find("fruits")
    return {
        "taken": [
            {
                "fruit": fruit,
                "amount": rows.find_for_item("amount", str(pos)).get_value(),
                "pack": rows.find_for_item("pack", str(pos)).get_checked(),
            }
            for pos, fruit in enumerate(FRUITS)
            if rows.find_for_item("take", str(pos)).is_checked()
        ],
    }


window = Window(
    Const("🧺 In your basket:"),
    List(Format("{item[fruit]}: {item[amount]:g} {item[pack]}"), items="taken")
    | Const("nothing yet"),
    ListGroup(
        Checkbox(Format("✅ {item}"), Format("{item}"), id="take"),
        Row(
            Counter(id="amount", default=1, min_value=1, max_value=20),
            when=is_taken,
        ),
        Radio(
            Format("🔘 {item}"),
            Format("⚪️ {item}"),
            id="pack",
            item_id_getter=str,
            items=["kg", "boxes"],
            default="kg",
            when=is_taken,
        ),
        id="fruits",
        item_id_getter=FRUITS.index,
        items=FRUITS,
        page_size=2,
    ),
    Row(PrevPage("fruits"), NextPage("fruits")),
    back_to(Scrolls.topics),
    state=Scrolls.basket,
    getter=get_basket,
    preview_data={
        "taken": [{"fruit": FRUITS[0], "amount": 2, "pack": "kg"}],
    },
)
