"""In a forum, background managers and new stacks left the topic."""

from aiogram_dialog import StartMode


async def test_topic_is_kept(stage, small):
    async def go_on(manager) -> None:
        await manager.bg().update({"count": "later"})
        await manager.start(small.sub.only, mode=StartMode.NEW_STACK)

    small.click = go_on
    stage.chat = stage.world.supergroup(
        "Forum",
        stage.ann,
        admins=(stage.account,),
        is_forum=True,
    )
    thread_id = stage.world.topic(stage.chat, "News")
    await stage.says("/start", thread_id=thread_id)
    await stage.presses("Click")

    shown = {
        message.content.get("text"): message.thread_id
        for message in stage.world.state.messages_in(stage.chat)
    }
    assert shown["first later"] == thread_id
    assert shown["sub"] == thread_id
