"""What is known of the message on the screen."""

from datetime import datetime, timezone
from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.types import (
    Animation,
    Audio,
    CallbackQuery,
    Chat,
    Dice,
    Document,
    ErrorEvent,
    ForceReply,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    Message,
    PhotoSize,
    ReplyKeyboardMarkup,
    Sticker,
    Update,
    User,
    Video,
    VideoNote,
    Voice,
)

from aiogram_dialog.api.entities import (
    EventContext,
    MediaAttachment,
    MediaId,
    NewMessage,
    OldMessage,
    Stack,
    UnknownText,
)
from aiogram_dialog.message.old_message import (
    describe_message,
    describe_result,
    find_old_message,
    get_media_id,
    remember,
)

NOW = datetime.now(tz=timezone.utc)
ANN = User(id=1, is_bot=False, first_name="Ann")
CHAT = Chat(id=1, type="private")
PLACE = EventContext(None, CHAT, ANN, 8, "b")
FILE = {"file_id": "f", "file_unique_id": "u"}
SIZE = {"width": 1, "height": 1}


def photo(name: str) -> PhotoSize:
    return PhotoSize(file_id=name, file_unique_id=f"u-{name}", **SIZE)


STICKER = Sticker(
    **FILE,
    **SIZE,
    type="regular",
    is_animated=False,
    is_video=False,
)
NOTE = VideoNote(**FILE, length=1, duration=1)
DICE = Dice(emoji="🎲", value=3)
ANIMATION = Animation(**FILE, **SIZE, duration=1)

# Fields of a message, what kind it is, and what names its file.
KINDS: dict[str, tuple[dict[str, Any], ContentType, MediaId | None]] = {
    "text": ({"text": "hi"}, ContentType.TEXT, None),
    "photo": (
        {"photo": [photo("small"), photo("big")]},
        ContentType.PHOTO,
        MediaId("big", "u-big"),
    ),
    "audio": (
        {"audio": Audio(**FILE, duration=1)},
        ContentType.AUDIO,
        MediaId("f", "u"),
    ),
    # Telegram describes an animation as a document, too.
    "animation": (
        {
            "animation": ANIMATION,
            "document": Document(file_id="d", file_unique_id="d"),
        },
        ContentType.ANIMATION,
        MediaId("f", "u"),
    ),
    "document": (
        {"document": Document(**FILE)},
        ContentType.DOCUMENT,
        MediaId("f", "u"),
    ),
    "video": (
        {"video": Video(**FILE, **SIZE, duration=1)},
        ContentType.VIDEO,
        MediaId("f", "u"),
    ),
    "voice": (
        {"voice": Voice(**FILE, duration=1)},
        ContentType.VOICE,
        MediaId("f", "u"),
    ),
    "sticker": ({"sticker": STICKER}, ContentType.STICKER, MediaId("f", "u")),
    "note": ({"video_note": NOTE}, ContentType.VIDEO_NOTE, MediaId("f", "u")),
    "dice": ({"dice": DICE}, ContentType.DICE, MediaId("🎲")),
}
FIXED = {"sticker", "note", "dice"}


def message(kind="text", **fields) -> Message:
    return Message(
        date=NOW,
        **{"message_id": 5, "chat": CHAT, **KINDS[kind][0], **fields},
    )


def same_id(left: MediaId | None, right: MediaId | None) -> bool:
    if left is None or right is None:
        return left is right
    return (left.file_id, left.file_unique_id) == (
        right.file_id,
        right.file_unique_id,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_media_ids(kind):
    expected = None if kind in FIXED else KINDS[kind][2]

    assert same_id(get_media_id(message(kind)), expected)


def test_media_id_of_what_is_gone():
    gone = InaccessibleMessage(chat=CHAT, message_id=5)

    assert get_media_id(gone) is None


@pytest.mark.parametrize("kind", KINDS)
def test_descriptions(kind):
    _, content_type, media_id = KINDS[kind]

    described = describe_message(
        message(kind, has_protected_content=True),
        CHAT,
        "b",
        has_reply_keyboard=True,
    )

    assert described == OldMessage(
        chat=CHAT,
        message_id=5,
        media_id=media_id.file_id if media_id else None,
        media_uniq_id=media_id.file_unique_id if media_id else None,
        text="hi" if kind == "text" else None,
        has_protected_content=True,
        has_reply_keyboard=True,
        business_connection_id="b",
        content_type=content_type,
        thread_id=None,
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (ReplyKeyboardMarkup(keyboard=[]), True),
        (InlineKeyboardMarkup(inline_keyboard=[]), False),
        (ForceReply(), False),
        (None, False),
    ],
)
def test_results_and_their_keyboards(markup, expected):
    shown = message(business_connection_id="c", has_protected_content=True)
    wanted = NewMessage(CHAT, reply_markup=markup, protect_content=False)

    described = describe_result(shown, wanted)

    assert described.has_reply_keyboard is expected
    assert described.business_connection_id == "c"
    assert described.chat == CHAT
    # What was asked for: a group may protect what is not to be protected.
    assert described.has_protected_content is False


@pytest.mark.parametrize(
    ("kind", "asked_for", "expected"),
    [
        # What cannot be edited is recognised by the id that was asked for.
        ("sticker", MediaId("own"), "own"),
        ("note", MediaId("own"), "own"),
        ("dice", MediaId("own"), "own"),
        ("sticker", None, "f"),
        ("photo", MediaId("own"), "big"),
    ],
)
def test_results_and_the_ids_asked_for(kind, asked_for, expected):
    media = MediaAttachment(ContentType.PHOTO, url="x", file_id=asked_for)

    described = describe_result(message(kind), NewMessage(CHAT, media=media))

    assert described.media_id == expected


