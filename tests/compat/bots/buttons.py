"""A bot of buttons: plain ones, those with a state, and their layouts."""

from operator import itemgetter
from typing import Any

from aiogram import F
from aiogram.enums import ButtonStyle
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, ShowMode, Window
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Checkbox,
    Column,
    CopyText,
    Counter,
    Group,
    LoginURLButton,
    Multiselect,
    Next,
    Radio,
    Row,
    Select,
    Start,
    SwitchInlineQuery,
    SwitchInlineQueryChosenChatButton,
    SwitchInlineQueryCurrentChat,
    SwitchTo,
    Toggle,
    Url,
    WebApp,
)
from aiogram_dialog.widgets.style import Style, StyleCase
from aiogram_dialog.widgets.text import Case, Const, Format

from .notes import noting


class Main(StatesGroup):
    plain = State()
    selects = State()
    counters = State()
    layouts = State()


class Sub(StatesGroup):
    only = State()


STATES = Main.__states__
WORDS = ["hello"]
TALK = 0.05
FRUITS = [("1", "Apple"), ("2", "Pear"), ("3", "Fig"), ("4", "a:b")]
NUMBERS = [1, 2, 3, 5, 8]


async def count(manager: Any) -> None:
    data = manager.dialog_data
    data["count"] = (data.get("count", 0) + 1) % 4


async def get_data(dialog_manager: Any, **kwargs: Any) -> dict[str, Any]:
    number = dialog_manager.dialog_data.get("count", 0)
    middleware_data = dialog_manager.middleware_data
    return {
        "count": number,
        "odd": number % 2,
        "fruits": FRUITS[: number + 1],
        "numbers": NUMBERS,
        "none": [],
        "is_private": middleware_data["event_chat"].type == "private",
    }


def more(label: str = "More {count}", **kwargs: Any) -> Button:
    return Button(Format(label), "more", noting("more", count), **kwargs)


def plain() -> Window:
    hot = StyleCase(
        {0: Style(ButtonStyle.DANGER), ...: Style("success", "123")},
        selector="count",
    )
    return Window(
        Const("Plain"),
        Url(Const("Site"), Format("https://example.com/{count}"), id="site"),
        Url(Const("Odd"), Const("https://example.com"), when="odd"),
        WebApp(
            Const("App"),
            Const("https://example.com/app"),
            when="is_private",
        ),
        LoginURLButton(
            Const("Login"),
            Const("https://example.com/login"),
            forward_text=Const("forwarded"),
            bot_username=Format("bot"),
            request_write_access=True,
            style=Style("primary"),
        ),
        SwitchInlineQuery(Const("Query"), Format("q{count}"), id="query"),
        SwitchInlineQueryCurrentChat(Const("Here"), Const("here")),
        SwitchInlineQueryChosenChatButton(
            Const("There"),
            Const("there"),
            allow_user_chats=True,
            allow_group_chats=False,
        ),
        CopyText(Const("Copy"), Format("copied {count}"), style=hot),
        more(style=Style("danger", when="odd") | Style("primary", "5")),
        Next(on_click=noting("next")),
        SwitchTo(
            Const("Send layouts"),
            id="layouts",
            state=Main.layouts,
            on_click=noting("switch"),
            show_mode=ShowMode.SEND,
            style=hot,
        ),
        Start(
            Const("Sub"),
            id="sub",
            state=Sub.only,
            data={"from": "plain"},
            on_click=noting("start"),
        ),
        state=Main.plain,
    )


