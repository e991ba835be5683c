"""How the page looks: widths, contrast, the keyboard alone, long chats."""

import pytest
import talks
import told
from seen import bubble, expect, look_at, low_contrast, open_tab, until

pytestmark = pytest.mark.asyncio(loop_scope="module")
TABS = ("State", "Widgets", "Timeline", "Controls")
STICKS_OUT = """() => {
  const list = document.querySelector("message-list");
  const { left, right } = list.getBoundingClientRect();
  return [...list.querySelectorAll(".bubble, .key")].filter((it) => {
    const box = it.getBoundingClientRect();
    return box.width && (box.left < left || box.right > right);
  }).map((it) => it.textContent);
}"""
WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_all_texts_stand_out(open_page, served, scheme):
    page = await open_page(scheme)
    await served.tell(
        "answered", query="", text="Saved", alert=False, url=None
    )
    error = {"title": "SyntaxError", "traceback": told.TRACEBACK}
    await served.tell_world(error=error)
    shown = talks.message(2, "Hello", edit_date=talks.DATE)
    await served.tell_message(told.PRIVATE, shown, "edited")
    await served.tell_message(told.PRIVATE, shown, "deleted")
    # All of the list is drawn, seen or not.
    await page.add_style_tag(url="page/theme.css")
    await page.evaluate(
        """() => {
          for (const it of document.querySelectorAll("*")) {
            it.style.contentVisibility = "visible";
            it.style.animation = "none";
          }
          for (const it of document.querySelectorAll("details")) {
            it.open = true;
          }
        }""",
    )

    wrong = []
    for tab in TABS:
        await open_tab(page, tab)
        wrong += await low_contrast(page)
    await look_at(page, told.GROUP)
    wrong += await low_contrast(page)
    await page.get_by_label("More about this chat").click()
    wrong += await low_contrast(page)
    await page.keyboard.press("Escape")
    await page.get_by_label("New group").click()
    wrong += await low_contrast(page)

    assert sorted(set(wrong)) == []


async def test_texts_that_do_not_stand_out_are_found(open_page):
    page = await open_page()
    await page.locator(".chat-header h2").evaluate(
        "it => { it.style.color = '#999' }",
    )

    [found] = await low_contrast(page)

    assert found.endswith("Pizza Bot")


async def test_it_fits_a_telephone(open_page):
    page = await open_page(width=390, height=844)
    views = page.get_by_role("navigation", name="Views")

    for name, column in {
        "Chats": "people-list",
        "Inspector": "inspector-panel",
        "Chat": "main",
    }.items():
        await views.get_by_role("button", name=name, exact=True).click()
        await expect(page.locator(column)).to_be_visible()
        await expect(page.locator(".column:visible")).to_have_count(1)
        assert await page.evaluate(WIDE) <= 0, name
    await views.get_by_role("button", name="Inspector").click()
    for tab in TABS:
        await open_tab(page, tab)
        assert await page.evaluate(WIDE) <= 0, tab
    await views.get_by_role("button", name="Chats", exact=True).click()
    await look_at(page, told.GROUP)
    await expect(page.locator("chat-view")).to_be_visible()


async def test_nothing_sticks_out_of_the_chat(open_page):
    page = await open_page()

    for width in (390, 920, 1280):
        await page.set_viewport_size({"width": width, "height": 860})
        assert await page.evaluate(WIDE) <= 0
        assert await page.evaluate(STICKS_OUT) == [], width


async def test_the_keyboard_alone(open_page, served):
    page = await open_page()
    press = page.keyboard.press
    focused = page.locator(":focus")

    # From the chat in the list ...
    await page.locator(f'[data-key="{told.BUSY}"]').focus()
    await press("ArrowDown")
    await press("Home")
    await press("Enter")
    # ... through messages, to the buttons of one.
    await bubble(page, 25).focus()
    await press("ArrowUp")
    await expect(bubble(page, 24)).to_be_focused()
    await press("Home")
    await expect(bubble(page, 1)).to_be_focused()
    await press("End")
    await press("Tab")
    await expect(focused).to_have_text("🍕 Margherita")
    await press("ArrowRight")
    await press("ArrowDown")
    await expect(focused).to_have_text("Details")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert await page.evaluate(outline) == "solid"
    await press("Enter")
    [pressed] = await until(lambda: served.asked("press"))
    assert (pressed["row"], pressed["column"]) == (1, 1)

    # One stop for the whole keyboard, then the message's own buttons.
    await press("Tab")
    await expect(focused).to_have_attribute("aria-label", "Reply")
    await bubble(page, 25).focus()
    await press("r")
    await expect(page.locator(".about")).to_contain_text("Pizza Bot")
    await page.keyboard.type("Thanks")
    await press("Enter")
    [said] = await until(lambda: served.asked("say"))
    assert said["reply_to"] == 25

    await page.get_by_role("tab", name="State").focus()
    await press("ArrowRight")
    await expect(page.locator("inspector-widgets")).to_be_visible()
    await press("End")
    await expect(page.locator("controls-panel")).to_be_visible()
    await page.get_by_label("Attach", exact=True).focus()
    await press("Enter")
    await press("ArrowDown")
    await expect(focused).to_have_text("Document")
    await press("Escape")
    await expect(focused).to_have_attribute("aria-label", "Attach")


async def test_everything_has_a_name(open_page):
    page = await open_page()

    nameless = await page.evaluate(
        """() => [...document.querySelectorAll(
          "button, a, input, textarea, [role=tabpanel], [role=group]")]
          .filter((it) => !it.textContent.trim()
            && !it.getAttribute("aria-label") && !it.closest("label")
            && !it.getAttribute("aria-labelledby"))
          .map((it) => it.outerHTML)""",
    )

    assert nameless == []


async def work_s(session):
    """Return the seconds of scripts, styles and layouts by now."""
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    parts = {"ScriptDuration", "RecalcStyleDuration", "LayoutDuration"}
    return sum(it["value"] for it in metrics if it["name"] in parts)


async def test_long_chats_stay_smooth(open_page, served):
    served.messages[told.BUSY] = talks.long_talk(500)
    page = await open_page()
    await look_at(page, told.BUSY)
    await expect(bubble(page, 500)).to_be_in_viewport()
    await expect(page.locator("message-bubble")).to_have_count(500)
    first = await bubble(page, 1).element_handle()

    # What 50 new messages cost the page, whatever else the machine does.
    session = await page.context.new_cdp_session(page)
    await session.send("Performance.enable")
    before = await work_s(session)
    for number in range(501, 551):
        await served.tell_message(told.BUSY, talks.message(number, "More"))
    await bubble(page, 550).wait_for(state="attached")
    each_s = (await work_s(session) - before) / 50

    assert each_s < 0.016
    await expect(bubble(page, 550)).to_be_in_viewport()
    assert await first.evaluate("it => it.isConnected")


async def test_older_messages_come_when_asked_for(open_page, served):
    talk = talks.long_talk(150)
    served.messages[told.PRIVATE] = talk
    served.results["history"] = {"messages": talk[:50], "more": False}
    page = await open_page()

    await expect(page.locator("message-bubble")).to_have_count(100)
    await page.get_by_role("button", name="Older messages").click()
    await expect(page.locator("message-bubble")).to_have_count(150)
    [asked] = served.asked("history")
    assert (asked["chat"], asked["before"]) == (told.PRIVATE, 51)
    await expect(page.get_by_role("button", name="Older")).to_have_count(0)
