"""Answering clicks: cosmetic, so failing loses nothing."""

from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery

from aiogram_dialog.api.internal import ReplyCallbackQuery
from aiogram_dialog.api.protocols import MessageManagerProtocol

logger = getLogger(__name__)


async def answer_click(
    bot: Bot,
    click: CallbackQuery,
    message_manager: MessageManagerProtocol,
) -> None:
    """Let the client of a click stop waiting; failing does no harm."""
    if isinstance(click, ReplyCallbackQuery):
        return
    try:
        await message_manager.answer_callback(bot=bot, callback_query=click)
    except AiogramError as error:
        logger.warning("Cannot answer a click: %s", error)
