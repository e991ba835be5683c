"""Counts that are kept in the repository, and must not grow."""

import json
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_name("counts.json")
TOLERANCE = 0.03

COUNTED = ("opcodes", "calls", "telegram", "storage", "rounds")
Counts = Mapping[str, Mapping[str, float]]


def place() -> str:
    """Tell for what counts are kept: they depend on both versions."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"python {python}, aiogram {version('aiogram')}"


def load(path: Path = KEPT) -> dict[str, dict[str, Any]]:
    """Read all that is kept: by place, by workload, by what is counted."""
    if not path.exists():
        return {}
    loaded: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return loaded


def keep(counts: Counts, path: Path = KEPT) -> None:
    """Keep counts for this place, those of other workloads stay."""
    kept = load(path)
    kept.setdefault(place(), {}).update(counts)
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def grown(kept: Counts, counts: Counts) -> list[str]:
    """Tell in words which counts are higher than those kept by over 3 %."""
    return [
        f"{name}: {what} {before:g} -> {now:g} ({now / before - 1:+.1%})"
        if before
        else f"{name}: {what} {before:g} -> {now:g}"
        for name, counted in counts.items()
        for what, before in kept.get(name, {}).items()
        if (now := counted[what]) > before * (1 + TOLERANCE)
    ]
