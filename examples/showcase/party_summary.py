"""The summary of the form, and ways back to its steps."""

from typing import Any

from aiogram.enums import ContentType, ParseMode

from aiogram_dialog import DialogManager, Window
from aiogram_dialog.api.entities import MediaAttachment, MediaId
from aiogram_dialog.widgets.kbd import (
    Cancel,
    Checkbox,
    Group,
    Row,
)
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Const, Jinja

from . import party_inputs as inputs
from .common import go_to
from .states import Party


async def get_party(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    photo_ids = data.get("photo")
    return {
        "title": dialog_manager.find("title").get_value(),
        "guests": dialog_manager.find("guests").get_value(),
        "greeting": dialog_manager.find("greeting").get_value(),
        "photo": photo_ids
        and MediaAttachment(ContentType.PHOTO, file_id=MediaId(*photo_ids)),
        **await inputs.get_place(dialog_manager),
    }


window = Window(
    Jinja(
        """\
<b>🎉 {{ title }}</b>
{{ guests }} guests
{% if place %}
📍 {{ place }}
{% endif %}
{% if phone %}
📱 {{ phone }}
{% endif %}
{% if question %}
📊 {{ question | truncate(80) }}
{% endif %}

<i>{{ greeting }}</i>\
""",
    ),
    DynamicMedia("photo"),
    Checkbox(Const("🍰 With a cake"), Const("🥨 Without a cake"), id="cake"),
    Group(
        go_to("🎉 Title", Party.title),
        go_to("👥 Guests", Party.guests),
        go_to("📸 Photo", Party.photo),
        go_to("📍 Place", Party.place),
        go_to("💌 Greeting", Party.greeting),
        width=2,
    ),
    Row(
        Cancel(Const("🗑 Forget it"), id="forget"),
        Cancel(Const("✅ Invite them"), result="party", toast="See you!"),
    ),
    state=Party.summary,
    parse_mode=ParseMode.HTML,
    on_enter=inputs.complete,
    getter=get_party,
    preview_data={
        "title": "Summer",
        "guests": 12,
        "greeting": "Come as you are!",
        "photo": None,
        "place": "1, Garden Street",
        "phone": "+10000000000",
        "question": "Who brings salad?",
    },
)
