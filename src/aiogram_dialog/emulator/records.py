"""What exists in the world: frozen records, replaced and never changed."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = dict[str, Any]
"""An object of the Bot API as JSON. Once stored it is never changed."""


class ChatRef(NamedTuple):
    """Name a chat of the world.

    A private chat belongs to an account: a bot, or the owner of a business
    account; bots call it by the id of the other side. In groups and
    channels the account is 0.
    """

    account: int
    id: int


@dataclass(frozen=True, slots=True)
class User:
    """Describe a person or a bot as others see it."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    is_premium: bool = False
    is_deleted: bool = False
    bars_voice: bool = False


@dataclass(frozen=True, slots=True)
class BotAccount:
    """Identify a bot: what its owner got when it was registered."""

    id: int
    username: str
    token: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """Hold what setWebhook was told and how delivery goes."""

    url: str
    secret_token: str = ""
    ip_address: str = "127.0.0.1"
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(frozen=True, slots=True)
class BotSettings:
    """Hold what of a bot may change.

    `allowed_updates` None stands for Telegram's default.
    """

    privacy_mode: bool = True
    supports_inline: bool = False
    has_topics: bool = False
    can_connect_to_business: bool = False
    is_logged_out: bool = False
    allowed_updates: frozenset[str] | None = None
    webhook: Webhook | None = None


@dataclass(frozen=True, slots=True)
class Chat:
    """Describe a chat: private, group, supergroup or channel."""

    ref: ChatRef
    type: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    is_deleted: bool = False
    migrated_to: int | None = None
    muted: frozenset[str] = frozenset()
    pinned: tuple[int, ...] = ()
    has_protected_content: bool = False

    @property
    def id(self) -> int:
        """The id by which bots call it."""
        return self.ref.id

    @property
    def account(self) -> int:
        """Whose private chat it is; 0 for others."""
        return self.ref.account

    @property
    def is_private(self) -> bool:
        """Whether it is a chat of two."""
        return self.type == "private"


ADMIN_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
        "can_post_messages",
        "can_edit_messages",
        "can_pin_messages",
        "can_manage_topics",
    }
)
"""Rights an administrator may have, as fields of ChatMemberAdministrator."""


@dataclass(frozen=True, slots=True)
class Member:
    """Hold the place of a user in a chat.

    In private chats: `member` started the bot, `kicked` blocked it.
    """

    status: str
    rights: frozenset[str] = frozenset()
    custom_title: str | None = None
    until_date: int = 0

    @property
    def is_admin(self) -> bool:
        """Whether it is the owner or an administrator."""
        return self.status in {"creator", "administrator"}

    @property
    def is_present(self) -> bool:
        """Whether it is in the chat."""
        return self.status in {
            "creator",
            "administrator",
            "member",
            "restricted",
        }

    def may(self, right: str) -> bool:
        """Tell whether an administrator has a right."""
        return self.status == "creator" or (
            self.status == "administrator" and right in self.rights
        )


@dataclass(frozen=True, slots=True)
class Message:
    """Hold a message of a chat.

    `kind` is the field of the Bot API's Message that holds the content
    (`text`, `photo`, `pinned_message` …); `content` has it and what goes
    with it (caption, entities …), with files known by their unique id.
    `reply_markup` is any markup it was sent with.
    """

    chat: ChatRef
    id: int
    date: int
    author: int | None
    kind: str
    content: Json
    reply_markup: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    is_topic: bool = False
    edit_date: int | None = None
    is_protected: bool = False
    album_id: str | None = None
    forward_origin: Json | None = None
    via_bot: int | None = None
    business_bot: int | None = None
    effect_id: str | None = None
    is_service: bool = False
    ephemeral_id: int | None = None
    receiver: int | None = None
    inline_id: str | None = None
    extra: Json = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text or caption, empty if it has none."""
        text = self.content.get("text") or self.content.get("caption")
        return str(text or "")

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        """Rows of inline buttons."""
        rows: list[list[Json]] = (self.reply_markup or {}).get(
            "inline_keyboard",
            [],
        )
        return rows

    @property
    def has_foreign_markup(self) -> bool:
        """Whether it was sent with a markup other than an inline keyboard."""
        return bool(self.reply_markup) and not self.inline_keyboard


@dataclass(frozen=True, slots=True)
class File:
    """Hold a file as Telegram keeps it.

    `media` is what a message shows of it: an object like Video, or a list
    of PhotoSize, without file ids, which differ from bot to bot.
    """

    unique_id: str
    kind: str
    name: str
    content: bytes
    path: str
    media: Any
    declared_size: int | None = None

    @property
    def size(self) -> int:
        """Size in bytes; may be declared to be more than is held."""
        if self.declared_size is not None:
            return self.declared_size
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold a topic of a forum."""

    name: str
    icon_color: int = 7322096
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class PressedQuery:
    """Hold a press of an inline button that waits for an answer."""

    bot_id: int
    user_id: int
    date: float
    chat: ChatRef | None
    message_id: int | None
    is_answered: bool = False
    ephemeral_id: int | None = None


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Hold what a person has in place of the keyboard of the phone.

    `markup` is a reply keyboard or a force reply of message `message_id`.
    """

    message_id: int
    markup: Json
    is_collapsed: bool = False


@dataclass(frozen=True, slots=True)
class BusinessConnection:
    """Hold the link of a person's account to a bot."""

    id: str
    user_id: int
    bot_id: int
    date: int
    rights: frozenset[str] = frozenset({"can_reply"})
    is_enabled: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a message that a bot is still writing."""

    bot_id: int
    chat: ChatRef
    draft_id: int
    date: float
    text: str
    can_stop: bool


@dataclass(frozen=True, slots=True)
class QueuedUpdate:
    """Hold an update that a bot has not confirmed."""

    update_id: int
    kind: str
    payload: Json
    expires: float

    def as_json(self) -> Json:
        """Show it as an Update of the Bot API."""
        return {"update_id": self.update_id, self.kind: self.payload}
