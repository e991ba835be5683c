from datetime import datetime, timezone

import pytest
from aiogram.types import CallbackQuery, Chat, Message, User

from aiogram_dialog.api.entities import ShowMode, Stack
from aiogram_dialog.message.mode import resolve_show_mode

PRIVATE = Chat(id=1, type="private")
GROUP = Chat(id=-1, type="supergroup")
UNLOADED = Chat(id=1, type="")
USER = User(id=1, is_bot=False, first_name="Ann")


def message(media_group_id: str | None = None) -> Message:
    return Message(
        message_id=1,
        date=datetime.now(timezone.utc),
        chat=PRIVATE,
        media_group_id=media_group_id,
    )


CLICK = CallbackQuery(id="1", from_user=USER, chat_instance="1")


def stack(**values: object) -> Stack:
    return Stack(**{"_id": "", **values})


@pytest.mark.parametrize(
    ("chat", "stack", "event", "expected"),
    [
        (GROUP, stack(), message(), ShowMode.EDIT),
        (GROUP, stack(last_reply_keyboard=True), message(), ShowMode.EDIT),
        (UNLOADED, stack(), message(), ShowMode.EDIT),
        (None, stack(), message(), ShowMode.EDIT),
        (
            PRIVATE,
            stack(last_reply_keyboard=True),
            CLICK,
            ShowMode.DELETE_AND_SEND,
        ),
        (PRIVATE, stack(_id="x"), message(), ShowMode.EDIT),
        (PRIVATE, stack(_id="<1>"), message(), ShowMode.EDIT),
        (PRIVATE, stack(), message(), ShowMode.SEND),
        (
            PRIVATE,
            stack(last_income_media_group_id="a"),
            message("a"),
            ShowMode.EDIT,
        ),
        (
            PRIVATE,
            stack(last_income_media_group_id="a"),
            message("b"),
            ShowMode.SEND,
        ),
        (
            PRIVATE,
            stack(last_income_media_group_id="a"),
            message(),
            ShowMode.SEND,
        ),
        (PRIVATE, stack(), CLICK, ShowMode.EDIT),
    ],
)
def test_what_auto_means(chat, stack, event, expected):
    assert resolve_show_mode(ShowMode.AUTO, chat, stack, event) is expected


@pytest.mark.parametrize(
    "mode", [mode for mode in ShowMode if mode is not ShowMode.AUTO]
)
def test_a_chosen_mode_stays(mode):
    reply_stack = stack(last_reply_keyboard=True)

    assert resolve_show_mode(mode, PRIVATE, reply_stack, CLICK) is mode
