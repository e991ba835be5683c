"""Messages as the page draws them."""

import re

import pytest
import talks
from seen import bubble, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_kind_of_message_is_seen(open_page):
    page = await open_page()

    for message in talks.every_kind():
        shown = bubble(page, message["id"])
        await shown.scroll_into_view_if_needed()
        await expect(shown, str(message)).to_contain_text(
            re.compile(r"\S"),
            use_inner_text=True,
        )
    for kind, selector in {
        4: "img",
        9: "a.document[download]",
        10: "audio",
        11: "text=Vivaldi – Summer",
        12: "a.document",
        15: ".sticker img",
        16: "role=img[name='🎲: 4']",
        17: "text=+10005550100",
        18: "text=40.85180, 14.26810",
        19: "text=Via Sersale 1",
        20: "text=Funghi",
        22: ".reply-to",
        23: "text=via @gif",
    }.items():
        assert await bubble(page, kind).locator(selector).count(), kind
    assert await page.locator(".album > message-bubble").count() == 3
    assert await page.locator(".album").count() == 1
    # A text that looks like HTML is a text.
    assert await page.locator("message-bubble b >> text=Not HTML").count() == 0


async def test_entities(open_page):
    page = await open_page()
    text = bubble(page, 3).locator(".text")
    await text.scroll_into_view_if_needed()
    await expect(text).to_contain_text("Bold", use_inner_text=True)

    assert await text.locator("strong").inner_text() == "Bold"
    assert await text.locator("em").inner_text() == "italic"
    assert await text.locator("u").inner_text() == "underlined"
    assert await text.locator("s").inner_text() == "struck"
    assert await text.locator("pre").inner_text() == "print('hello')"
    links = text.locator("a")
    assert [
        await links.nth(at).get_attribute("href")
        for at in range(await links.count())
    ] == ["https://example.org/", "https://example.org/"]
    assert await text.locator(".custom-emoji").inner_text() == "🍕"

    spoiler = text.get_by_role("button", name="Spoiler")
    await spoiler.press("Enter")
    await expect(text.locator(".spoiler.revealed")).to_be_visible()

    more = text.get_by_role("button", name="Show more")
    quote = text.locator(".quoted")
    folded = (await quote.bounding_box())["height"]
    await more.click()
    assert (await quote.bounding_box())["height"] > folded
    await text.get_by_role("button", name="Show less").click()


async def test_entities_that_overlap_lose_no_text(open_page):
    page = await open_page()

    wrong = await page.evaluate(
        """async () => {
          const { formatText } = await import(
            new URL("page/entities.js", document.baseURI).href);
          const text = "a👩‍🍳bc d🍕ef";
          const types = ["bold", "italic", "code", "text_mention"];
          const wrong = [];
          let seed = 7;
          const any = (below) => {
            seed = (seed * 16807) % 2147483647;
            return seed % below;
          };
          for (let at = 0; at < 500; at += 1) {
            const entities = Array.from({ length: any(6) }, () => ({
              type: types[any(4)], offset: any(text.length + 2),
              length: any(text.length),
            }));
            const box = document.createElement("p");
            box.append(formatText(text, entities));
            if (box.textContent !== text) wrong.push(entities);
          }
          return wrong;
        }""",
    )

    assert wrong == []
