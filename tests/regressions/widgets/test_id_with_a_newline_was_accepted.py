"""An id that ends in a line break passed for a good one."""

import pytest

from aiogram_dialog.api.exceptions import InvalidWidgetIdError
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize("widget_id", ["a\n", "\na", "a\r", "a b"])
def test_it_is_refused(widget_id):
    with pytest.raises(InvalidWidgetIdError):
        Button(Const("x"), id=widget_id)
