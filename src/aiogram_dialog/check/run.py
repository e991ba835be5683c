"""Running all checks on a bot."""

from collections.abc import Callable, Iterable, Iterator

from aiogram import Router

from .bot_model import BotModel, WindowModel
from .finding import (
    BACK_BEFORE_FIRST,
    CATCH_ALL_BEFORE_DIALOGS,
    CHECK_FAILED,
    DEAD_END,
    DUPLICATE_ID,
    FOREIGN_STATE,
    LONG_CALLBACK_DATA,
    LONG_TEXT,
    LONG_TOAST,
    MEMORY_STORAGE,
    NEXT_AFTER_LAST,
    NO_SCROLL,
    NO_SETUP,
    NO_STATE,
    PAGERS_SHARE_ID,
    PLAIN_FUNCTION,
    RULES,
    STORAGE_MIXES_BOTS,
    STORAGE_MIXES_STACKS,
    UNKNOWN_DIALOG,
    UNKNOWN_NAME,
    UNKNOWN_WINDOW,
    UNREACHABLE_WINDOW,
    Finding,
    Rule,
    is_ignored,
)
from .handlers import check_functions, check_order, check_setup
from .ids import check_pagers, check_shared_ids
from .limits import check_callback_data, check_text, check_toasts
from .names import check_names
from .reach import check_leaving, check_reach
from .storage import check_keys, check_memory
from .transitions import check_leads, check_started

_LEADS = (
    FOREIGN_STATE,
    UNKNOWN_WINDOW,
    NEXT_AFTER_LAST,
    BACK_BEFORE_FIRST,
    UNKNOWN_DIALOG,
    NO_STATE,
)
# What is looked at in a window, and in a bot; and for which rules.
_OF_WINDOWS: tuple[
    tuple[Callable[[WindowModel], Iterator[Finding]], tuple[Rule, ...]],
    ...,
] = (
    (check_shared_ids, (DUPLICATE_ID, PAGERS_SHARE_ID)),
    (check_pagers, (NO_SCROLL,)),
    (check_leads, _LEADS),
    (check_leaving, (DEAD_END,)),
    (check_text, (LONG_TEXT,)),
    (check_toasts, (LONG_TOAST,)),
    (check_callback_data, (LONG_CALLBACK_DATA,)),
    (check_names, (UNKNOWN_NAME,)),
)
_OF_BOTS: tuple[
    tuple[Callable[[BotModel], Iterator[Finding]], tuple[Rule, ...]],
    ...,
] = (
    (check_started, (UNKNOWN_DIALOG,)),
    (check_reach, (UNREACHABLE_WINDOW,)),
    (check_functions, (PLAIN_FUNCTION,)),
    (check_order, (CATCH_ALL_BEFORE_DIALOGS,)),
    (check_setup, (NO_SETUP,)),
    (check_memory, (MEMORY_STORAGE,)),
    (check_keys, (STORAGE_MIXES_STACKS, STORAGE_MIXES_BOTS)),
)


def check(router: Router, ignore: Iterable[str] = ()) -> list[Finding]:
    """Return what is wrong with a bot, or with a part of it.

    ``router``: a Dispatcher, a Router or a Dialog. What only a whole bot
    can have wrong is looked for in a Dispatcher.
    ``ignore``: codes, ``AD301``, their beginnings, ``AD3``, or codes with
    a place, ``AD301:Shop:cart``.

    No handler and no getter is called. A rule that fails is told of, and
    the others go on.
    """
    wanted = tuple(ignore)
    return [
        finding
        for finding in _guarded(_findings(router), RULES, "bot")
        if not is_ignored(finding, wanted)
    ]


def _findings(router: Router) -> Iterator[Finding]:
    bot = BotModel(router)
    for window in bot.windows():
        for check_window, rules in _OF_WINDOWS:
            yield from _guarded(check_window(window), rules, window.name)
    for check_bot, rules in _OF_BOTS:
        yield from _guarded(check_bot(bot), rules, "bot")


def _guarded(
    findings: Iterator[Finding],
    rules: Iterable[Rule],
    where: str,
) -> Iterator[Finding]:
    """Yield what is found, and that no more can be found if that fails."""
    try:
        yield from findings
    except Exception as error:  # noqa: BLE001 - code of a bot
        names = ", ".join(rule.code for rule in rules)
        told = f"{names} cannot be looked at: {error!r}."
        yield Finding(CHECK_FAILED, where, told)
