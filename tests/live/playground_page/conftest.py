"""The playground's page in a real browser."""

import shutil
import sys
from pathlib import Path

import pytest_asyncio

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
sys.path.insert(0, str(HERE))

try:
    from playwright.async_api import async_playwright
except ImportError:
    async_playwright = None
if async_playwright is None or CHROMIUM is None:
    collect_ignore_glob = ["test_*.py"]
else:
    from served import Served


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(browser_environment):
    """Return a page that all tests of a module open anew."""
    async with async_playwright() as started:
        browser = await started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu"],
            env=browser_environment,
        )
        context = await browser.new_context(
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        page = await context.new_page()
        page.set_default_timeout(5_000)
        page.wrong = []
        page.on("console", lambda it: page.wrong.append(it.text))
        page.on("pageerror", lambda it: page.wrong.append(str(it)))
        yield page
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def served():
    served = Served()
    await served.start()
    yield served
    await served.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def open_url(page):
    """Return what opens an address, and see that nothing went wrong there.

    What it asks of other servers is refused by its policy, and so wrong.
    """

    async def open_url(url, scheme="light", width=1280, height=860):
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(url)
        return page

    page.wrong.clear()
    yield open_url
    await page.goto("about:blank")
    # Files that the server has not are meant, a cut line is, too.
    meant = ("404", "WebSocket", "ERR_CONNECTION_REFUSED")
    assert [
        it for it in page.wrong if not any(word in it for word in meant)
    ] == []


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(served, open_url):
    """Return what opens the page of the server that has nothing behind.

    The server goes after the page, which would miss what it still loads.
    """

    async def open_page(*args, **kwargs):
        page = await open_url(served.url, *args, **kwargs)
        await page.locator(".message").first.wait_for(state="attached")
        return page

    return open_page
