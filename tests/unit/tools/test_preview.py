import asyncio
from typing import Any

import pytest
from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import ForceReply

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.tools import render_preview, simulation
from aiogram_dialog.tools.preview import (
    FakeManager,
    RenderButton,
    render_dialog,
    render_inline_keyboard,
    render_input,
    render_preview_content,
    render_reply_keyboard,
)
from aiogram_dialog.widgets.input import BaseInput, MessageInput
from aiogram_dialog.widgets.kbd import (
    Button,
    CopyText,
    RequestContact,
    Select,
    SwitchInlineQuery,
    Url,
    WebApp,
)
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.style import Style
from aiogram_dialog.widgets.text import Const, Format


class One(StatesGroup):
    only = State()


async def render(dialog, simulate_events=False):
    """Return windows of a dialog by their bare names."""
    rendered = await render_dialog(
        FakeManager(),
        dialog.states_group(),
        dialog,
        simulate_events,
    )
    return {window.state_name: window for window in rendered.windows}


async def render_one(*widgets, simulate_events=False, **setup):
    dialog = Dialog(Window(*widgets, state=One.only, **setup))
    return (await render(dialog, simulate_events))["only"]


def links(window):
    return {it.title: it.state for row in window.keyboard for it in row}


@pytest.fixture
def dialog(shop):
    return next(collect_dialogs(shop.router))


# Names and order


async def test_windows_stand_in_the_order_of_the_group(shop):
    dialog = Dialog(
        Window(Const("2"), state=shop.Shop.item),
        Window(Const("1"), state=shop.Shop.list),
    )

    rendered = await render_dialog(FakeManager(), shop.Shop, dialog, False)

    assert rendered.state_group == "Shop"
    assert [it.state for it in rendered.windows] == ["Shop:list", "Shop:item"]


async def test_names_of_nested_groups():
    class Outer(StatesGroup):
        class Inner(StatesGroup):
            x = State()

    dialog = Dialog(Window(Const("1"), state=Outer.Inner.x))

    rendered = await render_dialog(FakeManager(), Outer.Inner, dialog, False)

    assert rendered.state_group.endswith("Outer.Inner")
    assert rendered.windows[0].state == "Outer.Inner:x"
    assert rendered.windows[0].state_name == "x"


async def test_states_of_a_dialog_of_ones_own():
    class Windows(Dialog):
        def states(self):
            return [*super().states(), State("other", group_name="One")]

        async def render(self, manager):
            manager.set_state(One.only)
            return await super().render(manager)

    windows = await render(Windows(Window(Const("1"), state=One.only)))

    assert [it.state for it in windows.values()] == ["One:only", "One:other"]


# What a window has


async def test_text_and_data():
    window = await render_one(
        Format("<{a}>\n{missing}"),
        getter={"a": "real"},
        preview_data=[{"a": 1}, {"a": 2}],
    )

    assert window.message == "&lt;2&gt;<br>{missing}"


async def test_getters_of_previews_get_the_manager():
    async def getter(dialog_manager, event_chat, event_from_user, **kwargs):
        assert dialog_manager.is_preview()
        return {"name": event_from_user.first_name, "id": event_chat.id}

    window = await render_one(Format("{name} {id}"), preview_data=getter)

    assert window.message == "Fake 1"


async def test_a_message_of_nothing():
    window = await render_one(Const(""))

    assert window.message == ""
    assert "no empty messages" in window.problem


async def test_media():
    photo = await render_one(StaticMedia(url="https://a/b.jpg"), Const("c"))
    video = await render_one(
        StaticMedia(url="https://a/b.mp4", type=ContentType.VIDEO),
    )

    assert photo.photo == photo.media.source == "https://a/b.jpg"
    assert video.photo is None
    assert (video.media.kind, video.media.name) == ("video", "https://a/b.mp4")
    assert video.problem == ""


async def test_kinds_of_buttons():
    window = await render_one(
        Const("text"),
        Url(Const("url"), Const("https://a")),
        WebApp(Const("app"), Const("https://app")),
        CopyText(Const("copy"), Const("abc")),
        SwitchInlineQuery(Const("switch"), Const("q")),
        SwitchInlineQuery(Const("all"), Const("")),
        Button(Const("plain"), id="a", style=Style("danger")),
        LinkPreview(is_disabled=True),
    )

    assert window.keyboard == [
        [RenderButton("One:only", "url", "url", None, "https://a")],
        [RenderButton("One:only", "app", "web_app", None, "https://app")],
        [RenderButton("One:only", "copy", "copy", None, "abc")],
        [RenderButton("One:only", "switch", "switch_inline", None, "q")],
        [RenderButton("One:only", "all", "switch_inline", None, "")],
        [RenderButton("One:only", "plain", "callback", "danger", "")],
    ]


async def test_reply_keyboards(shop):
    async def go(callback, button, manager) -> None:
        await manager.start(shop.Help.only)

    window = await render_one(
        Const("text"),
        Button(Const("Go"), id="go", on_click=go),
        RequestContact(Const("Phone")),
        markup_factory=ReplyKeyboardFactory(
            input_field_placeholder=Const("Type"),
        ),
        simulate_events=True,
    )

    assert window.keyboard == []
    assert window.reply_keyboard == [
        [RenderButton("Help:only", "Go")],
        [
            RenderButton(
                "One:only", "Phone", "request", None, "request contact"
            ),
        ],
    ]
    assert window.placeholder == "Type"


