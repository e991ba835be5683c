"""The message that removes a reply keyboard was sent outside of its topic."""

from aiogram.types import Chat

from aiogram_dialog.api.entities import OldMessage, ShowMode
from aiogram_dialog.message.message_manager import MessageManager


async def test_it_is_sent_to_the_topic(stage):
    group = stage.world.supergroup(
        "Forum",
        stage.ann,
        admins=(stage.account,),
        is_forum=True,
    )
    thread_id = stage.world.topic(group, "News")
    old = OldMessage(
        chat=Chat(id=group.id, type="supergroup"),
        message_id=1,
        media_id=None,
        media_uniq_id=None,
        has_reply_keyboard=True,
        thread_id=thread_id,
    )

    await MessageManager().remove_kbd(
        bot=stage.bot,
        show_mode=ShowMode.EDIT,
        old_message=old,
    )

    (sent,) = stage.world.state.messages_in(group)[-1:]
    assert (sent.content["text"], sent.thread_id) == ("...", thread_id)
