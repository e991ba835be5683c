"""Closing the last dialog on a result ended in NoContextError."""


async def test_parent_may_close_itself(stage, small):
    async def close(result, manager) -> None:
        await manager.done()

    small.result = close
    await stage.presses("Sub")
    stage.new_calls()

    await stage.presses("Cancel")

    assert stage.new_calls() == [
        "EditMessageReplyMarkup(m1, none)",
        "AnswerCallbackQuery",
    ]
    assert stage.records() == {}
