"""Who is there: people, bots and chats as frozen records.

Records are replaced and never changed.
"""

from dataclasses import dataclass
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

    ``allowed_updates`` None stands for Telegram's default.
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
    # Of a channel: the group that its posts appear in.
    discussion: ChatRef | None = None

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

PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""What members may do, as fields of ChatMemberRestricted."""


@dataclass(frozen=True, slots=True)
class Member:
    """Hold the place of a user in a chat.

    In private chats: ``member`` started the bot, ``kicked`` blocked it.
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
class BusinessConnection:
    """Hold the link of a person's account to a bot."""

    id: str
    user_id: int
    bot_id: int
    date: int
    rights: frozenset[str] = frozenset({"can_reply"})
    is_enabled: bool = True
