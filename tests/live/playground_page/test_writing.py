"""What people say and send."""

import pytest
import told
from seen import bubble, expect, look_at, until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_writing(open_page, served):
    page = await open_page()
    text = page.get_by_label("Message", exact=True)

    await text.fill("Hello")
    await text.press("Shift+Enter")
    await text.press_sequentially("there")
    await text.press("Enter")
    [said] = await until(lambda: served.asked("say"))
    assert said["text"] == "Hello\nthere"
    await expect(text).to_have_value("")
    await expect(page.locator("message-bubble.own").last).to_contain_text(
        "there"
    )

    await bubble(page, 26).click()
    await bubble(page, 26).get_by_label("Reply", exact=True).click()
    await expect(page.locator(".about")).to_contain_text("Reply to Ann")
    await text.fill("To me")
    await page.get_by_label("Send", exact=True).click()
    said = (await until(lambda: served.asked("say")[1:]))[0]
    assert (said["text"], said["reply_to"]) == ("To me", 26)

    await bubble(page, 26).click()
    await bubble(page, 26).get_by_label("Edit", exact=True).click()
    await text.fill("Bye")
    await text.press("Enter")
    [edit] = await until(lambda: served.asked("edit"))
    assert (edit["message"], edit["text"]) == (26, "Bye")
    await bubble(page, 26).click()
    await bubble(page, 26).get_by_label("Delete").click()
    [deleted] = await until(lambda: served.asked("delete"))
    assert deleted["message"] == 26

    await page.get_by_label("Commands", exact=True).click()
    await page.get_by_role("menuitem", name="/help").click()
    await until(lambda: served.asked("say")[2:])
    await bubble(page, 3).get_by_role("button", name="/help").click()
    said = await until(lambda: served.asked("say")[3:])
    assert said[0]["text"] == "/help"


async def test_attaching(open_page, served):
    page = await open_page()

    for kind in ("Photo", "Document", "Video", "Audio", "Voice"):
        await page.get_by_label("Attach", exact=True).click()
        async with page.expect_file_chooser() as chosen:
            await page.get_by_role("menuitem", name=kind).click()
        await (await chosen.value).set_files(
            {"name": "a.bin", "mimeType": "image/png", "buffer": b"abc"}
        )
        sent = (await until(lambda: served.asked("attach")))[-1]
        await until(
            lambda kind=kind: [
                it
                for it in served.asked("attach")
                if it["kind"] == kind.lower()
            ]
        )
    sent = served.asked("attach")[0]
    assert (sent["upload"], sent["person"]) == ("u1", told.ANN)
    assert served.uploads[0] == b"abc"

    await page.get_by_label("Attach", exact=True).click()
    await page.get_by_role("menuitem", name="Contact").click()
    await page.get_by_role("button", name="Send", exact=True).last.click()
    [contact] = await until(lambda: served.asked("send_contact"))
    assert contact["first_name"] == "Ann"
    await page.get_by_label("Attach", exact=True).click()
    await page.get_by_role("menuitem", name="Location").click()
    await page.keyboard.press("Enter")
    [place] = await until(lambda: served.asked("send_location"))
    assert place["latitude"] == pytest.approx(48.85837)


async def test_pasted_and_dropped_files(open_page, served):
    page = await open_page()
    give = """(it, [kind, field, type]) => {
      const files = new DataTransfer();
      files.items.add(new File(["abc"], "a", { type }));
      it.dispatchEvent(new (kind === "drop" ? DragEvent : ClipboardEvent)(
        kind, { [field]: files, bubbles: true, cancelable: true }));
    }"""
    text = page.get_by_label("Message", exact=True)

    await text.fill("Look")
    await text.evaluate(give, ["paste", "clipboardData", "image/png"])
    [pasted] = await until(lambda: served.asked("attach"))
    await expect(text).to_have_value("")
    await page.locator("chat-view").evaluate(
        give,
        ["drop", "dataTransfer", "text/plain"],
    )
    dropped = (await until(lambda: served.asked("attach")[1:]))[0]

    assert (pasted["kind"], pasted["caption"]) == ("photo", "Look")
    assert dropped["kind"] == "document"


async def test_drafts_stay_in_their_chats(open_page):
    page = await open_page()
    text = page.get_by_label("Message", exact=True)

    await text.fill("To the bot")
    await look_at(page, told.GROUP)
    await expect(text).to_have_value("")
    await look_at(page, told.PRIVATE)
    await expect(text).to_have_value("To the bot")


async def test_reply_keyboards(open_page, served):
    page = await open_page()
    keys = page.locator("reply-keys .key")
    keyboard = {
        "rows": [
            [
                {"text": "Menu", "request": None, "style": "primary"},
                {"text": "My number", "request": "contact", "style": None},
            ],
            [
                {"text": "Where I am", "request": "location"},
                {"text": "A chat", "request": "chat"},
            ],
        ],
        "placeholder": "Choose below",
        "one_time": False,
        "force_reply": False,
    }
    mine = served.world["chats"][0]["reply_keyboard"]
    mine[str(told.ANN)] = keyboard
    await served.tell_world()
    await expect(keys).to_have_count(4)
    text = page.get_by_label("Message", exact=True)
    await expect(text).to_have_attribute("placeholder", "Choose below")
    for at in range(4):
        await keys.nth(at).click()
    presses = await until(lambda: served.asked("press_reply")[2:])
    presses = served.asked("press_reply")
    assert [(it["text"], it.get("request")) for it in presses] == [
        ("Menu", None),
        ("My number", "contact"),
        ("Where I am", "location"),
    ]
    await expect(page.locator(".toast")).to_contain_text('"chat"')

    # Nobody else sees it.
    await look_at(page, told.BUSY)
    await expect(keys).to_have_count(0)
    await look_at(page, told.PRIVATE)
    await expect(keys).to_have_count(4)

    mine[str(told.ANN)] = {
        "rows": [],
        "placeholder": "Your name",
        "one_time": False,
        "force_reply": True,
    }
    await served.tell_world()
    await expect(page.locator(".about")).to_contain_text("Reply to Pizza Bot")
    await text.fill("Ann")
    await text.press("Enter")
    [said] = await until(lambda: served.asked("say"))
    assert said["reply_to"] == 25
