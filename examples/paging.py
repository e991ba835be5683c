"""Long lists: pages loaded as they are turned, pages of buttons and of text.

A library of many books. The list asks its database only for the page that is
seen, and for what was searched; topics are pages of buttons; the chapters of a
book are pages of a text.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/paging.py
    aiogram-dialog play examples/paging:make_dispatcher
"""

import asyncio
import logging
import os
from dataclasses import dataclass
from typing import Any, cast

from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    ChatEvent,
    Dialog,
    DialogManager,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.common import ManagedScroll
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import (
    Button,
    Column,
    CurrentPage,
    FirstPage,
    LastPage,
    NextPage,
    NumberedPager,
    PrevPage,
    Row,
    ScrollingGroup,
    Select,
    StubScroll,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Const, Format, List

PAGE_SIZE = 5
MAX_QUERY = 40
KINDS = ("A history", "Tales", "The joy", "Lessons", "A map", "The end")
TOPICS = (
    *("bees", "gardens", "islands", "rain", "salt"),
    *("ships", "snow", "tea", "trains", "winter"),
)


@dataclass(frozen=True)
class Book:
    id: int
    title: str

    @property
    def chapters(self) -> list[str]:
        return [f"Of {topic}" for topic in TOPICS]


class Database:
    """Stand for a database."""

    def __init__(self) -> None:
        titles = [f"{kind} of {topic}" for kind in KINDS for topic in TOPICS]
        self._books = [
            Book(number, title) for number, title in enumerate(titles)
        ]

    async def count(self, query: str) -> int:
        return len(self._found(query))

    async def load(self, query: str, offset: int, limit: int) -> list[Book]:
        return self._found(query)[offset : offset + limit]

    async def get(self, book_id: int) -> Book | None:
        return next((it for it in self._books if it.id == book_id), None)

    def _found(self, query: str) -> list[Book]:
        return [it for it in self._books if query.lower() in it.title.lower()]


class Books(StatesGroup):
    list = State()
    topics = State()
    book = State()


async def to_first_page(manager: DialogManager, scroll_id: str) -> None:
    scroll = cast("ManagedScroll[Any]", manager.find(scroll_id))
    await scroll.set_page(0)


async def search(
    event: ChatEvent,
    widget: Any,
    manager: DialogManager,
    query: str = "",
) -> None:
    """Be called by an input, by a choice, and by a button without a query."""
    manager.dialog_data["query"] = query
    # Where one was in the old list says nothing about the new one.
    await to_first_page(manager, "books")
    await manager.switch_to(Books.list)


async def open_book(
    callback: CallbackQuery,
    select: Select[int],
    manager: DialogManager,
    book_id: int,
) -> None:
    manager.dialog_data["book"] = book_id
    await to_first_page(manager, "chapters")
    await manager.switch_to(Books.book)


async def get_books(
    dialog_manager: DialogManager,
    database: Database,
    **kwargs: Any,
) -> dict[str, Any]:
    query = dialog_manager.dialog_data.get("query", "")
    count = await database.count(query)
    pages = -(-count // PAGE_SIZE)
    scroll = cast("ManagedScroll[Any]", dialog_manager.find("books"))
    # There may be fewer pages than there were at the last click.
    page = min(await scroll.get_page(), max(pages - 1, 0))
    books = await database.load(query, page * PAGE_SIZE, PAGE_SIZE)
    return {"query": query, "count": count, "pages": pages, "books": books}


async def get_book(
    dialog_manager: DialogManager,
    database: Database,
    **kwargs: Any,
) -> dict[str, Any]:
    book_id = dialog_manager.dialog_data["book"]
    return {"book": await database.get(book_id)}


to_list = SwitchTo(Const("« Books"), id="list", state=Books.list)

dialog = Dialog(
    Window(
        Format("{count} books with “{query}”", when="query")
        | Format("{count} books. Write what you look for."),
        Column(
            Select(
                Format("{item.title}"),
                id="book",
                item_id_getter="id",
                items="books",
                type_factory=int,
                on_click=open_book,
            ),
        ),
        StubScroll("books", pages="pages"),
        Row(
            FirstPage("books"),
            PrevPage("books"),
            CurrentPage("books", text=Format("{current_page1} of {pages}")),
            NextPage("books"),
            LastPage("books"),
            when=F["pages"] > 1,
        ),
        Row(
            Button(Const("All"), "all", on_click=search, when="query"),
            SwitchTo(Const("Topics"), id="topics", state=Books.topics),
        ),
        TextInput(
            "query",
            filter=F.text.len() <= MAX_QUERY,
            on_success=search,
        ),
        state=Books.list,
        getter=get_books,
        preview_data={
            "query": "tea",
            "count": 1,
            "pages": 1,
            "books": [Book(0, "Tales of tea")],
        },
    ),
    Window(
        Const("What is it about?"),
        ScrollingGroup(
            Select(
                Format("{item}"),
                id="topic",
                item_id_getter=str,
                items=TOPICS,
                on_click=search,
            ),
            id="topics",
            width=2,
            height=3,
        ),
        to_list,
        state=Books.topics,
    ),
    Window(
        Format("{book.title}", when="book") | Const("It is gone."),
        List(
            Format("{pos}. {item}"),
            items=F["book"].chapters,
            id="chapters",
            page_size=4,
        ),
        NumberedPager("chapters"),
        to_list,
        state=Books.book,
        getter=get_book,
        preview_data={"book": Book(0, "Tales of tea")},
    ),
)

router = Router()


@router.message(CommandStart())
async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Books.list, mode=StartMode.RESET_STACK)


def make_dispatcher() -> Dispatcher:
    # Getters get it by its name.
    dispatcher = Dispatcher(database=Database())
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
