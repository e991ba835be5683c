"""People, groups and topics of the playground."""

CHAT = "900001:101"
ANN = 101


async def test_two_people_in_a_group(playing):
    async with playing("showcase") as page:
        bob = await page.do("add_person", name="Bob")
        group = await page.do(
            "add_group",
            title="Friends",
            people=[ANN, bob],
            forum=False,
        )
        world = await page.eventually(
            "world",
            lambda it: len(it["chats"]) == 3,
        )
        shown = world["chats"][2]
        assert (shown["key"], shown["type"]) == (group, "supergroup")
        assert shown["people"] == [ANN, bob]

        await page.do("say", chat=group, person=ANN, text="/poll")
        poll = (
            await page.eventually(
                "message",
                lambda it: it["chat"] == group and it["message"]["keyboard"],
            )
        )["message"]
        for person in (ANN, bob):
            await page.do(
                "press",
                chat=group,
                person=person,
                message=poll["id"],
                row=0,
                column=0,
            )
        await page.settle()
        state = [it for it in page.events if it["type"] == "state"][-1]
        (stack,) = state["stacks"]
        assert stack["chat"] == group
        assert stack["contexts"][0]["state"].startswith("Poll:")

        await page.do("leave", chat=group, person=bob)
        left = await page.eventually(
            "message",
            lambda it: it["message"]["service"] == "Bob left",
        )
        assert left["message"]["kind"] == "service"
        told = await page.refused(
            "say",
            chat=group,
            person=bob,
            text="Hello",
        )
        assert told.startswith("Bob is not in 'Friends'")
        await page.do("join", chat=group, person=bob)
        await page.eventually(
            "message",
            lambda it: it["message"]["service"] == "Bob joined",
        )


async def test_topics(playing):
    async with playing("echo") as page:
        forum = await page.do(
            "add_group",
            title="Forum",
            people=[ANN],
            forum=True,
        )
        thread = await page.do(
            "add_topic",
            chat=forum,
            person=ANN,
            title="News",
        )
        world = await page.eventually(
            "world",
            lambda it: len(it["chats"]) == 2 and it["chats"][1]["topics"],
        )
        assert world["chats"][1]["topics"] == [
            {"thread": thread, "title": "News"},
        ]
        await page.do(
            "say",
            chat=forum,
            person=ANN,
            text="Hello",
            thread=thread,
        )
        shown = await page.said("You said: Hello")
        assert shown["thread"] == thread


async def test_a_person_changes(playing):
    async with playing("showcase") as page:
        await page.do(
            "change_person",
            person=ANN,
            name="Anna",
            last_name="Bell",
            username="anna",
            language="de",
        )
        world = await page.eventually(
            "world",
            lambda it: it["people"][0]["first_name"] == "Anna",
        )
        assert world["people"][0] == {
            "id": ANN,
            "name": "Anna Bell",
            "first_name": "Anna",
            "last_name": "Bell",
            "username": "anna",
            "language": "de",
            "blocked": False,
        }
        await page.ann("say", text="/start")
        await page.said("Hello, Anna!")
        await page.do("change_person", person=ANN, last_name="", username=None)
        world = await page.eventually(
            "world",
            lambda it: it["people"][0]["name"] == "Anna",
        )
        assert world["people"][0]["username"] is None


async def test_blocking(playing):
    async with playing("showcase") as page:
        await page.ann("say", text="/start")
        await page.said("Hello, Ann!")
        await page.do("block", person=ANN)
        world = await page.eventually(
            "world",
            lambda it: it["people"][0]["blocked"],
        )
        assert world["people"][0]["id"] == ANN
        told = await page.refused("say", chat=CHAT, person=ANN, text="Hi")
        assert told == "Ann has blocked this bot; unblock it first"
        await page.do("unblock", person=ANN)
        await page.ann("say", text="/start")
        await page.settle()
        titles = [it["title"] for it in page.entries("update")]
        assert titles.count("Ann: my chat member") == 2


async def test_contacts_and_places(playing):
    async with playing("form") as page:
        await page.ann("send_contact", phone="+491", first_name="Eve")
        await page.ann("send_location", latitude=52, longitude=13.4)
        history = await page.do("history", chat=CHAT)
        contact, place = history["messages"]
        assert contact["kind"] == "contact"
        assert contact["extra"] == {
            "contact": {"phone_number": "+491", "first_name": "Eve"},
        }
        assert place["extra"]["location"] == {
            "latitude": 52,
            "longitude": 13.4,
        }
