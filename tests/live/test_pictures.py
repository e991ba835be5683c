"""The pictures of the docs: taken anew, they look as they are kept.

``pytest tests/live/test_pictures.py --update-pictures`` renews all of them.
"""

import base64
import json
import re
import shutil
import sys
from contextlib import asynccontextmanager
from itertools import combinations
from pathlib import Path

import pytest
import pytest_asyncio

from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.tools import render_preview, render_transitions

playwright = pytest.importorskip("playwright.async_api")

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
IMAGES = DOCS / "images"
TUTORIAL = ROOT / "examples" / "tutorial"
COMPARE = Path(__file__).with_name("picture_compare.js").read_text("utf-8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDE = {"width": 1280, "height": 860}
PREVIEW = {"width": 1280, "height": 900}
TRANSITIONS = {"width": 1280, "height": 720}
TELEPHONE = {"width": 390, "height": 780}
CHAT = {"width": 390, "height": 480}
# Pixels of small pictures that are further apart than this, of 255, differ.
THRESHOLD = 24
SCALE = 16
# Another font differs by 0.025 at most, another chat by 0.05 at least.
TOLERANCE = 0.035
BOTH = ("light", "dark")
PATIENCE_MS = 15_000

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
]


@asynccontextmanager
async def browsing(environment):
    async with playwright.async_playwright() as started:
        browser = await started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
            env=environment,
        )
        # Times of messages are told in the zone of the browser.
        context = await browser.new_context(
            locale="en-GB",
            reduced_motion="reduce",
            timezone_id="UTC",
        )
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        playwright.expect.set_options(timeout=PATIENCE_MS)
        yield page
        await browser.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(browser_environment):
    async with browsing(browser_environment) as page:
        yield page


@pytest_asyncio.fixture(loop_scope="module")
async def open_url(page):
    async def open_url(url, size=WIDE):
        await page.set_viewport_size(size)
        await page.goto(url)

    yield open_url
    # The page goes before its server, whose end it would tell.
    await page.goto("about:blank")


async def difference(page, one, other):
    """Return how much of two pictures differs, from 0 to 1."""
    first, second = (base64.b64encode(it).decode() for it in (one, other))
    told = json.dumps([first, second, SCALE, THRESHOLD])
    return await page.evaluate(f"({COMPARE})({told})")


async def assert_alike(page, name, taken):
    """Compare a picture with the one that is kept under a name."""
    kept = (IMAGES / f"{name}.png").read_bytes()
    found = await difference(page, kept, taken)
    assert found <= TOLERANCE, (
        f"{name}.png is another picture by now: {found:.1%} differ. If that "
        "is right, run pytest with --update-pictures."
    )


@pytest.fixture
def keep(request, page):
    """Return what takes a picture, and compares it or keeps it."""
    renews = request.config.getoption("--update-pictures")

    async def keep(name, schemes=BOTH):
        for scheme in schemes:
            await page.mouse.move(0, 0)
            await page.emulate_media(color_scheme=scheme)
            taken = await page.screenshot(animations="disabled")
            if renews:
                path = IMAGES / f"{name.format(scheme)}.png"
                path.write_bytes(taken)
            await assert_alike(page, name.format(scheme), taken)

    return keep


def key(page, name):
    return page.locator("inline-keyboard .key").filter(has_text=name).last


async def quiet(page):
    """Wait until nothing is under way."""
    await playwright.expect(page.locator("[aria-busy]")).to_have_count(0)


async def last_says(page, text):
    told = page.locator(".text").last
    await playwright.expect(told).to_contain_text(text)
    await quiet(page)


async def start(page, then):
    await page.get_by_role("button", name="Send /start").click()
    await last_says(page, then)


async def press(page, name, then):
    await key(page, name).click()
    await last_says(page, then)


async def write(page, text, then):
    box = page.get_by_label("Message", exact=True)
    await box.fill(text)
    await box.press("Enter")
    await last_says(page, then)


