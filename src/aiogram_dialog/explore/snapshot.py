"""Snapshots of a sandbox, and marks in its journal."""

from dataclasses import dataclass
from typing import Any

from aiogram_dialog.emulator import ChatRef, Snapshot

from .storage import Records


@dataclass(frozen=True, slots=True)
class SandboxSnapshot:
    """Hold all that a sandbox can be taken back to."""

    world: Snapshot
    records: Records
    chance: tuple[Any, ...]
    chat: ChatRef


@dataclass(frozen=True, slots=True)
class Mark:
    """Say what was known of at a time: entries of the journal, presses."""

    entries: int
    queries: set[str]
