"""``load=True`` was ignored when a dialog was entered."""


async def test_chat_and_user_are_loaded(stage):
    bg = stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
        load=True,
    )

    async with bg.fg() as manager:
        assert manager.middleware_data["event_chat"].type == "private"
        assert manager.middleware_data["event_from_user"].first_name == "Ann"
