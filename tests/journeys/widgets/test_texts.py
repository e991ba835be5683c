"""Texts as people see them."""

from aiogram import F

from aiogram_dialog.widgets.kbd import (
    Button,
    CurrentPage,
    NextPage,
    NumberedPager,
    PrevPage,
    Row,
)
from aiogram_dialog.widgets.text import (
    Case,
    Const,
    Format,
    Jinja,
    List,
    Multi,
    Progress,
    ScrollingText,
)


async def count(callback, button, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


async def get_n(dialog_manager, **kwargs):
    n = dialog_manager.dialog_data.get("n", 0)
    return {"n": n, "is_odd": n % 2 == 1, "name": "Ann <3", "all": range(n)}


COUNT = Button(Const("Count"), id="count", on_click=count)


async def test_const(play):
    await play(Const("Hello"), script=[])


async def test_format(play):
    await play(
        Format("{name} has {n:02}"),
        COUNT,
        getter=get_n,
        script=["press Count"],
    )


async def test_multi(play):
    await play(
        Multi(
            Const("First"),
            Const("odd", when="is_odd"),
            Format("n={n}") + " and " + Format("{n}"),
            sep="; ",
        ),
        COUNT,
        getter=get_n,
        script=["press Count", "press Count"],
    )


async def test_first_of_texts(play):
    await play(
        Format("{n} is odd", when="is_odd") | Const("even"),
        COUNT,
        getter=get_n,
        script=["press Count", "press Count"],
    )


async def test_case(play):
    await play(
        Case(
            {0: Const("none"), 1: Const("one"), ...: Format("{n}, many")},
            selector="n",
        ),
        Case({True: Const("odd"), False: Const("even")}, F["is_odd"]),
        COUNT,
        getter=get_n,
        script=["press Count", "press Count"],
    )


async def test_progress(play):
    await play(
        Progress("percent", width=5, filled="#", empty="."),
        Button(Const("Count"), id="count", on_click=count),
        getter=get_percent,
        script=["press Count", "press Count", "press Count"],
    )


async def get_percent(dialog_manager, **kwargs):
    return {"percent": 33.3 * dialog_manager.dialog_data.get("n", 0)}


async def test_jinja(play):
    await play(
        Jinja(
            "<b>{{ name }}</b>\n{% for i in all %}\n* {{ i }}\n{% endfor %}",
        ),
        COUNT,
        getter=get_n,
        parse_mode="HTML",
        script=["press Count", "press Count"],
    )


FRUITS = ["Apple", "Pear", "Plum", "Fig", "Kiwi"]


async def test_list(play, log):
    await play(
        List(
            Format("{pos}. {item} on {current_page1}/{pages}"),
            items=FRUITS,
            id="fruits",
            page_size=2,
            on_page_changed=log("on_page_changed"),
        ),
        Row(PrevPage("fruits"), CurrentPage("fruits"), NextPage("fruits")),
        script=["press >", "press >", "press >", "press <"],
    )


async def test_scrolling_text(play, log):
    await play(
        ScrollingText(
            Const("The quick brown fox jumps over the lazy dog"),
            id="text",
            page_size=16,
            on_page_changed=log("on_page_changed"),
        ),
        NumberedPager("text"),
        script=["press 3", "press 2"],
    )
