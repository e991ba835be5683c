"""A list in pages that has no id kept its page under no name."""

from aiogram_dialog.widgets.text import Format, List


async def test_nothing_is_kept(open_window, kept):
    ann = await open_window(List(Format("{item}"), ["a", "b"], page_size=1))

    assert ann.last_message.text == "a"
    assert await kept(ann) == {}
