"""Dialogs of the showcase, seen from the playground."""

CHAT = "900001:101"


async def newest(page):
    await page.settle()
    history = await page.do("history", chat=CHAT)
    return history["messages"][-1]


async def press(page, label):
    message = await newest(page)
    places = [
        (row, column)
        for row, buttons in enumerate(message["keyboard"])
        for column, button in enumerate(buttons)
        if button["text"] == label
    ]
    row, column = places[0]
    await page.ann("press", message=message["id"], row=row, column=column)
    await page.settle()


async def test_a_stack_of_dialogs(playing):
    async with playing("showcase") as page:
        await page.ann("say", text="/start")
        await press(page, "🎉 A form")
        await page.ann("say", text="Midsummer")
        await page.ann("say", text="many")
        assert "number" in (await newest(page))["text"]

        state = [it for it in page.events if it["type"] == "state"][-1]
        (stack,) = state["stacks"]
        menu, party = stack["contexts"]
        assert menu["state"] == "Menu:main"
        assert party["state"].startswith("Party:")
        files = {it["file"] for it in party["window"]["tree"]}
        assert all(file.startswith("examples/showcase/") for file in files)


async def test_an_error_that_dialogs_recover_from(playing):
    async with playing("showcase") as page:
        await page.ann("say", text="/start")
        shown = await newest(page)
        state = [it for it in page.events if it["type"] == "state"][-1]
        await page.do(
            "store",
            chat=CHAT,
            thread=None,
            stack="",
            record={**state["stacks"][0]["record"], "intents": []},
        )
        await page.ann("press", message=shown["id"], row=0, column=0)
        await page.settle()

        (error,) = page.entries("error")
        assert error["title"].startswith("OutdatedIntent: ")
        assert error["reason"] == (
            "No error handler has taken it, but dialogs have recovered."
        )
        assert page.entries("update")[-1]["ok"] is True


async def test_commands_of_the_background(playing):
    async with playing("showcase") as page:
        page.events.remove(page.first[2])  # no entries at all
        await page.ann("say", text="/start")
        await press(page, "⏳ Background")
        shown = await newest(page)
        await press(page, shown["keyboard"][0][0]["text"])
        await page.said("in the oven", "edited")
        command = await page.eventually(
            "timeline",
            lambda it: it["entries"][0]["title"].startswith("Background"),
        )
        (entry,) = command["entries"]
        assert entry["kind"] == "update"
        assert (entry["chat"], entry["update"]) == (CHAT, None)
        # A job works in the name of the click that has started it.
        updates = page.entries("update")
        clicks = [it for it in updates if it["title"].startswith("Ann pres")]
        assert entry["title"] == "Background command FG"
        assert clicks[-1]["n"] in {it["update"] for it in page.entries("call")}
