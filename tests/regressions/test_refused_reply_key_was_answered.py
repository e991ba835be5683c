"""A refused press on a reply keyboard was answered, which failed."""

from aiogram_dialog.context.access_validator import DefaultAccessValidator
from aiogram_dialog.widgets.markup.reply_callback import join_reply_callback


class Closed(DefaultAccessValidator):
    is_closed = False

    async def is_allowed(self, stack, context, event, data) -> bool:
        return not self.is_closed


async def test_refused_press(make_small):
    validator = Closed()
    stage = await make_small(stack_access_validator=validator)
    await stage.says("/start")
    intent_id = stage.records()["aiogd:stack:"]["intents"][0]
    stage.new_calls()

    validator.is_closed = True
    await stage.says(join_reply_callback("Key", f"{intent_id}\x1dclick"))

    assert stage.new_calls() == []
