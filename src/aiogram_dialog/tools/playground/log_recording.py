"""What is logged while the bot runs: plans of dialogs, and warnings."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiogram_dialog.message import message_manager
from aiogram_dialog.message.plan import Facts
from aiogram_dialog.message.reasons import explain

from .activity_log import ActivityLog


class LogRecorder:
    """Put plans and warnings in the activity log.

    ``knows``: tells whether an error is there already.
    """

    def __init__(
        self,
        log: ActivityLog,
        knows: Callable[[BaseException], bool],
    ) -> None:
        self._log = log
        self._knows = knows

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Record what is logged meanwhile."""
        root, plans = logging.getLogger(), message_manager.logger
        handler = _Warnings(self)
        level = plans.level
        was_shown = plans.getEffectiveLevel()

        def see(record: logging.LogRecord) -> bool:
            self.note_plan(record)
            # Nobody else sees more than before.
            return record.levelno >= was_shown

        root.addHandler(handler)
        plans.addFilter(see)
        plans.setLevel(logging.DEBUG)
        try:
            yield
        finally:
            plans.setLevel(level)
            plans.removeFilter(see)
            root.removeHandler(handler)

    def note_plan(self, record: logging.LogRecord) -> None:
        """Record a plan, if that is what was logged."""
        match record.args:
            case (chosen, Facts() as facts):
                # Only plans are logged together with their facts.
                plan: Any = chosen
                self._log.add(
                    "plan",
                    str(plan),
                    reason=explain(facts, plan),
                    details=vars_of(facts),
                )

    def note_warning(self, record: logging.LogRecord) -> None:
        """Record a warning or an error of any logger."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and self._knows(error):
            return
        formatter = logging.Formatter()
        self._log.add(
            "log",
            f"{record.name}: {record.getMessage()}",
            ok=record.levelno < logging.ERROR,
            traceback=record.exc_info
            and formatter.formatException(record.exc_info),
        )


class _Warnings(logging.Handler):
    def __init__(self, recorder: LogRecorder) -> None:
        super().__init__(logging.WARNING)
        self._recorder = recorder

    def emit(self, record: logging.LogRecord) -> None:
        self._recorder.note_warning(record)


def vars_of(facts: Facts) -> dict[str, Any]:
    """Return the facts by their names."""
    return {name: getattr(facts, name) for name in type(facts).__match_args__}