# The playground


async def test_chat_and_state(page, open_url, playing, keep):
    async with playing("showcase") as played:
        await open_url(played.server.url)
        await start(page, "Hello, Ann")
        await press(page, "Choices", "")
        await press(page, "Thin", "")
        await keep("playground-{}")


async def test_timeline(page, open_url, playing, keep):
    async with playing("showcase") as played:
        await open_url(played.server.url)
        await start(page, "Hello, Ann")
        await press(page, "Media", "a picture or a file")
        await key(page, "A picture").click()
        await page.locator(".media img").last.wait_for()
        await page.get_by_role("tab", name="Timeline").click()
        await page.locator(".of-plan summary").last.click()
        await keep("playground-timeline", ["dark"])


async def test_telephone(page, open_url, playing, keep):
    async with playing("showcase") as played:
        await open_url(played.server.url, TELEPHONE)
        await start(page, "Hello, Ann")
        await press(page, "Buttons", "Each of these")
        await press(page, "Colours", "")
        await keep("playground-telephone", ["light"])


# The tutorial


@pytest.fixture
def step(playing, monkeypatch):
    """Return what plays with a step of the tutorial."""

    def step(name):
        for known in [it for it in sys.modules if it.startswith("step_")]:
            monkeypatch.delitem(sys.modules, known)
        return playing(f"{TUTORIAL}/{name}:make_dispatcher")

    return step


async def test_step_2(page, open_url, step, keep):
    async with step("step_2_button") as played:
        await open_url(played.server.url, CHAT)
        await start(page, "water: 0")
        await press(page, "Water it", "water: 1")
        await press(page, "Water it", "water: 2")
        await keep("tutorial-button-{}")


async def test_step_5(page, open_url, step, keep):
    async with step("step_5_input") as played:
        await open_url(played.server.url, CHAT)
        await start(page, "Fern")
        await press(page, "More", "How many")
        await write(page, "a bucket", "How many")
        await keep("tutorial-input-{}")


async def test_step_6(page, open_url, step, keep):
    async with step("step_6_list") as played:
        await open_url(played.server.url, CHAT)
        await start(page, "Your plants")
        await keep("tutorial-list-{}")


async def test_step_7(page, open_url, step, keep):
    async with step("step_7_result") as played:
        await open_url(played.server.url, CHAT)
        await start(page, "Your plants")
        await press(page, "New plant", "called?")
        await write(page, "Rosa", "look like?")
        await press(page, "🌹", "Your plants")
        await keep("tutorial-result-{}")


async def test_step_8(page, open_url, step, keep, monkeypatch):
    async with step("step_8_reminder") as played:
        monkeypatch.setattr(
            sys.modules["step_8_reminder"],
            "REMIND_AFTER_S",
            0,
        )
        await open_url(played.server.url, CHAT)
        await start(page, "Your plants")
        await press(page, "Fern", "Glasses of water")
        await press(page, "Remind me", "would like a glass")
        await page.get_by_role("button", name="Close").click()
        await keep("tutorial-reminder-{}")


# Pages that the tools draw


