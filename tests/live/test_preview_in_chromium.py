"""The preview of the showcase, seen in a real browser."""

import shutil
import sys
from pathlib import Path

import pytest

from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.tools import render_preview

playwright = pytest.importorskip("playwright.async_api")

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="there is no chromium",
)


@pytest.fixture
def dispatcher(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    from showcase.bot import make_dispatcher  # noqa: PLC0415 - an example

    yield make_dispatcher()
    for name in [
        it for it in sys.modules if it.partition(".")[0] == "showcase"
    ]:
        del sys.modules[name]


@pytest.fixture
async def browser(browser_environment):
    async with playwright.async_playwright() as started:
        browser = await started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox"],
            env=browser_environment,
        )
        yield browser
        await browser.close()


@pytest.fixture
async def open_page(browser, dispatcher, tmp_path):
    """Return what opens the preview and notes what goes wrong in it."""
    file = tmp_path / "preview.html"
    await render_preview(dispatcher, str(file), simulate_events=True)

    async def open_page(scheme: str, width: int, target: str = ""):
        page = await browser.new_page(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
        )
        page.wrong = []
        page.on("console", lambda it: page.wrong.append(it.text))
        page.on("pageerror", lambda it: page.wrong.append(str(it)))
        page.on(
            "request",
            lambda it: (
                None
                if it.url.startswith(("file:", "data:"))
                else page.wrong.append(it.url)
            ),
        )
        await page.goto(f"{file.as_uri()}{target and '#'}{target}")
        return page

    return open_page


def states(dispatcher) -> list[str]:
    return [
        str(state.state)
        for dialog in collect_dialogs(dispatcher)
        for state in dialog.states()
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_window_is_seen(open_page, dispatcher, scheme):
    page = await open_page(scheme, 1280)

    for state in states(dispatcher):
        await page.evaluate("it => { location.hash = it }", state)
        shown = page.locator(f'[id="{state}"]')
        assert await shown.is_visible(), state
        assert (await shown.inner_text()).strip(), state
    assert [it for it in page.wrong if "ERR_FILE_NOT_FOUND" not in it] == []


@pytest.mark.parametrize("width", [1280, 390])
async def test_it_fits(open_page, dispatcher, width):
    page = await open_page("light", width)

    for state in states(dispatcher):
        await page.evaluate("it => { location.hash = it }", state)
        wide = await page.evaluate(
            "document.documentElement.scrollWidth - innerWidth",
        )
        assert wide <= 0, state


async def test_buttons_lead_where_they_say(open_page, dispatcher):
    page = await open_page("light", 1280, states(dispatcher)[0])
    known = set(states(dispatcher))

    link = page.locator('main a[href^="#"]:visible, a[href^="#"]:visible')
    targets = {
        (await link.nth(index).get_attribute("href")).removeprefix("#")
        for index in range(await link.count())
    }

    assert targets & known
    assert targets - known <= {"", "@:-"}