async def test_titles_that_end_in_odd_symbols():
    window = await render_one(
        Const("text"),
        RequestContact(Const("a\U0001d17a\U0001d17a")),
        markup_factory=ReplyKeyboardFactory(),
    )

    assert window.reply_keyboard[0][0].title == "a\U0001d17a\U0001d17a"


async def test_forced_replies():
    window = await render_one(
        Const("text"),
        markup_factory=ForceReplyFactory(),
    )

    assert window.keyboard == window.reply_keyboard == []
    assert window.is_reply_forced


async def test_markups_of_another_kind(dialog, shop):
    setup = (shop.Shop.list, ForceReply(), FakeManager(), dialog, False)

    assert await render_inline_keyboard(*setup) == []
    assert await render_reply_keyboard(*setup) == []


# Inputs


async def test_what_messages_are_taken(dialog):
    windows = await render(dialog)

    assert windows["list"].inputs == ("text (name)", "document")
    assert windows["item"].inputs == ()
    assert windows["list"].text_input is None
    assert windows["list"].attachment_input is None


async def test_inputs_of_other_kinds():
    class Own(BaseInput):
        async def process_message(self, message, dialog, manager) -> bool:
            return True

    window = await render_one(Const("a"), MessageInput(None), Own())

    assert window.inputs == ("any message", "Own")


# Simulation


async def test_buttons_lead_to_their_own_window(dialog):
    windows = await render(dialog)

    assert set(links(windows["list"]).values()) == {"Shop:list"}


async def test_buttons_lead_where_handlers_go(dialog):
    windows = await render(dialog, simulate_events=True)

    assert links(windows["list"]) == {
        "Look": "Shop:item",
        "Pay": "Shop:paid",
        "Help": "Help:only",
        "Fail": "Shop:list",
        "Site": "Shop:list",
        "no": "Shop:list",
        "Cancel": "@:-",
    }


async def test_messages_lead_somewhere(dialog):
    windows = await render(dialog, simulate_events=True)

    text = windows["list"].text_input
    attachment = windows["list"].attachment_input
    assert text == RenderButton("Shop:item", "text", "text")
    assert attachment == RenderButton("Shop:paid", "document", "text")
    assert windows["item"].text_input is None
    assert windows["item"].attachment_input is None


async def test_an_input_alone(dialog, shop):
    manager = FakeManager()
    manager.set_dialog(dialog)

    found = await render_input(
        manager,
        shop.Shop.list,
        dialog,
        ContentType.DOCUMENT,
        True,
    )

    assert found.state == "Shop:paid"


async def test_filters_see_the_message(shop):
    async def go(message, widget, manager) -> None:
        await manager.start(shop.Help.only)

    window = await render_one(
        Const("a"),
        MessageInput(go, filter=lambda message: message.text == "<stub>"),
        simulate_events=True,
    )

    assert window.text_input.state == "Help:only"
    assert window.attachment_input is None


async def test_handlers_that_take_too_long(shop, monkeypatch):
    async def wait(callback, button, manager) -> None:
        await manager.start(shop.Help.only)
        await asyncio.Event().wait()

    monkeypatch.setattr(simulation, "PATIENCE", 0.01)

    window = await render_one(
        Const("a"),
        Button(Const("b"), id="b", on_click=wait),
        simulate_events=True,
    )

    assert links(window) == {"b": "One:only"}


async def test_dialogs_that_refuse_an_event():
    dialog = Dialog(
        Window(Const("a"), Button(Const("b"), id="b"), state=One.only),
    )
    dialog.callback_query.handlers[0].filters.append(
        FilterObject(lambda _event: False),
    )

    windows = await render(dialog, simulate_events=True)

    assert links(windows["only"]) == {"b": "One:only"}


async def test_dialogs_that_are_no_routers():
    class Plain:
        def __init__(self, dialog: Any) -> None:
            self._dialog = dialog
            self.states = dialog.states
            self.render = dialog.render
            self.find = dialog.find
            self.load_data = dialog.load_data

    dialog = Dialog(
        Window(Const("a"), Button(Const("b"), id="b"), state=One.only),
    )

    rendered = await render_dialog(
        FakeManager(),
        One,
        Plain(dialog),
        True,
    )

    assert links(rendered.windows[0]) == {"b": "One:only"}


# All of it


async def test_a_window_that_fails_is_named(caplog):
    dialog = Dialog(
        Window(
            Const("a"),
            Select(Format("{item}"), "s", item_id_getter=str, items="lost"),
            state=One.only,
        ),
    )

    windows = await render(dialog)

    assert windows["only"].error == "KeyError: 'lost'"
    assert windows["only"].keyboard == []
    assert "Cannot render window" in caplog.text


async def test_the_page_is_written_into_a_file(shop, tmp_path):
    file = tmp_path / "preview.html"
    file.write_text("x" * 100_000)

    await render_preview(shop.router, file)

    page = file.read_text(encoding="utf-8")
    assert page == await render_preview_content(shop.router)
    assert "Goods" in page


async def test_dialogs_of_all_routers_are_there(shop):
    dispatcher = Dispatcher()
    between = Router()
    between.include_router(shop.router)
    dispatcher.include_router(between)
    setup_dialogs(dispatcher)

    page = await render_preview_content(dispatcher, simulate_events=True)

    for name in ("Shop:paid", "Help:only", "AiogramDialogStates:ABOUT"):
        assert f'id="{name}"' in page


async def test_a_dialog_alone(dialog):
    assert 'id="Shop:paid"' in await render_preview_content(dialog)
