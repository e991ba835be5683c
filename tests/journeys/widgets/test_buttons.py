"""Single buttons, and buttons that go elsewhere."""

from aiogram import F

from aiogram_dialog import StartMode, Window
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    Column,
    CopyText,
    Group,
    LoginURLButton,
    Next,
    Row,
    Start,
    SwitchInlineQuery,
    SwitchInlineQueryChosenChatButton,
    SwitchInlineQueryCurrentChat,
    SwitchTo,
    Url,
    WebApp,
)
from aiogram_dialog.widgets.style import Style, StyleCase
from aiogram_dialog.widgets.text import Const, Format


async def count(callback, button, manager) -> None:
    manager.dialog_data["n"] = manager.dialog_data.get("n", 0) + 1


async def get_n(dialog_manager, **kwargs):
    n = dialog_manager.dialog_data.get("n", 0)
    return {"n": n, "is_odd": n % 2 == 1}


def button(text: str, **kwargs) -> Button:
    return Button(Const(text), id=f"b{text}", **kwargs)


async def test_button(play, log):
    await play(
        Const("."),
        Button(Const("Click me"), id="b", on_click=log("on_click")),
        script=["press Click me", "press Click me"],
    )


async def test_links(play):
    site = Const("https://example.com")
    await play(
        Const("."),
        Url(Const("Url"), site),
        WebApp(Const("WebApp"), site),
        LoginURLButton(Const("Login"), site, forward_text=Const("Log in")),
        SwitchInlineQuery(Const("Inline"), Const("query")),
        SwitchInlineQueryCurrentChat(Const("Here"), Const("query")),
        SwitchInlineQueryChosenChatButton(
            Const("Chosen"),
            Const("query"),
            allow_group_chats=True,
        ),
        CopyText(Const("Copy"), Const("copied")),
        script=["press Url"],
    )


async def test_switching(play, log, states):
    await play(
        Const("first"),
        Row(
            Next(on_click=log("next")),
            SwitchTo(Const("Third"), id="third", state=states.third),
        ),
        script=[
            "press Next",
            "press Next",
            "press Back",
            "press First",
            "press Next",
            "press Back",
        ],
        more=[
            Window(
                Const("second"),
                Row(
                    Back(on_click=log("back")),
                    SwitchTo(
                        Const("First"),
                        id="first",
                        state=states.first,
                        on_click=log("switch"),
                    ),
                    Next(),
                ),
                state=states.second,
            ),
            Window(Const("third"), Back(), state=states.third),
        ],
    )


async def test_start_and_cancel(play, log, side):
    await play(
        Const("first"),
        Start(
            Const("Side"),
            id="side",
            state=side.only,
            data={"n": 1},
            on_click=log("start"),
        ),
        on_process_result=log("result"),
        script=["press Side", "press Cancel", "press Side"],
        more=[
            Window(
                Format("side {start_data}"),
                Cancel(result={"m": 2}, on_click=log("cancel")),
                state=side.only,
            ),
        ],
    )


async def test_start_in_place_of_everything(play, side):
    await play(
        Const("first"),
        Start(
            Const("Side"),
            id="side",
            state=side.only,
            mode=StartMode.RESET_STACK,
        ),
        script=["press Side"],
        more=[Window(Const("side"), Cancel(), state=side.only)],
    )


async def test_layouts(play):
    buttons = [button(text) for text in "12345"]
    await play(
        Const("."),
        Group(Row(*buttons[:2]), Column(*buttons[2:4]), buttons[4]),
        Group(*[button(text) for text in "abcde"], width=2),
        Group(*[button(text) for text in "fghij"], width=(1, 3)),
        Group(
            *[button(text) for text in ("one", "two", "seventeen", "six")],
            max_symbols=9,
        ),
        script=[],
    )


async def test_hidden_and_alternative(play):
    await play(
        Const("."),
        Button(Const("Count"), id="count", on_click=count),
        button("odd", when="is_odd") | button("even"),
        button("magic", when=F["n"] > 1),
        button("called", when=is_zero),
        getter=get_n,
        script=["press Count", "press Count"],
    )


async def is_zero(data, widget, manager) -> bool:
    return data["n"] == 0


async def test_styles(play):
    await play(
        Const("."),
        button("danger", style=Style("danger")),
        Button(
            Const("Count"),
            id="count",
            on_click=count,
            style=StyleCase(
                {True: Style("primary"), False: Style("success")},
                selector="is_odd",
            ),
        ),
        getter=get_n,
        script=["press Count"],
    )


async def test_toast(play):
    await play(
        Const("."),
        Button(
            Const("Count"),
            id="count",
            on_click=count,
            toast=Format("n is {dialog_data[n]}"),
        ),
        Button(Const("Alert"), id="alert", toast="!", alert=True),
        script=["press Count", "press Alert"],
    )
