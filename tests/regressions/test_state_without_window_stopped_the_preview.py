"""A state without a window made the whole page of windows fail."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.preview import render_preview_content
from aiogram_dialog.widgets.text import Const


async def test_it_is_left_out(small):
    dialog = Dialog(Window(Const("2"), state=small.main.second))

    page = await render_preview_content(dialog)

    assert 'id="Main:second"' in page
    assert "Main:first" not in page
