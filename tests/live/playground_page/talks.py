"""Who talks in the page tests, and messages of every kind."""

from typing import Any

Json = dict[str, Any]
ANN, BOB, BOT = 1001, 1002, 42
PRIVATE, GROUP, BUSY = "private-ann", "group-cooks", "private-bob"
DATE = 1_790_000_000
NAMES = {ANN: "Ann", BOB: "Bob", BOT: "Pizza Bot"}


def message(number: int, text: str = "", **fields: Any) -> Json:
    author = fields.pop("author", BOT)
    return {
        "id": number,
        "thread": None,
        "author": {
            "id": author,
            "name": NAMES[author],
            "is_bot": author == BOT,
        },
        "date": DATE + number * 20,
        "edit_date": None,
        "kind": "text",
        "text": text,
        "entities": [],
        "media": None,
        "extra": {},
        "album": None,
        "spoiler": False,
        "caption_above": False,
        "reply_to": None,
        "keyboard": None,
        "via": None,
        "protected": False,
        "effect": None,
        "service": None,
        **fields,
    }


def media(number: int, kind: str, file: str, **fields: Any) -> Json:
    facts: Json = {
        "file": file,
        "name": fields.pop("name", None),
        "mime": fields.pop("mime", None),
        "size": 48_213,
        "width": fields.pop("width", None),
        "height": fields.pop("height", None),
        "duration": fields.pop("duration", None),
        "thumb": None,
    }
    return message(number, kind=kind, media=facts, **fields)


def button(text: str, kind: str = "callback", **fields: Any) -> Json:
    return {
        "text": text,
        "kind": kind,
        "data": None,
        "url": None,
        "copy": None,
        "style": None,
        "icon": None,
        **fields,
    }


def entities(*parts: tuple[str, str]) -> tuple[str, list[Json]]:
    """Return a text of parts, and the entities of those that have one."""
    text, found = "", []
    for part, kind in parts:
        if kind:
            offset = len(text.encode("utf-16-le")) // 2
            length = len(part.encode("utf-16-le")) // 2
            name, _, value = kind.partition(" ")
            entity: Json = {"type": name, "offset": offset, "length": length}
            if name == "text_link":
                entity["url"] = value
            if name == "pre":
                entity["language"] = value
            if name == "custom_emoji":
                entity["custom_emoji_id"] = value
            found.append(entity)
        text += part
    return text, found


FORMATTED = (
    ("👩‍🍳 ", ""),
    ("Bold", "bold"),
    (", ", ""),
    ("italic", "italic"),
    (", ", ""),
    ("underlined", "underline"),
    (", ", ""),
    ("struck", "strikethrough"),
    (", a ", ""),
    ("hidden ending", "spoiler"),
    (", ", ""),
    ("code()", "code"),
    (", a ", ""),
    ("link", "text_link https://example.org/"),
    (", ", ""),
    ("example.org", "url"),
    (", ", ""),
    ("@ann", "mention"),
    (", ", ""),
    ("#pizza", "hashtag"),
    (", ", ""),
    ("/help", "bot_command"),
    (" and a custom emoji ", ""),
    ("🍕", "custom_emoji 5368324170671202286"),
    (".\n", ""),
    ("print('hello')", "pre python"),
    ("Quoted words.", "blockquote"),
    ("One.\nTwo.\nThree.\nFour.\nFive.", "expandable_blockquote"),
    ("\n", ""),
    ("not a link", "text_link javascript:alert(1)"),
)

MENU = [
    [
        button("🍕 Margherita", data="m"),
        button("🍄 Funghi", data="f"),
    ],
    [
        button("Order", data="o", style="success"),
        button("Details", data="d", style="primary"),
        button("Cancel", data="c", style="danger"),
    ],
    [
        button("Site", "url", url="https://example.org/"),
        button("App", "web_app", url="https://example.org/app"),
        button("Code", "copy", copy="PIZZA10", icon="536832"),
    ],
    [
        button("Share", "switch", data="pizza"),
        button("Search", "switch_here", data="here"),
        button("Login", "login", url="https://example.org/login"),
    ],
    [button("Pay", "pay"), button("Play", "game")],
]


