"""What exploring looks for."""

from aiogram_dialog.check import Rule, Severity

CRASH = Rule(
    "EX101",
    "crash",
    Severity.ERROR,
    "a handler, a getter or a background task raises",
)
REFUSED = Rule(
    "EX201",
    "refused",
    Severity.ERROR,
    "Telegram refuses what the bot does",
)
UNANSWERED = Rule(
    "EX301",
    "unanswered",
    Severity.WARNING,
    "a press is not answered: the button goes on waiting",
)
DEAD_END = Rule(
    "EX401",
    "dead-end",
    Severity.WARNING,
    "nothing that people can do in a window changes anything",
)
UNSTEADY = Rule(
    "EX501",
    "unsteady",
    Severity.WARNING,
    "a window shown again, with nothing done, is another one",
)

PAST_THE_BOT = Rule(
    "EX601",
    "past-the-bot",
    Severity.ERROR,
    "something asks Telegram past the Bot, and is refused",
)

EXPLORE_RULES = (
    CRASH,
    REFUSED,
    UNANSWERED,
    DEAD_END,
    UNSTEADY,
    PAST_THE_BOT,
)
