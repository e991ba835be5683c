"""Answering clicks: once each, and cosmetic, so failing loses nothing."""

from collections import defaultdict
from contextvars import ContextVar
from dataclasses import dataclass
from logging import getLogger
from typing import Any
from weakref import WeakKeyDictionary

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.client.session.middlewares.base import (
    NextRequestMiddlewareType,
    RequestMiddlewareType,
)
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod
from aiogram.types import CallbackQuery, Message

from aiogram_dialog.api.internal import ReplyCallbackQuery
from aiogram_dialog.api.protocols import MessageManagerProtocol

from .response_cache import cache_responses
from .unchanged import EditDates

logger = getLogger(__name__)

# Telegram takes no more for an answer to a callback query.
MAX_TOAST_LENGTH = 200


@dataclass(slots=True)
class Answer:
    """Keep how a click is to be answered, and whether it was.

    ``is_due``: it is to be answered even if nobody wants to say anything.
    """

    query_id: str
    is_due: bool = False
    is_given: bool = False
    text: str | None = None
    is_alert: bool = False


# It outlives the handlers of the click: error handlers come after them.
_current: ContextVar[Answer | None] = ContextVar("answer", default=None)


# By session, and by the ids of the bots that share it: messages of two bots
# may have the same ids.
_edits: WeakKeyDictionary[BaseSession, dict[int, EditDates]] = (
    WeakKeyDictionary()
)


def expect_answer(bot: Bot, click: CallbackQuery, *, is_due: bool) -> None:
    """Begin to look whether a click is answered, by whomever."""
    _current.set(Answer(click.id, is_due))
    session = getattr(bot, "session", None)
    if not isinstance(session, BaseSession):
        return
    if session not in _edits:
        cache_responses()
        edits = _edits[session] = defaultdict(EditDates)
        session.middleware.register(_watch(edits))


def edits_by(bot: Bot) -> EditDates | None:
    """Return what is known of the edits of a bot that handles clicks."""
    edits = _edits.get(bot.session)
    return None if edits is None else edits[bot.id]


def _watch(edits: dict[int, EditDates]) -> RequestMiddlewareType:
    async def note(
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Response[Any]:
        response = await make_request(bot, method)
        if isinstance(response, Message):
            edits[bot.id].note(response)
        elif isinstance(method, AnswerCallbackQuery):
            answer = _current.get()
            if answer and answer.query_id == method.callback_query_id:
                answer.is_given = True
        return response

    return note


def _answer_to(click: CallbackQuery) -> Answer:
    answer = _current.get()
    if answer is None or answer.query_id != click.id:
        return Answer(click.id)
    return answer


def set_toast(
    click: CallbackQuery,
    text: str,
    *,
    is_alert: bool,
    replace: bool,
) -> None:
    """Choose what a click is answered with."""
    answer = _answer_to(click)
    if answer.is_given:
        logger.warning("The click is answered already: %r is not seen", text)
    if replace or answer.text is None:
        answer.text, answer.is_alert = text, is_alert


async def answer_click(
    bot: Bot,
    click: CallbackQuery,
    message_manager: MessageManagerProtocol,
) -> None:
    """Let the client of a click stop waiting, unless it does so already.

    A toast is shown, if one was chosen. Failing does no harm.
    """
    answer = _answer_to(click)
    if answer.is_given or isinstance(click, ReplyCallbackQuery):
        return
    # Managers of messages that know no toasts are asked for none.
    toast: dict[str, Any] = {}
    if answer.text is not None:
        toast = {"text": answer.text, "show_alert": answer.is_alert}
    try:
        await message_manager.answer_callback(
            bot=bot,
            callback_query=click,
            **toast,
        )
    except AiogramError as error:
        logger.warning("Cannot answer a click: %s", error)
    else:
        answer.is_given = True


async def answer_with_toast(
    bot: Bot,
    click: CallbackQuery,
    message_manager: MessageManagerProtocol,
) -> None:
    """Answer a click of no dialog if a toast was chosen for it."""
    if _answer_to(click).text is not None:
        await answer_click(bot, click, message_manager)


async def answer_failed_click(
    bot: Bot,
    click: CallbackQuery,
    message_manager: MessageManagerProtocol,
) -> None:
    """Answer the click of a dialog whose handling has failed.

    What its handler wanted to say may not have come true.
    """
    answer = _answer_to(click)
    answer.text = None
    if answer.is_due:
        await answer_click(bot, click, message_manager)