def test_result_of_a_text():
    described = describe_result(message("sticker"), NewMessage(CHAT))

    assert described.media_id == "f"


def stack(**fields) -> Stack:
    return Stack(
        "s",
        **{
            "last_message_id": 5,
            "last_reply_keyboard": True,
            "last_media_id": "m",
            "last_media_unique_id": "u",
            "content_type": ContentType.PHOTO,
            "has_protected_content": True,
            **fields,
        },
    )


def of_stack(**fields) -> OldMessage:
    return OldMessage(
        **{
            "chat": CHAT,
            "message_id": 5,
            "media_id": "m",
            "media_uniq_id": "u",
            "text": UnknownText.UNKNOWN,
            "has_protected_content": True,
            "has_reply_keyboard": True,
            "business_connection_id": "b",
            "content_type": ContentType.PHOTO,
            "thread_id": 8,
            **fields,
        },
    )


def of_message(**fields) -> OldMessage:
    return OldMessage(
        **{
            "chat": CHAT,
            "message_id": 5,
            "media_id": None,
            "media_uniq_id": None,
            "text": "hi",
            "business_connection_id": "b",
            "content_type": ContentType.TEXT,
            **fields,
        },
    )


def click(pressed=None) -> CallbackQuery:
    return CallbackQuery(
        id="1",
        from_user=ANN,
        chat_instance="1",
        message=pressed,
    )


def failed(**event) -> ErrorEvent:
    update = Update.model_construct(update_id=1, **event)
    return ErrorEvent.model_construct(update=update, exception=ValueError())


GONE = InaccessibleMessage(chat=CHAT, message_id=5)


@pytest.mark.parametrize(
    ("event", "is_simulated", "expected"),
    [
        # What the stack knows.
        (message(), False, of_stack()),
        (message(), True, of_stack()),
        (failed(message=message()), False, of_stack()),
        # A message that was pressed and is gone.
        (click(GONE), False, of_stack()),
        (click(GONE), True, of_stack()),
        (click(), False, of_stack()),
        # What was pressed, and what was asked for it.
        (
            click(message()),
            False,
            of_message(has_protected_content=True),
        ),
        (
            click(message()),
            True,
            of_message(has_reply_keyboard=True, has_protected_content=True),
        ),
        (
            failed(callback_query=click(message())),
            False,
            of_message(has_protected_content=True),
        ),
        # Another message was pressed than the one that the stack names.
        (click(message(message_id=4)), False, of_stack()),
        (click(message(message_id=6)), False, of_stack()),
        (
            failed(callback_query=click(message(message_id=4))),
            False,
            of_stack(),
        ),
    ],
)
def test_the_message_on_the_screen(event, is_simulated, expected):
    found = find_old_message(
        event,
        PLACE,
        stack(),
        is_simulated=is_simulated,
    )

    assert found == expected


@pytest.mark.parametrize("last_message_id", [None, 0])
@pytest.mark.parametrize("event", [message(), click(), click(GONE)])
def test_no_message_on_the_screen(event, last_message_id):
    empty = stack(last_message_id=last_message_id)

    assert find_old_message(event, PLACE, empty, is_simulated=False) is None


@pytest.mark.parametrize(
    ("pressed", "opened", "is_found"),
    [(5, 5, True), (5, 6, False), (5, None, False)],
)
def test_the_dialog_of_the_screen_was_closed(pressed, opened, is_found):
    """The next one is shown in its place."""
    found = find_old_message(
        click(message(message_id=pressed)),
        PLACE,
        stack(last_message_id=None),
        is_simulated=False,
        opened_message_id=opened,
    )

    assert (found is not None) is is_found


@pytest.mark.parametrize("known", [True, False])
def test_a_text_that_nobody_has_pressed(known):
    """Whether there is a reply keyboard is what the stack says."""
    found = find_old_message(
        message(),
        PLACE,
        stack(last_reply_keyboard=known),
        is_simulated=False,
    )

    assert found.has_reply_keyboard is known


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        # Of the same file, it is named by the id that was asked for.
        ("sticker", {}, "m"),
        ("note", {}, "m"),
        # Another message is the screen.
        ("sticker", {"last_message_id": 4}, "m"),
        ("sticker", {"last_media_unique_id": "other"}, "f"),
        ("sticker", {"last_media_unique_id": None}, "f"),
        # An emoji has no unique id.
        ("dice", {"last_media_unique_id": None}, "🎲"),
        ("voice", {}, "f"),
    ],
)
def test_the_file_of_a_pressed_message(kind, fields, expected):
    found = find_old_message(
        click(message(kind)),
        PLACE,
        stack(**fields),
        is_simulated=False,
    )

    assert found.media_id == expected


def test_what_is_remembered():
    screen = Stack("s", ["a"], last_income_media_group_id="g")

    remember(
        of_stack(
            message_id=9,
            media_id="n",
            media_uniq_id="v",
            content_type=ContentType.VIDEO,
        ),
        screen,
    )

    assert vars(screen) == vars(
        stack(
            intents=["a"],
            last_message_id=9,
            last_media_id="n",
            last_media_unique_id="v",
            last_income_media_group_id="g",
            content_type=ContentType.VIDEO,
        ),
    )
