"""Compare what two versions of the package have played."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from intended import INTENDED, Step


@dataclass
class Comparison:
    """What was found: counts of what is intended, and what is not."""

    walks: Counter[str] = field(default_factory=Counter)
    windows: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    used: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    def unused(self) -> tuple[bool, list[str]]:
        """Name what should have occurred."""
        return [
            intended.name
            for intended in INTENDED
            if not intended.rare and not self.used[intended.name]
        ]


def compare(ours: Path, theirs: Path) -> Comparison:
    """Compare two files walk by walk, up to where the two part."""
    comparison = Comparison()
    with ours.open() as our_lines, theirs.open() as their_lines:
        for our_line, their_line in zip(our_lines, their_lines, strict=True):
            _compare(json.loads(our_line), json.loads(their_line), comparison)
    return comparison


def _compare(ours: Any, theirs: Any, comparison: Comparison) -> None:
    bot, seed = ours["bot"], ours["seed"]
    assert (bot, seed) == (theirs["bot"], theirs["seed"])
    stored: Step = {}
    windows: set[str] = set()
    pairs = zip(ours["steps"], theirs["steps"], strict=True)
    for number, (our_step, their_step) in enumerate(pairs):
        our_step["stored"] = their_step["stored"] = dict(stored)
        stored |= our_step["records"]
        windows |= _windows(our_step["records"], bot)
        comparison.steps += 1
        ends, left = explained(our_step, their_step, comparison.used)
        if left:
            title = f"{bot} {seed}, step {number}: {our_step['deed']}"
            comparison.unexplained.append("\n".join([title, *left]))
        if ends or left:
            break
    comparison.walks[bot] += 1
    comparison.windows.update(windows)


def _windows(records: Step, bot: str) -> set[str]:
    contexts = [r for r in records.values() if r and "state" in r]
    return {f"{bot} {context['state']}" for context in contexts}


def explained(
    ours: Step,
    theirs: Step,
    used: Counter[str],
) -> tuple[bool, list[str]]:
    """Take away what is intended; tell what is left, if anything.

    And whether the two are at different places from here on.
    """
    if ours == theirs:
        return False, []
    ends = ours["screen"] != theirs["screen"]
    ours, theirs = deepcopy(ours), deepcopy(theirs)
    for intended in INTENDED:
        if intended.explain(ours, theirs):
            used[intended.name] += 1
            ends |= intended.ends
        if ours == theirs:
            break
    return ends, list(_differences(ours, theirs))


def _differences(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """Tell where two values differ, as deep inside as can be."""
    if ours == theirs:
        return
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in {**ours, **theirs}:
            mine, yours = ours.get(key, ...), theirs.get(key, ...)
            yield from _differences(mine, yours, f"{path}.{key}")
    elif (
        isinstance(ours, list)
        and isinstance(theirs, list)
        and len(ours) == len(theirs)
    ):
        for number, (mine, yours) in enumerate(zip(ours, theirs, strict=True)):
            yield from _differences(mine, yours, f"{path}.{number}")
    elif path == ".screen":
        yield from difflib.ndiff(theirs.split("\n"), ours.split("\n"))
    else:
        yield f"{path}\n    this:  {ours!r}\n    2.6.0: {theirs!r}"
