"""The path of a value that cannot be stored was cut at the first blank."""

import pytest

from aiogram_dialog.api.exceptions import UnstorableDataError


async def test_whole_path(stage, small, any_storage):
    async def keep(manager) -> None:
        manager.dialog_data["my key"] = object()

    small.click = keep
    if not hasattr(any_storage, "records"):
        # Memory takes whatever it is given.
        await stage.presses("Click")
        assert stage.new_calls()[-1] == "AnswerCallbackQuery"
        return
    before = stage.records()

    with pytest.raises(UnstorableDataError) as caught:
        await stage.presses("Click")

    assert caught.value.path == "dialog_data['my key']"
    assert caught.value.kinds == (("dialog_data['my key']", "object"),)
    assert stage.new_calls() == ["AnswerCallbackQuery"]
    assert stage.records() == before
