"""Inputs for photos were not found when events were simulated."""

import pytest
from aiogram.enums import ContentType

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.preview import FakeManager, render_dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Next
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize(
    "kind",
    [
        ContentType.PHOTO,
        ContentType.VIDEO,
        ContentType.DOCUMENT,
        ContentType.AUDIO,
        ContentType.VOICE,
        ContentType.VIDEO_NOTE,
        ContentType.STICKER,
        ContentType.CONTACT,
        ContentType.LOCATION,
    ],
)
async def test_each_kind(small, kind):
    dialog = Dialog(
        Window(
            Const("1"),
            MessageInput(Next(), content_types=[kind]),
            state=small.main.first,
        ),
        Window(Const("2"), state=small.main.second),
    )

    rendered = await render_dialog(FakeManager(), small.main, dialog, True)

    found = rendered.windows[0].attachment_input
    assert (found.title, found.state) == (kind.value, "Main:second")
    assert rendered.windows[0].text_input is None
