"""Importing the package, where aiogram has been imported already."""

from importlib import import_module
from time import process_time

import aiogram  # noqa: F401 - not measured


async def import_time(_size: int) -> dict[str, float]:
    """Measure the import of what bots import as a rule."""
    start = process_time()
    for name in ("", ".widgets.kbd", ".widgets.text", ".widgets.input"):
        import_module(f"aiogram_dialog{name}")
    return {"cpu_ms": (process_time() - start) * 1000}
