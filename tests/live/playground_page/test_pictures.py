"""Pictures of the showcase in the playground, for the docs."""

import pytest
from seen import expect, key, open_tab

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def show(page, *buttons):
    """Open the showcase, and press buttons."""
    await page.get_by_role("button", name="Send /start").click()
    for name in buttons:
        await key(page, name).last.click()
        # It was pressed, and what it leads to has no such button.
        await expect(key(page, name)).to_have_count(0)
    await expect(page.locator("[aria-busy]")).to_have_count(0)


def check(picture):
    assert picture.startswith(b"\x89PNG")
    # A page of one colour would be much smaller.
    assert len(picture) > 20_000


async def test_chat_and_state(open_url, playing, keep):
    async with playing("showcase") as game:
        page = await open_url(game.server.url)
        await show(page, "Choices", "Thin")
        await page.mouse.move(0, 0)

        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            check(await keep(page, scheme))


async def test_the_timeline(open_url, playing, keep):
    async with playing("showcase") as game:
        page = await open_url(game.server.url, "dark")
        await show(page, "Media")
        await key(page, "A picture").click()
        await page.locator(".media img").last.wait_for()
        await open_tab(page, "Timeline")
        plan = page.locator(".of-plan summary").last
        await plan.click()
        await page.mouse.move(0, 0)

        check(await keep(page, "timeline"))


async def test_a_telephone(open_url, playing, keep):
    async with playing("showcase") as game:
        page = await open_url(game.server.url, width=390, height=780)
        await show(page, "Buttons", "Colours")
        await page.mouse.move(0, 0)

        check(await keep(page, "telephone"))