def every_kind() -> list[Json]:
    text, found = entities(*FORMATTED)
    picture = {"width": 640, "height": 400, "mime": "image/png"}
    return [
        message(1, "/start", author=ANN),
        message(2, "👋 Hello, Ann! What may it be?"),
        message(3, text, entities=found),
        media(4, "photo", "oven.png", text="The oven", **picture),
        media(5, "photo", "oven.png", album="a", **picture),
        media(6, "photo", "oven.png", album="a", **picture),
        media(7, "photo", "oven.png", album="a", text="Three", **picture),
        media(
            8,
            "photo",
            "oven.png",
            spoiler=True,
            caption_above=True,
            text="A surprise below",
            **picture,
        ),
        media(9, "document", "menu.pdf", name="menu.pdf", mime="text/pdf"),
        media(10, "voice", "voice.ogg", duration=7, author=ANN),
        media(
            11,
            "audio",
            "song.mp3",
            duration=185,
            extra={"audio": {"performer": "Vivaldi", "title": "Summer"}},
        ),
        media(12, "video", "gone.mp4", name="dough.mp4", duration=12),
        media(13, "animation", "gone.mp4", name="oven.gif"),
        media(14, "video_note", "gone.mp4", duration=3),
        media(
            15,
            "sticker",
            "oven.png",
            width=512,
            height=320,
            extra={"sticker": {"emoji": "🔥"}},
        ),
        message(16, kind="dice", extra={"dice": {"emoji": "🎲", "value": 4}}),
        message(
            17,
            kind="contact",
            author=ANN,
            extra={
                "contact": {
                    "first_name": "Ann",
                    "phone_number": "+10005550100",
                }
            },
        ),
        message(
            18,
            kind="location",
            author=ANN,
            extra={"location": {"latitude": 40.8518, "longitude": 14.2681}},
        ),
        message(
            19,
            kind="venue",
            extra={
                "venue": {
                    "location": {"latitude": 40.85, "longitude": 14.26},
                    "title": "Da Michele",
                    "address": "Via Sersale 1",
                }
            },
        ),
        message(
            20,
            kind="poll",
            extra={
                "poll": {
                    "question": "Which one?",
                    "total_voter_count": 3,
                    "options": [
                        {"text": "Margherita", "voter_count": 2},
                        {"text": "Funghi", "voter_count": 1},
                    ],
                }
            },
        ),
        message(21, kind="service", service="Bot pinned a message"),
        message(
            22,
            "Without olives, please",
            author=ANN,
            reply_to={"id": 2, "text": "👋 Hello, Ann!", "name": "Pizza Bot"},
        ),
        message(23, "🍕", via="gif", protected=True, effect="51"),
        message(24, "<b>Not HTML</b> <img src=x onerror=alert(1)>"),
        message(25, "Choose, and press a button.", keyboard=MENU),
    ]


def group_talk() -> list[Json]:
    rows = [[button("🍕 Pizza · 1", data="p"), button("🍝 Pasta", data="q")]]
    return [
        message(1, kind="service", service="Ann created the group"),
        message(2, "/poll", author=ANN, thread=7),
        message(3, "What do we eat tonight?", keyboard=rows, thread=7),
        message(4, "I am for pizza.", author=BOB, thread=7),
        message(5, "And who brings the wine?", author=BOB, thread=8),
    ]


def long_talk(count: int) -> list[Json]:
    rows = [[button("One", data="1"), button("Two", data="2")]]
    return [
        message(
            number,
            f"Message {number}. " + "Some words. " * (number % 7),
            author=BOB if number % 3 == 0 else BOT,
            keyboard=rows if number % 3 == 1 else None,
        )
        for number in range(1, count + 1)
    ]
