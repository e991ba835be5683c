"""What buttons do, and what comes of it."""

import pytest
import talks
import told
from seen import bubble, expect, key, until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_buttons_of_every_kind(open_page, served):
    page = await open_page()

    for name in ("Margherita", "Order", "Play"):
        await key(page, name).click()
        [*_, press] = await until(lambda: served.asked("press"))
        await expect(key(page, name)).to_have_attribute("aria-busy", "true")
        query = f"q{len(served.deeds)}"
        await served.tell(
            "answered", query=query, text=None, alert=False, url=None
        )
        await expect(key(page, name)).not_to_have_attribute(
            "aria-busy", "true"
        )
    assert press == {
        "chat": told.PRIVATE,
        "message": 25,
        "row": 4,
        "column": 1,
        "person": told.ANN,
    }
    for name, url in {
        "Site": "https://example.org/",
        "App": "https://example.org/app",
        "Login": "https://example.org/login",
    }.items():
        link = key(page, name)
        assert await link.get_attribute("href") == url
        assert await link.get_attribute("rel") == "noopener noreferrer"

    await key(page, "Code").click()
    assert await page.evaluate("navigator.clipboard.readText()") == "PIZZA10"
    await key(page, "Share").click()
    text = page.get_by_label("Message", exact=True)
    await expect(text).to_have_value("@pizza_bot pizza")
    await key(page, "Search").click()
    await expect(text).to_have_value("@pizza_bot here")
    await key(page, "Pay").click()
    toasts = page.locator(".toast")
    await expect(toasts.last).to_contain_text("Payments are not played")
    for style in ("success", "primary", "danger"):
        assert await page.locator(f".key.{style}").count() == 1


async def test_toasts_and_alerts(open_page, served):
    page = await open_page()

    await served.tell(
        "answered", query="1", text="Saved", alert=False, url=None
    )
    await expect(page.locator(".toast")).to_contain_text("Saved")
    await page.locator(".toast").get_by_label("Close").click()
    await expect(page.locator(".toast")).to_have_count(0)

    await served.tell(
        "answered", query="2", text="Sold out!", alert=True, url=None
    )
    alert = page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Sold out!")
    await page.keyboard.press("Enter")
    await expect(alert).to_have_count(0)

    served.errors["say"] = "Ann has blocked the bot."
    await page.get_by_label("Message", exact=True).fill("Hello")
    await page.keyboard.press("Enter")
    await expect(page.locator(".toast.error")).to_contain_text("blocked")
    await expect(page.get_by_label("Message", exact=True)).to_have_value(
        "Hello"
    )


async def test_new_edited_and_deleted(open_page, served):
    page = await open_page()
    untouched = await bubble(page, 2).element_handle()

    await served.tell_message(told.PRIVATE, talks.message(26, "First"))
    await expect(bubble(page, 26)).to_contain_text("First")
    await expect(
        page.locator("[aria-live]").filter(has_text="First")
    ).to_have_text("Pizza Bot: First")
    edited = talks.message(26, "Second", edit_date=talks.DATE + 900)
    await served.tell_message(told.PRIVATE, edited, "edited")
    await expect(bubble(page, 26).locator(".text")).to_have_text("Second")
    await bubble(page, 26).get_by_role("button", name="edited").click()
    await expect(bubble(page, 26).locator(".earlier")).to_have_text("First")
    await served.tell_message(told.PRIVATE, edited, "deleted")
    await expect(bubble(page, 26).locator(".gone")).to_be_visible()
    await expect(bubble(page, 26)).to_contain_text("Second")

    # Nothing but what has changed is drawn anew.
    assert await untouched.evaluate("it => it.isConnected")

    await served.tell_message(told.GROUP, talks.message(9, "Dinner is ready"))
    await expect(
        page.locator(f'[data-key="{told.GROUP}"] .count')
    ).to_have_text("1")
