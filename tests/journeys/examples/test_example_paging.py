"""The example of long lists: what is loaded, searched and turned."""

import pytest


@pytest.fixture
def example(load_example):
    return load_example("paging")


@pytest.fixture
def dispatcher(example):
    return example.make_dispatcher()


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses(">")
        await ann.says("tea")
        await ann.presses(">")
        await ann.presses("The end of tea")
        await ann.presses("3")
        await ann.presses("« Books")
        await ann.presses("Topics")
        await ann.presses(">")
        await ann.presses("winter")
        await ann.presses("All")

        golden_transcript(ann.transcript())


async def test_only_what_is_seen_is_loaded(telegram, example, dispatcher):
    loaded = []

    class Watched(example.Database):
        async def load(self, query, offset, limit):
            loaded.append((query, offset, limit))
            return await super().load(query, offset, limit)

    dispatcher["database"] = Watched()
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses(">>")
        await ann.says("TEA")
        await ann.presses(">")

    assert loaded == [("", 0, 5), ("", 55, 5), ("TEA", 0, 5), ("TEA", 5, 5)]


async def test_search_that_finds_nothing(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("moon")

        assert ann.last_message.text == "0 books with “moon”"
        assert ann.buttons() == [["All", "Topics"]]

        await ann.presses("All")
        assert ann.buttons()[0] == ["A history of bees"]


async def test_page_that_is_there_no_more(telegram, example, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses(">>")
        dispatcher["database"]._books = dispatcher["database"]._books[:7]
        await ann.presses("12 of 12")

        assert ann.buttons() == [
            ["A history of ships"],
            ["A history of snow"],
            ["<<", "<", "2 of 2", ">", ">>"],
            ["Topics"],
        ]


async def test_other_book_begins_with_its_first_chapter(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("A history of bees")
        await ann.presses("3")
        assert "9. Of trains" in ann.screen()
        await ann.presses("« Books")
        await ann.presses("A history of rain")

        assert "1. Of bees" in ann.screen()


async def test_book_that_is_gone(telegram, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        dispatcher["database"]._books.clear()
        await ann.presses("A history of bees")

        assert ann.last_message.text == "It is gone."
        assert ann.buttons() == [["« Books"]]
