"""A client that feeds updates to a dispatcher, with no Telegram behind it."""

from datetime import datetime, timezone
from typing import Any
from uuid import uuid4

from aiogram import Bot, Dispatcher
from aiogram.methods import AnswerCallbackQuery, TelegramMethod
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatJoinRequest,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    Update,
    User,
)

from aiogram_dialog.api.internal.never_called import warn_of_never_called

from .keyboard import InlineButtonLocator

ChatMember = (
    ChatMemberOwner
    | ChatMemberAdministrator
    | ChatMemberMember
    | ChatMemberRestricted
    | ChatMemberLeft
    | ChatMemberBanned
)

_DATE = datetime.fromtimestamp(1234567890, tz=timezone.utc)


class FakeBot(Bot):
    """Be a bot that has no token and calls nobody.

    It answers callbacks, and raises ``RuntimeError`` for anything else.
    """

    def __init__(self) -> None:
        # A bot without a token is not made as others are.
        pass

    @property
    def id(self) -> int:
        """Return always the same id."""
        return 1

    async def __call__(
        self,
        method: TelegramMethod[Any],
        request_timeout: int | None = None,  # noqa: ARG002 - of the base
    ) -> Any:
        """Take answers to callbacks, and nothing else."""
        if isinstance(method, AnswerCallbackQuery):
            return True
        raise RuntimeError(
            "Fake bot should not be used to call telegram: it was asked for "
            f"{type(method).__name__}. Use MockMessageManager, or the "
            "`telegram` fixture of aiogram_dialog.test_tools.pytest_plugin.",
        )

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return self is other


class BotClient:
    """Be one user in one chat, and feed to a dispatcher what they do.

    Exceptions of handlers are raised here.
    """

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        warn_of_never_called(cls)

    def __init__(
        self,
        dp: Dispatcher,
        user_id: int = 1,
        chat_id: int = 1,
        chat_type: str = "private",
        bot: Bot | None = None,
    ) -> None:
        self.chat = Chat(id=chat_id, type=chat_type)
        self.user = User(
            id=user_id,
            is_bot=False,
            first_name=f"User_{user_id}",
        )
        self.dp = dp
        self.last_update_id = 1
        self.last_message_id = 1
        self.bot = bot or FakeBot()

    def _new_update_id(self) -> int:
        self.last_update_id += 1
        return self.last_update_id

    def _new_message_id(self) -> int:
        self.last_message_id += 1
        return self.last_message_id

    async def _feed(self, **event: Any) -> Any:
        update = Update(update_id=self._new_update_id(), **event)
        return await self.dp.feed_update(self.bot, update)

    async def send(self, text: str, reply_to: Message | None = None) -> Any:
        """Send a text and return what the dispatcher does."""
        message = Message(
            message_id=self._new_message_id(),
            date=_DATE,
            chat=self.chat,
            from_user=self.user,
            text=text,
            reply_to_message=reply_to,
        )
        return await self._feed(message=message)

    async def click(
        self,
        message: Message,
        locator: InlineButtonLocator,
    ) -> str:
        """Click a button and return the id of the callback query.

        Raises ``ValueError`` if there is no such button, or if it says
        nothing to the bot.
        """
        button = locator.find_button(message)
        if button is None:
            raise ValueError(f"No button matching {locator!r} found")
        if button.callback_data is None:
            raise ValueError("Button has no callback data")
        callback = CallbackQuery(
            id=str(uuid4()),
            from_user=self.user,
            chat_instance="--",
            message=message,
            data=button.callback_data,
        )
        await self._feed(callback_query=callback)
        return callback.id

    async def request_chat_join(self) -> Any:
        """Ask to join the chat."""
        request = ChatJoinRequest(
            chat=self.chat,
            from_user=self.user,
            user_chat_id=self.user.id,
            date=_DATE,
        )
        return await self._feed(chat_join_request=request)

    async def my_chat_member_update(
        self,
        old_chat_member: ChatMember,
        new_chat_member: ChatMember,
    ) -> Any:
        """Change what the bot is in the chat."""
        change = ChatMemberUpdated(
            chat=self.chat,
            from_user=self.user,
            date=_DATE,
            old_chat_member=old_chat_member,
            new_chat_member=new_chat_member,
        )
        return await self._feed(my_chat_member=change)
