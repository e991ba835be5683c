"""What a check finds, and the rules it knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Say how bad it is.

    An error does not work, a warning is rarely meant so, a note is good to
    know.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """Describe what is looked for, under a code that can be ignored."""

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one mistake: the rule, where it is, and what to do.

    ``where``: the name of a window like ``Shop:cart``, of a states group,
    or of a part of the bot.
    """

    rule: Rule
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule.code} {self.message}"


def is_ignored(finding: Finding, ignore: Iterable[str]) -> bool:
    """Tell whether a finding is one that nobody wants to hear of.

    ``ignore``: codes, ``AD301``, beginnings of codes, ``AD3``, or codes
    with a place, ``AD301:Shop:cart``.
    """
    for entry in ignore:
        code, _, where = entry.partition(":")
        if not finding.rule.code.startswith(code):
            continue
        if not where or where == finding.where:
            return True
    return False


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

DUPLICATE_ID = Rule(
    "AD101",
    "duplicate-id",
    _W,
    "two widgets of a window have one id",
)
PAGERS_SHARE_ID = Rule(
    "AD102",
    "pagers-share-id",
    _W,
    "pagers of different scrolls have one id",
)
NO_SCROLL = Rule(
    "AD103",
    "no-scroll",
    _E,
    "a pager names a widget that has no pages",
)
FOREIGN_STATE = Rule(
    "AD201",
    "foreign-state",
    _E,
    "SwitchTo goes to a window of another dialog",
)
UNKNOWN_WINDOW = Rule(
    "AD202",
    "unknown-window",
    _E,
    "a button goes to a state that has no window",
)
NEXT_AFTER_LAST = Rule(
    "AD203",
    "next-after-last",
    _E,
    "Next is in the last window",
)
BACK_BEFORE_FIRST = Rule(
    "AD204",
    "back-before-first",
    _E,
    "Back is in the first window",
)
UNKNOWN_DIALOG = Rule(
    "AD205",
    "unknown-dialog",
    _E,
    "a dialog is started that is not included",
)
NO_STATE = Rule(
    "AD206",
    "no-state",
    _E,
    "a button goes to something that is no state",
)
UNREACHABLE_WINDOW = Rule(
    "AD301",
    "unreachable-window",
    _W,
    "nothing leads to a window",
)
DEAD_END = Rule(
    "AD302",
    "dead-end",
    _W,
    "nothing leaves a window",
)
LONG_CALLBACK_DATA = Rule(
    "AD401",
    "long-callback-data",
    _E,
    "buttons carry more than Telegram's 64 bytes",
)
LONG_TEXT = Rule(
    "AD402",
    "long-text",
    _E,
    "a text is longer than Telegram takes",
)
LONG_TOAST = Rule(
    "AD403",
    "long-toast",
    _E,
    "a toast is longer than Telegram's 200 symbols",
)
UNKNOWN_NAME = Rule(
    "AD501",
    "unknown-name",
    _W,
    "a text has a name that no preview data has",
)
PLAIN_FUNCTION = Rule(
    "AD601",
    "plain-function",
    _E,
    "a handler is no coroutine function",
)
CATCH_ALL_BEFORE_DIALOGS = Rule(
    "AD701",
    "catch-all-before-dialogs",
    _E,
    "a handler takes every event before the dialogs",
)
NO_SETUP = Rule(
    "AD702",
    "no-setup",
    _E,
    "setup_dialogs() was not called",
)
STORAGE_MIXES_STACKS = Rule(
    "AD801",
    "storage-mixes-stacks",
    _E,
    "the keys of the storage do not keep dialogs apart",
)
MEMORY_STORAGE = Rule(
    "AD802",
    "memory-storage",
    _N,
    "dialogs are gone when the bot restarts",
)
STORAGE_MIXES_BOTS = Rule(
    "AD803",
    "storage-mixes-bots",
    _N,
    "the keys of the storage do not keep bots or business chats apart",
)
CHECK_FAILED = Rule(
    "AD901",
    "check-failed",
    _W,
    "a rule cannot be looked at",
)

RULES = (
    DUPLICATE_ID,
    PAGERS_SHARE_ID,
    NO_SCROLL,
    FOREIGN_STATE,
    UNKNOWN_WINDOW,
    NEXT_AFTER_LAST,
    BACK_BEFORE_FIRST,
    UNKNOWN_DIALOG,
    NO_STATE,
    UNREACHABLE_WINDOW,
    DEAD_END,
    LONG_CALLBACK_DATA,
    LONG_TEXT,
    LONG_TOAST,
    UNKNOWN_NAME,
    PLAIN_FUNCTION,
    CATCH_ALL_BEFORE_DIALOGS,
    NO_SETUP,
    STORAGE_MIXES_STACKS,
    MEMORY_STORAGE,
    STORAGE_MIXES_BOTS,
    CHECK_FAILED,
)
