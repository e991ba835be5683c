"""Fluent, a translator for each person, and a text that is translated."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, User
from fluent.runtime import FluentBundle, FluentResource

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text

LOCALES = Path(__file__).parent / "locales"
DEFAULT = "en"
LANGUAGES = {"en": "English", "de": "Deutsch", "ru": "Русский"}

logger = logging.getLogger(__name__)


def load(language: str) -> FluentBundle:
    source = (LOCALES / f"{language}.ftl").read_text("utf-8")
    # Isolating marks the edges of values for texts that run both ways; none
    # of these languages does.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle


BUNDLES = {language: load(language) for language in LANGUAGES}


class Translator:
    """Translate for one person.

    ``chosen``: the languages of people by their ids, a table of your
    database.
    """

    def __init__(self, user: User, chosen: dict[int, str]) -> None:
        self._user_id = user.id
        self._chosen = chosen
        # Background commands know no more of people than their ids.
        if user.language_code is not None and user.id not in chosen:
            primary = user.language_code.partition("-")[0]
            self.language = primary if primary in BUNDLES else DEFAULT

    @property
    def language(self) -> str:
        return self._chosen.get(self._user_id, DEFAULT)

    @language.setter
    def language(self, language: str) -> None:
        self._chosen[self._user_id] = language

    def translate(self, key: str, values: dict[str, Any]) -> str:
        bundle = BUNDLES[self.language]
        if not bundle.has_message(key):
            bundle = BUNDLES[DEFAULT]
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"{key!r} has attributes, but no text.")
        text, errors = bundle.format_pattern(pattern, values)
        for error in errors:
            logger.error("%s of %s: %s", key, self.language, error)
        return str(text)


class TranslatorMiddleware(BaseMiddleware):
    """Give a translator to handlers, getters and widgets as ``i18n``."""

    def __init__(self) -> None:
        self.chosen: dict[int, str] = {}

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        if user is not None:
            data["i18n"] = Translator(user, self.chosen)
        return await handler(event, data)


class I18n(Text):
    """Be the message of a key, with values from the data of the window."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key
        if not BUNDLES[DEFAULT].has_message(key):
            raise LookupError(f"There is no {key!r} in {DEFAULT}.ftl.")

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        i18n: Translator = manager.middleware_data["i18n"]
        return i18n.translate(self.key, data)
