"""What is beside the chat: state, widgets, timeline and controls."""

import re

import pytest
import talks
import told
from seen import bubble, expect, look_at, open_tab, until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_state_is_edited(open_page, served):
    page = await open_page()
    top = page.locator(".context").first
    field = top.locator("json-field", has_text="dialog_data")
    area = field.get_by_label("dialog_data as JSON")

    await expect(top.locator("h4")).to_have_text("Pizza:choose")
    await field.get_by_label("Edit dialog_data").click()
    await area.fill('{"size": 4')
    await expect(field.get_by_role("alert")).to_contain_text("JSON")
    await expect(field.get_by_role("button", name="Save")).to_be_disabled()

    served.errors["store"] = "size: 45 is not a size"
    await area.fill('{"size": 45}')
    await area.press("Control+Enter")
    await expect(field.get_by_role("alert")).to_have_text(
        "size: 45 is not a size",
    )
    del served.errors["store"]
    await field.get_by_role("button", name="Save").click()
    await expect(field.locator(".json")).to_be_visible()
    assert served.asked("store")[-1] == {
        "chat": told.PRIVATE,
        "person": told.ANN,
        "thread": None,
        "intent": "kQ7xZ2",
        "record": {"dialog_data": {"size": 45}},
    }

    await page.get_by_text("Record of the stack").click()
    await page.get_by_label("Edit record").click()
    await page.get_by_label("record as JSON").fill("{}")
    await page.keyboard.press("Control+Enter")
    stored = (await until(lambda: served.asked("store")[2:]))[0]
    assert (stored["stack"], stored["record"]) == ("", {})


async def test_what_is_typed_stays_when_the_bot_changes_it(open_page, served):
    page = await open_page()
    field = page.locator("json-field", has_text="dialog_data").first
    area = field.get_by_label("dialog_data as JSON")
    await field.get_by_label("Edit dialog_data").click()
    await area.fill('{"mine": 1}')

    state = told.state()
    state["stacks"][0]["contexts"][1]["dialog_data"] = {"theirs": 2}
    await served.tell(state.pop("type"), **state)

    await expect(field.get_by_role("alert")).to_contain_text("meanwhile")
    await expect(area).to_have_value('{"mine": 1}')
    await expect(area).to_be_focused()
    await area.press("Escape")
    await expect(field.locator(".json")).to_contain_text("theirs")


async def test_states_of_bots_without_dialogs(open_page):
    page = await open_page()
    await look_at(page, told.BUSY)

    state = page.locator("inspector-state")
    await expect(state).to_contain_text("Form:name · Bob")
    await expect(state.locator(".json")).to_contain_text('"step": 1')
    await look_at(page, told.GROUP)
    await expect(state).to_contain_text("Nothing is stored for this chat.")


async def test_widgets(open_page):
    page = await open_page()
    await open_tab(page, "Widgets")
    tree = page.locator("inspector-widgets")

    await expect(tree.locator(".widget")).to_have_count(8)
    await expect(tree.locator(".widget", has_text="SwitchTo")).to_contain_text(
        "details",
    )
    await tree.get_by_role("button", name="windows.py:40").click()
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert copied == "/bots/pizza/windows.py:40"
    await look_at(page, told.GROUP)
    await expect(tree).to_contain_text("No window is open")


async def test_the_timeline(open_page, served):
    page = await open_page()
    await open_tab(page, "Timeline")
    entries = page.locator("timeline-entry")
    shown = entries.locator("visible=true")

    await expect(entries).to_have_count(9)
    for name, count in {"Calls": 2, "Reasons": 1, "Storage": 2}.items():
        await page.get_by_role("button", name=name, exact=True).click()
        await expect(shown).to_have_count(count)
    await page.get_by_role("button", name="Errors", exact=True).click()
    await shown.filter(has_text="KeyError").locator("summary").click()
    await expect(page.locator(".traceback")).to_contain_text("in on_order")
    await page.get_by_role("button", name="All", exact=True).click()

    call = told.entry(10, "call", "sendMessage")
    await served.tell("timeline", entries=[call])
    await expect(entries.last).to_contain_text("The bot was restarted")
    added = entries.filter(has_text="sendMessage")
    await expect(added.locator(".entry-time")).to_have_text("")
    await served.tell("timeline", entries=[call | {"ms": 12.3}])
    await expect(added.locator(".entry-time")).to_have_text("12 ms")
    await expect(entries).to_have_count(10)


