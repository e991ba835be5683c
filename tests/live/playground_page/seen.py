"""How the tests find things on the page, and wait for what is asked."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

__all__ = [
    "bubble",
    "expect",
    "key",
    "look_at",
    "low_contrast",
    "open_tab",
    "until",
]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
PATIENCE_S = 5


def bubble(page: Page, number: int) -> Locator:
    return page.locator(f'message-bubble[data-id="{number}"]')


def key(page: Page, name: str) -> Locator:
    return page.locator("inline-keyboard .key").filter(has_text=name)


async def look_at(page: Page, chat: str) -> None:
    await page.locator(f'[data-key="{chat}"]').click()


async def open_tab(page: Page, name: str) -> None:
    await page.get_by_role("tab", name=name).click()


async def until(asked: Callable[[], Any]) -> Any:
    """Wait for something that comes to be, and return it."""
    patience = time.monotonic() + PATIENCE_S
    while not (found := asked()):
        assert time.monotonic() < patience, "nothing came"
        await asyncio.sleep(0.02)
    return found


async def low_contrast(page: Page) -> list[str]:
    """Return the texts that stand out too little from what is behind."""
    found = await page.evaluate(f"({CONTRAST})()")
    assert found["texts"] > 10
    return found["wrong"]
