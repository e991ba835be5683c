import pytest

from aiogram_dialog.api.entities import ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import (
    Back,
    Button,
    Cancel,
    EventProcessorButton,
    Next,
    Start,
    SwitchTo,
)
from aiogram_dialog.widgets.kbd.state import (
    BACK_TEXT,
    CANCEL_TEXT,
    NEXT_TEXT,
)
from aiogram_dialog.widgets.text import Const

GO = Const("Go")


@pytest.mark.parametrize(
    ("button", "text", "data"),
    [
        (Next(), "Next", "__next__"),
        (Back(), "Back", "__back__"),
        (Cancel(), "Cancel", "__cancel__"),
        (Next(GO, id="n"), "Go", "n"),
        (Back(GO, id="b"), "Go", "b"),
        (Cancel(GO, id="c"), "Go", "c"),
    ],
)
async def test_render(manager, button, text, data):
    [[rendered]] = await button.render_keyboard({}, manager)

    assert (rendered.text, rendered.callback_data) == (text, data)


async def test_texts(text_of):
    texts = [await text_of(t) for t in (NEXT_TEXT, BACK_TEXT, CANCEL_TEXT)]

    assert texts == ["Next", "Back", "Cancel"]


@pytest.fixture
def make_buttons(states):
    mode = ShowMode.SEND

    def make(on_click=None):
        return [
            (
                SwitchTo(
                    GO,
                    "go",
                    states.second,
                    on_click=on_click,
                    show_mode=mode,
                ),
                ("switch_to", states.second, mode),
            ),
            (
                Next(GO, "go", on_click=on_click, show_mode=mode),
                ("next", mode),
            ),
            (
                Back(GO, "go", on_click=on_click, show_mode=mode),
                ("back", mode),
            ),
            (
                Cancel(
                    GO,
                    "go",
                    result=[1],
                    on_click=on_click,
                    show_mode=mode,
                ),
                ("done", [1], mode),
            ),
            (
                Start(
                    GO,
                    "go",
                    states.first,
                    data={"a": 1},
                    on_click=on_click,
                    show_mode=mode,
                    mode=StartMode.NEW_STACK,
                ),
                (
                    "start",
                    states.first,
                    {"a": 1},
                    {"mode": StartMode.NEW_STACK, "show_mode": mode},
                ),
            ),
        ]

    return make


async def test_they_act(manager, clicks, make_buttons):
    for button, call in make_buttons():
        manager.calls.clear()

        assert await clicks(button, "go")

        assert manager.calls == [call]


async def test_they_act_after_their_callback(manager, clicks, make_buttons):
    seen = []

    async def on_click(event, button, manager) -> None:
        seen.append((event, button, list(manager.calls)))

    for button, call in make_buttons(on_click):
        seen.clear()
        manager.calls.clear()

        assert await clicks(button, "go")

        assert seen == [(manager.event, button, [])]
        assert manager.calls == [call]


async def test_they_do_not_act_after_a_failure(manager, clicks, make_buttons):
    async def on_click(event, button, manager) -> None:
        raise LookupError("no")

    for button, _ in make_buttons(on_click):
        with pytest.raises(LookupError):
            await clicks(button, "go")

    assert manager.calls == []


async def test_what_they_remember(make_buttons, noted):
    switch, following, _, cancel, start = (b for b, _ in make_buttons(noted))

    assert switch.state.state == "Main:second"
    assert following.show_mode is ShowMode.SEND
    assert cancel.result == [1]
    assert (start.start_data, start.mode) == ({"a": 1}, StartMode.NEW_STACK)
    assert start.user_on_click is noted


async def test_by_default_nothing_is_asked_for(manager, clicks, states):
    for button in (
        SwitchTo(GO, "go", states.second),
        Next(id="go"),
        Back(id="go"),
        Cancel(id="go"),
        Start(GO, "go", states.first),
    ):
        assert await clicks(button, "go")

    assert manager.calls == [
        ("switch_to", states.second, None),
        ("next", None),
        ("back", None),
        ("done", None, None),
        (
            "start",
            states.first,
            None,
            {"mode": StartMode.NORMAL, "show_mode": None},
        ),
    ]


async def test_in_place_of_a_callback(manager, says, noted):
    following = Next(on_click=noted)

    assert await says(TextInput("t", on_success=following), "hi")

    assert manager.calls == [("next", None)]
    assert noted.calls == [(manager.event, following, manager)]


@pytest.mark.parametrize("wrap", [MessageInput, lambda go: go])
async def test_in_place_of_other_callbacks(manager, says, clicks, wrap):
    go = wrap(Next())
    if isinstance(go, MessageInput):
        assert await says(go, "hi")
    else:
        assert await clicks(Button(GO, "x", on_click=go), "x")

    assert manager.calls == [("next", None)]


async def test_one_after_the_other(manager, clicks):
    assert await clicks(Back(id="go", on_click=Cancel(result=1)), "go")

    assert manager.calls == [("done", 1, None), ("back", None)]


async def test_the_base_does_nothing(clicks):
    with pytest.raises(NotImplementedError):
        await clicks(EventProcessorButton(GO, "go"), "go")
