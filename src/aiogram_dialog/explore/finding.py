"""What exploring has found, each thing once."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from aiogram_dialog.check import Finding as Mistake
from aiogram_dialog.check import Rule
from aiogram_dialog.check.finding import is_ignored

from .steps import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Hold what is wrong after a deed.

    ``where``: the name of a window, or what the bot was doing.
    ``identity``: the same for all appearances of one mistake.
    """

    rule: Rule
    where: str
    message: str
    identity: Hashable
    traceback: str = ""

    def __str__(self) -> str:
        text = f"{self.where}: {self.rule.code} {self.message}"
        return f"{text}\n{self.traceback}".rstrip()


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a mistake and the shortest path to it.

    ``where``: the name of a window like ``Shop:cart``.
    """

    rule: Rule
    where: str
    message: str
    path: Path
    traceback: str = ""

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.rule.code} {self.message}"]
        lines += [
            f"  {number}. {step.words()}"
            for number, step in enumerate(self.path, 1)
        ]
        if self.traceback:
            lines += [f"  {line}" for line in self.traceback.splitlines()]
        return "\n".join(lines)


class Findings:
    """Collect faults; the first path to one is the shortest."""

    def __init__(self, ignore: Iterable[str] = ()) -> None:
        self._ignore = tuple(ignore)
        self._found: dict[Hashable, Finding] = {}

    def add(self, fault: Fault, path: Path) -> None:
        """Take note of a fault, unless it is known or to be ignored."""
        finding = Finding(
            fault.rule,
            fault.where,
            fault.message,
            path,
            fault.traceback,
        )
        mistake = Mistake(fault.rule, fault.where, fault.message)
        if not is_ignored(mistake, self._ignore):
            self._found.setdefault((fault.rule.code, fault.identity), finding)

    def all(self) -> list[Finding]:
        """Return what was found, by rules, then as it was found."""
        return sorted(self._found.values(), key=lambda it: it.rule.code)