def selects() -> Window:
    checked, unchecked = Format("✓ {item[1]}"), Format("{pos} {item[1]}")
    fruits = {"item_id_getter": itemgetter(0), "items": "fruits"}
    numbers = {"item_id_getter": str, "items": F["numbers"]}
    styles = {
        "checked_style": Style("success"),
        "unchecked_style": Style("primary", when=F["pos"] == 2),
    }
    return Window(
        Const("Selects"),
        Select(
            Format("{item[1]} {data[count]} {pos0}"),
            id="select",
            on_click=noting("select"),
            style=Style("danger", when=F["item"][0] == "1"),
            **fruits,
        ),
        Select(
            Format("{item}"),
            id="int",
            type_factory=int,
            on_click=noting("int"),
            **numbers,
        ),
        Group(
            Radio(
                checked,
                unchecked,
                id="radio",
                on_click=noting("radio click"),
                on_state_changed=noting("radio"),
                **fruits,
                **styles,
            ),
            width=2,
        ),
        Column(
            Multiselect(
                Format("✓ {item}"),
                Format("{item}"),
                id="multi",
                min_selected=1,
                max_selected=3,
                type_factory=int,
                on_click=noting("multi click"),
                on_state_changed=noting("multi"),
                **numbers,
                **styles,
            ),
            when="odd",
        ),
        Multiselect(
            checked,
            unchecked,
            id="free",
            item_id_getter=itemgetter(0),
            items=lambda data: data["fruits"],
            on_state_changed=noting("free"),
        ),
        Toggle(
            Format("{item[1]} > {target_item[1]}"),
            id="toggle",
            on_click=noting("toggle click"),
            on_state_changed=noting("toggle"),
            style=Style("primary"),
            **fruits,
        ),
        Toggle(
            Format("{item} > {target_item} {pos}"),
            id="numbers",
            type_factory=int,
            on_state_changed=noting("numbers"),
            item_id_getter=int,
            items=F["numbers"],
        ),
        Select(Const("?"), "none", item_id_getter=str, items="none"),
        Select(
            Format("go {item}"),
            id="go",
            item_id_getter=str,
            items=["a", "b"],
            on_click=Next(on_click=noting("go")),
        ),
        more(),
        Row(Back(), Next()),
        state=Main.selects,
    )


async def set_all(manager: Any) -> None:
    for name in ("big", "small", "half"):
        await manager.find(name).set_value(2)
    await manager.find("check").set_checked(True)


def counters() -> Window:
    return Window(
        Const("Counters"),
        Checkbox(
            Const("[x]"),
            Format("[{count}]"),
            id="check",
            on_click=noting("check click"),
            on_state_changed=noting("check"),
            default=True,
            checked_style=Style("success"),
            unchecked_style=Style("danger", "7"),
        ),
        Checkbox(
            Const("Yes"),
            Const("No"),
            id="other",
            on_state_changed=Next(on_click=noting("other")),
        ),
        Counter("big", on_value_changed=noting("big")),
        Counter(
            "small",
            plus=Format("+{count}"),
            minus=Const("-1"),
            text=Format("{value} of {data[count]}"),
            max_value=2,
            cycle=True,
            on_click=noting("small click"),
            on_text_click=noting("small text"),
            on_value_changed=noting("small"),
            plus_style=Style("success"),
            minus_style=Style("danger"),
            value_style=Style("primary", when=F["value"] == 1),
        ),
        Counter(
            "half",
            min_value=-1,
            max_value=2,
            increment=0.5,
            default=0.5,
            text=None,
            on_value_changed=noting("half"),
        ),
        Counter("up", minus=None, increment=4, max_value=10, cycle=True),
        Button(Const("Set all"), "all", noting("all", set_all)),
        more(),
        Row(Back(), Next()),
        state=Main.counters,
    )


def numbered(label: str) -> Button:
    return Button(
        Format(label), f"b{label}", noting(label), when=F["count"] != 2
    )


def layouts() -> Window:
    return Window(
        Case({0: Const("None"), ...: Format("{count}")}, selector="count"),
        Group(Row(numbered("1"), numbered("2")), numbered("3")),
        Group(
            Row(numbered("4"), numbered("5")),
            Column(numbered("6"), numbered("7")),
            more(),
            width=3,
        ),
        Column(Row(numbered("8"), Button(Const("9"), "b9")), id="column"),
        Button(Const("Odd"), "odd", when="odd")
        | Button(Const("Even"), "even", noting("even"))
        | Button(Const("Never"), "never"),
        Group(Button(Const("Hidden"), "hidden"), when=~F["odd"]),
        Button(Const("Next by click"), "by", Back(on_click=noting("by"))),
        Row(Back(on_click=noting("back")), Next(id="beyond")),
        Cancel(result="left"),
        state=Main.layouts,
    )


def dialogs() -> list[Dialog]:
    return [
        Dialog(
            plain(),
            selects(),
            counters(),
            layouts(),
            getter=get_data,
            on_process_result=noting("result"),
        ),
        Dialog(
            Window(
                Format("Sub {start_data}"),
                more("More"),
                Cancel(result={"r": 1}, on_click=noting("cancel")),
                state=Sub.only,
            ),
            on_start=noting("started"),
            on_close=noting("closed"),
        ),
    ]
