"""Running all checks on a bot."""

from collections.abc import Iterable

from aiogram import Router

from .bot_model import BotModel
from .finding import Finding, is_ignored
from .handlers import check_handlers
from .ids import check_ids
from .limits import check_limits
from .names import check_names
from .reach import check_reach
from .storage import check_storage
from .transitions import check_transitions

_CHECKS = (
    check_ids,
    check_transitions,
    check_reach,
    check_limits,
    check_names,
    check_handlers,
    check_storage,
)


def check(router: Router, ignore: Iterable[str] = ()) -> list[Finding]:
    """Return what is wrong with a bot, or with a part of it.

    ``router``: a Dispatcher, a Router or a Dialog. What only a whole bot
    can have wrong is looked for in a Dispatcher.
    ``ignore``: codes, ``AD301``, their beginnings, ``AD3``, or codes with
    a place, ``AD301:Shop:cart``.

    No handler and no getter is called.
    """
    bot = BotModel(router)
    wanted = tuple(ignore)
    return [
        finding
        for look in _CHECKS
        for finding in look(bot)
        if not is_ignored(finding, wanted)
    ]
