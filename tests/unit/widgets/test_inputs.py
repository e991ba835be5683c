import pytest
from aiogram import F
from aiogram.enums import ContentType
from aiogram.filters import Filter

from aiogram_dialog.widgets.input import (
    BaseInput,
    CombinedInput,
    ManagedTextInput,
    MessageInput,
    TextInput,
)


class Says(Filter):
    def __init__(self, text: str) -> None:
        self.text = text

    async def __call__(self, message, user_name: str) -> dict[str, str] | bool:
        return message.text == self.text and {"name": user_name}


def by_ann(message, user_name: str) -> bool:
    return user_name == "Ann"


async def by_bob(message, user_name: str) -> bool:
    return user_name == "Bob"


FILTERS = [
    (None, True),
    (F.text == "hi", True),
    (F.text == "bye", False),
    (Says("hi"), True),
    (Says("bye"), False),
    (by_ann, True),
    (by_bob, False),
]


class TestMessageInput:
    async def test_function(self, manager, says, noted):
        widget = MessageInput(noted)

        assert await says(widget, "hi")
        assert noted.calls == [(manager.event, widget, manager)]

    async def test_no_function(self, says):
        assert await says(MessageInput(None), "hi")

    @pytest.mark.parametrize(
        ("content_types", "text", "photo"),
        [
            (ContentType.ANY, True, True),
            (ContentType.TEXT, True, False),
            ("text", True, False),
            ([ContentType.PHOTO], False, True),
            ({ContentType.PHOTO, ContentType.TEXT}, True, True),
            (["any", "text"], True, True),
            (iter(["photo"]), False, True),
            ([], False, False),
        ],
    )
    async def test_content_types(
        self,
        says,
        shows,
        noted,
        content_types,
        text,
        photo,
    ):
        widget = MessageInput(noted, content_types)

        assert await says(widget, "hi") is text
        assert await shows(widget) is photo
        assert await says(widget, "hi") is text
        assert len(noted.calls) == 2 * text + photo

    @pytest.mark.parametrize(("condition", "passes"), FILTERS)
    async def test_filter(self, says, noted, condition, passes):
        widget = MessageInput(noted, filter=condition)

        assert await says(widget, "hi") is passes
        assert len(noted.calls) == passes

    async def test_the_kind_is_asked_before_the_filter(self, says):
        def fail(message):
            raise AssertionError("not for texts")

        widget = MessageInput(None, ContentType.PHOTO, filter=fail)

        assert not await says(widget, "hi")

    def test_what_cannot_be_called(self):
        with pytest.raises(TypeError, match="cannot process events"):
            MessageInput("hello")


class TestTextInput:
    async def test_right_text(self, manager, says, noted):
        seen = []

        async def on_success(message, widget, manager, value) -> None:
            seen.append((message, widget, manager, value))
            assert widget.get_value() == 12

        widget = TextInput("age", int, on_success, on_error=noted)

        assert await says(widget, " 12")

        [(message, managed, given, value)] = seen
        assert isinstance(managed, ManagedTextInput)
        assert (message, managed.widget, given, value) == (
            manager.event,
            widget,
            manager,
            12,
        )
        assert manager.widget_data == {"age": " 12"}
        assert noted.calls == []

    async def test_wrong_text(self, manager, says, noted):
        async def on_success(*args) -> None:
            raise AssertionError("it is wrong")

        widget = TextInput("age", int, on_success, on_error=noted)
        widget.set_widget_data(manager, "12")

        assert await says(widget, "abc")

        [(message, managed, given, error)] = noted.calls
        assert message is manager.event
        assert managed.widget is widget
        assert given is manager
        assert isinstance(error, ValueError)
        assert manager.widget_data == {"age": "12"}

    async def test_wrong_text_that_nobody_is_told_of(self, manager, says):
        assert await says(TextInput("age", int), "abc")
        assert manager.widget_data == {}

    async def test_other_errors_are_raised(self, says, noted):
        widget = TextInput("x", {"a": 1}.__getitem__, on_error=noted)

        with pytest.raises(KeyError):
            await says(widget, "b")

        assert noted.calls == []

    async def test_errors_of_callbacks_are_no_wrong_texts(self, says, noted):
        async def on_success(*args) -> None:
            raise ValueError("of the bot")

        widget = TextInput("x", str, on_success, on_error=noted)

        with pytest.raises(ValueError, match="of the bot"):
            await says(widget, "b")

        assert noted.calls == []

    async def test_only_texts(self, manager, shows, noted):
        assert not await shows(TextInput("age", int, noted, noted))
        assert noted.calls == []
        assert manager.widget_data == {}

    @pytest.mark.parametrize(("condition", "passes"), FILTERS)
    async def test_filter(self, says, manager, condition, passes):
        assert await says(TextInput("x", filter=condition), "hi") is passes
        assert manager.widget_data == ({"x": "hi"} if passes else {})

    async def test_value(self, manager, says):
        widget = TextInput("age", int)
        managed = widget.managed(manager)

        assert widget.get_value(manager) is None
        assert managed.get_value() is None

        await says(widget, "7")

        assert widget.get_value(manager) == 7
        assert managed.get_value() == 7
        assert managed.widget_id == "age"

    async def test_an_empty_value_is_a_value(self, manager):
        widget = TextInput("x")
        widget.set_widget_data(manager, "")

        assert widget.get_value(manager) == ""


class TestCombinedInput:
    async def test_the_first_that_takes_it(self, says, shows, noted):
        picture = MessageInput(noted, ContentType.PHOTO)
        first, second = MessageInput(noted), MessageInput(noted)
        widget = CombinedInput(picture, first, second)

        assert await says(widget, "hi")
        assert await shows(widget)
        assert [call[1] for call in noted.calls] == [first, picture]

    async def test_nobody_takes_it(self, says):
        widget = CombinedInput(MessageInput(None, ContentType.PHOTO))

        assert not await says(widget, "hi")
        assert not await says(CombinedInput(), "hi")

    @pytest.mark.parametrize(("condition", "passes"), FILTERS)
    async def test_filter(self, says, noted, condition, passes):
        widget = CombinedInput(MessageInput(noted), filter=condition)

        assert await says(widget, "hi") is passes
        assert len(noted.calls) == passes

    def test_find(self):
        age, name = TextInput("age", int), TextInput("name")
        widget = CombinedInput(age, CombinedInput(name))

        assert widget.find("age") is age
        assert widget.find("name") is name
        assert widget.find("absent") is None


def test_inputs_have_to_say_what_they_do():
    with pytest.raises(TypeError, match="process_message"):
        BaseInput()
