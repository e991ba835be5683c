"""Ids that are there twice."""

from collections.abc import Iterator

from aiogram_dialog.widgets.kbd.pager import BasePager
from aiogram_dialog.widgets.mistakes import shared_ids

from .bot_model import BotModel, WindowModel
from .finding import DUPLICATE_ID, PAGERS_SHARE_ID, Finding


def check_ids(bot: BotModel) -> Iterator[Finding]:
    """Yield ids that tell no widgets apart."""
    for window in bot.windows():
        yield from _check_window(window)


def _check_window(window: WindowModel) -> Iterator[Finding]:
    for shared in shared_ids(window.window.parts()):
        are_pagers = isinstance(shared.first, BasePager) and isinstance(
            shared.other,
            BasePager,
        )
        rule = PAGERS_SHARE_ID if are_pagers else DUPLICATE_ID
        yield Finding(rule, window.name, str(shared))