async def test_entries_and_messages_find_each_other(open_page, served):
    page = await open_page()
    await open_tab(page, "Timeline")
    await look_at(page, told.GROUP)

    plan = page.locator("timeline-entry", has_text="Edit the text")
    await plan.locator("summary").click()
    await plan.get_by_role("button", name="Show the message").click()
    await expect(bubble(page, 25)).to_have_class(re.compile("flash"))
    await expect(plan).to_have_class(re.compile("marked"))

    await open_tab(page, "State")
    await bubble(page, 24).click()
    await bubble(page, 24).get_by_label("Show in the timeline").click()
    await expect(plan).not_to_have_class(re.compile("marked"))
    await bubble(page, 25).locator(".text").click()
    await bubble(page, 25).get_by_label("Show in the timeline").click()
    await expect(plan).to_have_class(re.compile("marked"))
    await expect(page.locator("timeline-entry.marked")).to_have_count(3)


async def test_controls(open_page, served):
    page = await open_page()
    await open_tab(page, "Controls")

    await page.get_by_label("Reload on save").uncheck()
    assert await until(lambda: served.asked("set_reload")) == [{"on": False}]
    await page.get_by_role("button", name="Restart the bot").click()
    assert await until(lambda: served.asked("restart")) == [{}]
    for label, mode in {
        "Too many requests": "429",
        "Server error": "500",
        "Does not answer": "silent",
        "Answers": "none",
    }.items():
        await page.get_by_label(label).check()
        assert (await until(lambda: served.asked("set_faults")))[-1][
            "mode"
        ] == mode
    await page.get_by_label("Latency").focus()
    await page.keyboard.press("End")
    faults = (await until(lambda: served.asked("set_faults")[4:]))[0]
    assert faults == {"latency_ms": 5000, "mode": "none", "chance": 1}

    await page.get_by_role("button", name="Forget everything").click()
    await page.get_by_role("alertdialog").get_by_text("Cancel").click()
    assert served.asked("forget") == []
    await page.get_by_role("button", name="Forget everything").click()
    await page.get_by_role("button", name="Forget", exact=True).click()
    assert await until(lambda: served.asked("forget")) == [{}]

    await page.get_by_role("button", name="Copy as test").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("async def test()")
    await dialog.get_by_role("button", name="Copy", exact=True).click()
    copied = await page.evaluate("navigator.clipboard.readText()")
    assert copied == "async def test(): ...\n"


async def test_the_theme_is_chosen_and_kept(open_page):
    page = await open_page()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)

    await open_tab(page, "Controls")
    await page.get_by_label("Dark").check()
    dark = await page.evaluate(ground)
    await page.reload()

    assert await page.evaluate(ground) == dark != light


async def test_errors_on_import_are_told(open_page, served):
    page = await open_page()
    error = {"title": "SyntaxError: bot.py", "traceback": told.TRACEBACK}

    await served.tell_world(running=False, error=error)
    banner = page.locator("error-banner")
    await banner.get_by_text("SyntaxError: bot.py").click()
    await expect(banner.locator("pre")).to_contain_text("KeyError")
    await expect(page.locator(".health")).to_have_text("stopped")
    await served.tell_world(running=True, error=None)
    await expect(banner).to_be_hidden()


async def test_lines_that_drop_are_taken_up_again(open_page, served):
    page = await open_page()
    await served.tell_message(told.PRIVATE, talks.message(26, "Before"))
    await expect(bubble(page, 26)).to_contain_text("Before")

    await served.drop()
    served.messages[told.PRIVATE].append(talks.message(27, "While away"))
    await expect(bubble(page, 27)).to_contain_text("While away")
    await expect(page.locator(".health")).to_have_text("running")
    await expect(bubble(page, 26)).to_have_count(1)


async def test_everything_begins_anew(open_page, served):
    page = await open_page()

    await served.tell("reset")
    await expect(page.locator("message-bubble")).to_have_count(0)
    await expect(page.locator("timeline-entry")).to_have_count(0)
    await page.get_by_role("button", name="Send /start").click()
    assert (await until(lambda: served.asked("say")))[0]["text"] == "/start"
