"""Posts of a channel that appear in its discussion group."""

from .delivery import announce
from .messages import Message
from .stand_ins import TELEGRAM
from .state import State
from .views import chat_json


def forward_to_discussion(state: State, post: Message) -> None:
    """Forward a post to the group that is linked to its channel, if any."""
    group = state.chats[post.chat].discussion
    if group is None or post.is_service:
        return
    origin = {
        "type": "channel",
        "date": post.date,
        "chat": chat_json(state, post.chat),
        "message_id": post.id,
    }
    forwarded = state.add_message(
        Message(
            chat=group,
            id=state.next_message_id(group),
            date=post.date,
            author=TELEGRAM,
            sender_chat=post.chat,
            kind=post.kind,
            content=post.content,
            forward_origin=origin,
            extra={"is_automatic_forward": True},
        ),
    )
    announce(state, forwarded)
