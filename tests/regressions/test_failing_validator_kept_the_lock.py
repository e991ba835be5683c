"""A validator or a storage that failed left the chat locked for ever."""

import pytest

from aiogram_dialog.context.access_validator import DefaultAccessValidator


class Failing(DefaultAccessValidator):
    fails = False

    async def is_allowed(self, stack, context, event, data) -> bool:
        if self.fails:
            raise ZeroDivisionError
        return await super().is_allowed(stack, context, event, data)


async def test_failing_validator(make_small):
    validator = Failing()
    stage = await make_small(stack_access_validator=validator)
    await stage.says("/start")

    validator.fails = True
    for deed in (stage.presses("Click"), stage.says("hello")):
        with pytest.raises(ZeroDivisionError):
            await deed
    assert not stage.held_locks()

    validator.fails = False
    stage.new_calls()
    await stage.presses("Sub")
    assert stage.new_calls()[0].startswith('EditMessageText(m1, "sub"')


async def test_failing_storage(stage):
    kept = stage.dispatcher.storage.get_data

    async def fail(key):
        raise ConnectionError

    stage.dispatcher.storage.get_data = fail
    with pytest.raises(ConnectionError):
        await stage.presses("Click")
    stage.dispatcher.storage.get_data = kept

    assert not stage.held_locks()
    await stage.presses("Sub")
    assert stage.last_message().content["text"] == "sub"
