"""Windows of previews did not have the data that every window has."""

from magic_filter import F

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.preview import FakeManager, render_dialog
from aiogram_dialog.widgets.text import Const, Format


async def test_the_four_names_are_there(small):
    dialog = Dialog(
        Window(
            Format("{dialog_data} {start_data} {event.chat.type}"),
            Const("new", when=~F["dialog_data"]["old"]),
            Const("fake", when=F["middleware_data"]["dialog_manager"]),
            state=small.sub.only,
        ),
    )

    rendered = await render_dialog(FakeManager(), small.sub, dialog, False)

    assert rendered.windows[0].message == "{} {} private<br>new<br>fake"