@pytest.fixture
def dispatcher(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    from showcase.bot import make_dispatcher  # noqa: PLC0415 - an example

    yield make_dispatcher()
    for name in [
        it for it in sys.modules if it.partition(".")[0] == "showcase"
    ]:
        del sys.modules[name]


async def test_preview(open_url, dispatcher, keep, tmp_path):
    file = tmp_path / "preview.html"
    await render_preview(dispatcher, str(file), simulate_events=True)
    await open_url(file.as_uri(), PREVIEW)

    await keep("preview-{}")


async def test_transitions(page, open_url, dispatcher, keep, tmp_path):
    file = tmp_path / "transitions.svg"
    render_transitions(
        dispatcher,
        "Showcase",
        str(file.with_suffix("")),
        "svg",
    )
    await open_url(file.as_uri(), TRANSITIONS)

    texts = set(await page.locator("text").all_text_contents())
    states = {
        str(state.state).partition(":")[2]
        for dialog in collect_dialogs(dispatcher)
        for state in dialog.states()
    }
    assert {"Showcase", *states} <= texts
    await keep("transitions-{}")


# The comparison itself


def pictures():
    return sorted(IMAGES.glob("*.png"))


async def test_every_picture_is_told_from_all_others(page):
    same_size = {}
    for path in pictures():
        data = path.read_bytes()
        # Here a PNG says its width and height.
        same_size.setdefault(data[16:24], []).append((path.stem, data))

    for group in same_size.values():
        for name, one in group:
            await assert_alike(page, name, one)
        for (name, one), (other_name, other) in combinations(group, 2):
            found = await difference(page, one, other)
            assert found > TOLERANCE, (name, other_name)


async def test_a_wrong_picture_is_refused(page, open_url, step):
    async with step("step_6_list") as played:
        await open_url(played.server.url, CHAT)
        await page.emulate_media(color_scheme="light")
        await start(page, "Your plants")
        wrong = await page.screenshot(animations="disabled")
        await page.set_viewport_size(TELEPHONE)
        large = await page.screenshot(animations="disabled")

    for taken in (wrong, large):
        with pytest.raises(AssertionError, match="is another picture by now"):
            await assert_alike(page, "tutorial-button-light", taken)


async def width_of_words(page):
    """Return how wide the text of the last message is, which a font tells."""
    return await page.locator(".text").last.evaluate(
        "it => { const range = document.createRange();"
        "range.selectNodeContents(it);"
        "return range.getBoundingClientRect().width }",
    )


async def test_another_font_is_no_other_picture(page, step, other_fonts):
    """A machine with other fonts shows other pixels, and the same picture."""
    widths = []
    async with browsing(other_fonts) as other:
        for shown in (page, other):
            async with step("step_6_list") as played:
                await shown.set_viewport_size(CHAT)
                await shown.goto(played.server.url)
                await shown.emulate_media(color_scheme="light")
                await start(shown, "Your plants")
                widths.append(await width_of_words(shown))
                taken = await shown.screenshot(animations="disabled")
                await shown.goto("about:blank")

    assert widths[0] != widths[1]
    await assert_alike(page, "tutorial-list-light", taken)


async def test_pictures_are_of_the_fonts_of_the_tests(page, open_url, step):
    """Whatever fonts there are, pages are shown in those of the tests."""
    async with step("step_6_list") as played:
        await open_url(played.server.url, CHAT)
        await start(page, "Your plants")
        session = await page.context.new_cdp_session(page)
        await session.send("DOM.enable")
        await session.send("CSS.enable")
        root = await session.send("DOM.getDocument", {"depth": 0})
        found = await session.send(
            "DOM.querySelector",
            {"nodeId": root["root"]["nodeId"], "selector": "body"},
        )
        told = await session.send(
            "CSS.getPlatformFontsForNode",
            {"nodeId": found["nodeId"]},
        )
        await session.detach()

    names = {font["familyName"] for font in told["fonts"]}
    assert names <= {"DejaVu Sans", "DejaVu Sans Mono", "Noto Color Emoji"}


def taken_here():
    """Return the names of the pictures that this module takes."""
    source = Path(__file__).read_text("utf-8")
    names = re.findall(r'keep\("([\w{}-]+)"', source)
    return {name.format(scheme) for name in names for scheme in BOTH}


def shown():
    """Return the names of the pictures that pages show."""
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    text = "".join(path.read_text("utf-8") for path in pages)
    return set(re.findall(r"images/([\w-]+)\.png", text))


async def test_every_picture_is_taken_and_shown():
    kept = {path.stem for path in pictures()}

    assert kept <= taken_here()
    assert kept == shown()
