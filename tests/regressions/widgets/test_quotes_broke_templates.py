"""A template with quotes and an ``if`` without ``else`` raised."""

from aiogram_dialog.widgets.text import Jinja


async def test_it_is_rendered(open_window):
    ann = await open_window(
        Jinja('{{ "a" if x }}{{ "b" if not x }}'),
        getter={"x": True},
    )

    assert ann.last_message.text == "a"
