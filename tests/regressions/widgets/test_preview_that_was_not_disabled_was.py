"""``disable_web_page_preview=False`` disabled previews, too."""

import pytest

from aiogram_dialog import Window
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize(
    ("value", "is_disabled"), [(True, True), (False, False)]
)
def test_what_is_said_is_meant(only, value, is_disabled):
    with pytest.warns(DeprecationWarning, match="LinkPreview") as warned:
        window = Window(
            Const("x"),
            state=only,
            disable_web_page_preview=value,
        )

    assert warned[0].filename == __file__
    preview = window.link_preview
    assert (preview is not None and preview.is_disabled) == is_disabled


def test_two_ways_of_saying_it(only):
    with pytest.raises(ValueError, match="disable_web_page_preview"):
        Window(
            LinkPreview(is_disabled=True),
            state=only,
            disable_web_page_preview=True,
        )
