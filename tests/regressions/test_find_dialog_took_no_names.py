"""A dialog could not be found by the name of its state."""

import pytest

from aiogram_dialog.api.exceptions import UnregisteredDialogError
from aiogram_dialog.setup import DialogRegistry


async def test_dialog_by_name(stage, small):
    registry = DialogRegistry(stage.dispatcher)

    assert registry.find_dialog("Main:second") is small.dialogs[0]
    assert registry.find_dialog(small.main.second) is small.dialogs[0]


async def test_names_that_nobody_has(stage):
    registry = DialogRegistry(stage.dispatcher)

    with pytest.raises(UnregisteredDialogError, match=r"Did you mean Main\?"):
        registry.find_dialog("Mian:second")
    with pytest.raises(UnregisteredDialogError, match="dialogs for") as caught:
        registry.find_dialog("Zzz")
    assert caught.value.state == "Zzz"
    assert "Main" in caught.value.known
