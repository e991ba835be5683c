"""Real bots, played with in a real browser."""

import pytest
from seen import bubble, expect, key, low_contrast, open_tab

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def say(page, text):
    box = page.get_by_label("Message", exact=True)
    await box.fill(text)
    await box.press("Enter")


async def press(page, name, then):
    """Press a button, and wait for what the last message says then."""
    await key(page, name).last.click()
    await expect(page.locator(".text").last).to_contain_text(then)
    await expect(page.locator("[aria-busy]")).to_have_count(0)


async def test_the_showcase(open_url, playing):
    async with playing("showcase") as played:
        page = await open_url(played.server.url)
        await page.get_by_role("button", name="Send /start").click()
        await expect(page.locator(".text").last).to_contain_text("Hello, Ann")

        await press(page, "Buttons", "Each of these")
        await press(page, "Colours", "")
        for style in ("primary", "success", "danger"):
            await expect(page.locator(f".key.{style}").first).to_be_visible()
        await press(page, "Back", "Each of these")
        await press(page, "Back", "Hello, Ann")
        await press(page, "Media", "a picture or a file")
        await key(page, "A picture").click()
        picture = page.locator(".media img").last
        await picture.wait_for()
        await page.wait_for_function(
            "document.querySelector('.media img').naturalWidth > 0",
        )
        await expect(page.locator("inspector-state h4").first).to_have_text(
            "Media:picture",
        )
        assert await low_contrast(page) == []

        await open_tab(page, "Widgets")
        await expect(
            page.locator(".widget", has_text="StaticMedia").first,
        ).to_contain_text("media.py:")
        await open_tab(page, "Timeline")
        await page.get_by_role("button", name="Reasons").click()
        await expect(page.locator(".of-plan small").first).to_contain_text(
            "Sent anew",
        )


async def test_state_is_written_and_shown(open_url, playing):
    async with playing("showcase") as played:
        page = await open_url(played.server.url)
        await say(page, "/start")
        await press(page, "Choices", "")
        field = page.locator("json-field", has_text="state").first

        await field.get_by_label("Edit state").click()
        await field.get_by_label("state as JSON").fill('"Pizza:nowhere"')
        await page.keyboard.press("Control+Enter")
        await expect(field.get_by_role("alert")).not_to_be_empty()
        await field.get_by_label("state as JSON").fill('"Pizza:toppings"')
        await page.keyboard.press("Control+Enter")

        await expect(page.locator(".context h4").first).to_have_text(
            "Pizza:toppings",
        )


async def test_two_people_vote_in_a_group(open_url, playing):
    async with playing("showcase") as played:
        page = await open_url(played.server.url)
        await page.get_by_label("New person").click()
        await page.get_by_label("First name").fill("Bob")
        await page.keyboard.press("Enter")
        await expect(page.locator(".person")).to_have_count(2)
        await page.get_by_label("New group").click()
        await page.get_by_label("Title").fill("Cooks")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.locator(".chat-header h2")).to_have_text("Cooks")

        await say(page, "/poll")
        first = page.locator("inline-keyboard .key").first
        await first.click()
        await expect(page.locator("[aria-busy]")).to_have_count(0)
        one = await page.locator("message-bubble").last.inner_text()
        await page.get_by_label("You act as Ann").click()
        await page.get_by_role("menuitemradio", name="Bob").click()
        await first.click()

        await expect(page.locator("message-bubble").last).not_to_have_text(
            one,
            use_inner_text=True,
        )


async def test_a_form_of_aiogram(open_url, playing):
    async with playing("form") as played:
        page = await open_url(played.server.url)
        await page.get_by_label("Commands", exact=True).click()
        await page.get_by_role("menuitem", name="/start").click()
        text = page.locator(".text")
        await expect(text.last).to_have_text("What is your name?")
        await say(page, "Ann")
        await expect(text.last).to_have_text("How old are you, Ann?")
        await expect(page.locator("inspector-state .state")).to_contain_text(
            "Form:age",
        )
        await say(page, "41")
        number = page.locator("reply-keys .key")
        await expect(number).to_have_text("Share my number")
        await number.click()
        await expect(number).to_have_count(0)
        await expect(page.locator(".media.contact")).to_be_visible()


async def test_an_echo_that_breaks(open_url, playing):
    async with playing("echo") as played:
        page = await open_url(played.server.url)
        await say(page, "Hello")
        await expect(page.locator(".text").last).to_have_text(
            "You said: Hello",
        )
        await press(page, "Again", "Pressed 1 times")
        await expect(page.locator(".toast").last).to_contain_text("Counted")
        await press(page, "Again", "Pressed 2 times")
        await page.get_by_role("alertdialog").get_by_text("OK").click()
        await expect(bubble(page, 2).locator(".edits")).to_have_text(
            "edited ×2",
        )

        await key(page, "Break").click()
        await open_tab(page, "Timeline")
        await page.get_by_role("button", name="Errors", exact=True).click()
        await page.locator(".of-error summary").first.click()
        await expect(page.locator(".traceback").first).to_contain_text(
            "RuntimeError: It is broken.",
        )

        await page.get_by_label("Attach", exact=True).click()
        async with page.expect_file_chooser() as chosen:
            await page.get_by_role("menuitem", name="Document").click()
        await (await chosen.value).set_files(
            {"name": "a.txt", "mimeType": "text/plain", "buffer": b"abc"},
        )
        await expect(page.locator(".text").last).to_contain_text("A document")


async def test_controls_of_a_real_bot(open_url, playing):
    async with playing("echo") as played:
        page = await open_url(played.server.url)
        await say(page, "Hello")
        await expect(page.locator("message-bubble")).to_have_count(2)
        await open_tab(page, "Controls")

        await page.get_by_label("Too many requests").check()
        await say(page, "Refused")
        await open_tab(page, "Timeline")
        await page.get_by_role("button", name="Errors", exact=True).click()
        await expect(
            page.locator("timeline-entry.failed:visible").first,
        ).to_be_visible()
        await open_tab(page, "Controls")
        await page.get_by_label("Answers").check()
        await page.get_by_label("Dark").check()
        await page.get_by_role("button", name="Restart the bot").click()
        await expect(page.locator(".toast").last).to_contain_text("anew")
        await page.get_by_role("button", name="Copy as test").click()
        await expect(page.locator(".source")).to_contain_text("async def test")
        await page.get_by_role("button", name="Close").last.click()
        await page.get_by_role("button", name="Forget everything").click()
        await page.get_by_role("button", name="Forget", exact=True).click()
        await expect(page.locator("message-bubble")).to_have_count(0)
