"""Several people, in groups with topics, too."""

import pytest
import told
from seen import bubble, expect, key, look_at, until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_two_people_in_a_group(open_page, served):
    page = await open_page()
    own = page.locator("message-bubble.own")
    await look_at(page, told.GROUP)
    await expect(own).to_have_count(1)

    await page.get_by_label("You act as Ann").click()
    await page.get_by_role("menuitemradio", name="Bob").click()
    await expect(page.get_by_label("You act as Bob")).to_be_focused()
    await expect(own).to_have_count(2)
    await key(page, "Pasta").click()
    [press] = await until(lambda: served.asked("press"))
    assert press["person"] == told.BOB


async def test_topics(open_page, served):
    page = await open_page()
    await look_at(page, told.GROUP)
    topics = page.get_by_role("group", name="Topics")

    await expect(bubble(page, 3)).to_contain_text("# Dinner")
    await topics.get_by_role("button", name="Wine").click()
    await expect(page.locator("message-bubble")).to_have_count(1)
    text = page.get_by_label("Message", exact=True)
    await text.fill("I do")
    await text.press("Enter")
    [said] = await until(lambda: served.asked("say"))
    assert (said["thread"], said["person"]) == (8, told.ANN)
    await topics.get_by_label("New topic").click()
    await page.get_by_label("Title").fill("Dessert")
    await page.keyboard.press("Enter")
    [topic] = await until(lambda: served.asked("add_topic"))
    assert topic["title"] == "Dessert"


async def test_people_change(open_page, served):
    page = await open_page()

    await look_at(page, f"person {told.ANN}")
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("First name").fill("Anna")
    await dialog.get_by_label("Language").fill("it")
    await dialog.get_by_label("Blocks the bot").check()
    await dialog.get_by_role("button", name="Save").click()
    [change] = await until(lambda: served.asked("change_person"))
    [block] = await until(lambda: served.asked("block"))
    assert change == {
        "person": told.ANN,
        "name": "Anna",
        "last_name": "",
        "username": "ann",
        "language": "it",
    }
    assert block == {"person": told.ANN}

    served.world["people"][0]["blocked"] = True
    await served.tell_world()
    await page.get_by_role("button", name="Unblock").click()
    assert await until(lambda: served.asked("unblock"))


async def test_people_and_groups_are_added(open_page, served):
    page = await open_page()
    served.results["add_group"] = told.BUSY

    await page.get_by_label("New person").click()
    await page.get_by_label("First name").fill("Cy")
    await page.keyboard.press("Enter")
    assert await until(lambda: served.asked("add_person")) == [{"name": "Cy"}]
    await page.get_by_label("New group").click()
    await page.get_by_label("Title").fill("Kitchen")
    await page.get_by_label("With topics").check()
    await page.get_by_label("Bob").uncheck()
    await page.get_by_role("button", name="Add", exact=True).click()
    assert await until(lambda: served.asked("add_group")) == [
        {"title": "Kitchen", "people": [told.ANN], "forum": True},
    ]
    await expect(page.locator(f'[data-key="{told.BUSY}"]')).to_have_attribute(
        "aria-current",
        "true",
    )
    # What is left is not done.
    await page.get_by_label("New person").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(served.asked("add_person")) == 1


async def test_coming_and_going(open_page, served):
    page = await open_page()
    await look_at(page, told.GROUP)

    await page.get_by_label("More about this chat").click()
    await page.get_by_role("menuitem", name="Bob leaves").click()
    assert await until(lambda: served.asked("leave")) == [
        {"chat": told.GROUP, "person": told.BOB},
    ]
    served.world["chats"][2]["people"] = [told.ANN]
    served.world["chats"][2]["typing"] = "upload_photo"
    await served.tell_world()
    await expect(page.locator(".typing")).to_have_text(
        "Pizza Bot is sending a photo…",
    )
    await page.get_by_label("More about this chat").click()
    await page.get_by_role("menuitem", name="Bob joins").click()
    assert await until(lambda: served.asked("join"))
