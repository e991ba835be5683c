"""What came of exploring."""

import time
from dataclasses import dataclass

from .finding import Finding


@dataclass(frozen=True, slots=True)
class Progress:
    """Say how far it is: deeds done, snapshots that wait, windows reached."""

    presses: int
    max_presses: int
    waiting: int
    reached: int
    known: int


class Report:
    """Hold findings, and how much of the bot was reached.

    ``stopped_by``: the bound that was met, empty if all was tried.
    """

    def __init__(
        self,
        known: list[str],
        max_presses: int,
        max_seconds: float,
    ) -> None:
        self.findings: list[Finding] = []
        self.known = known
        self.reached: set[str] = set()
        self.presses = 0
        self.max_presses = max_presses
        self.max_seconds = max_seconds
        self.started = time.monotonic()
        self.seconds = 0.0
        self.stopped_by = ""

    @property
    def is_complete(self) -> bool:
        """Tell whether all that was found to do was done."""
        return not self.stopped_by

    @property
    def not_reached(self) -> list[str]:
        """The windows that nothing has led to, in the order of the bot."""
        return [name for name in self.known if name not in self.reached]

    def progress(self, waiting: int) -> Progress:
        """Return how far it is."""
        return Progress(
            self.presses,
            self.max_presses,
            waiting,
            len(self.known) - len(self.not_reached),
            len(self.known),
        )

    def __str__(self) -> str:
        lines = [str(finding) for finding in self.findings]
        return "\n".join([*lines, self.coverage()])

    def coverage(self) -> str:
        """Return what was reached, and what was not, as text."""
        missing = self.not_reached
        reached = len(self.known) - len(missing)
        text = (
            f"{reached} of {len(self.known)} windows reached, "
            f"{self.presses} presses, {self.seconds:.1f} s."
        )
        if missing:
            text += (
                f"\nNot reached: {', '.join(missing)}. What is behind an "
                "input may need a text that it takes: `--text`, `texts=`."
            )
        if self.stopped_by:
            text += f"\nStopped after {self.stopped_by}: there is more."
        return text
