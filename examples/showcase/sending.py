"""How a message is sent: link previews, effects, spoilers, protection."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Row
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const

from .common import back_to, go_to
from .pictures import FOLDER
from .states import Media

LINK = "https://core.telegram.org/bots/features"
FIRE_EFFECT = "5104841245755180586"

to_topics = back_to(Media.topics)

preview = Window(
    Const(f"The preview of a link may be large and above the text. {LINK}"),
    LinkPreview(
        url=Const(LINK),
        prefer_large_media=True,
        show_above_text=True,
    ),
    Row(
        go_to("🚫 Without", Media.no_preview),
        to_topics,
    ),
    state=Media.preview,
)

no_preview = Window(
    Const(f"The same link without a preview: {LINK}"),
    LinkPreview(is_disabled=True),
    Row(go_to("✅ With", Media.preview), to_topics),
    state=Media.no_preview,
)

surprise = Window(
    Const("🎁 Silent, with fire, and hidden; nobody can forward it."),
    StaticMedia(path=FOLDER / "Evening.png"),
    to_topics,
    state=Media.surprise,
    disable_notification=True,
    message_effect_id=FIRE_EFFECT,
    show_caption_above_media=True,
    has_spoiler=True,
    protect_content=True,
)

windows = (preview, no_preview, surprise)
