from dataclasses import fields

import pytest
from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Chat

from aiogram_dialog.api.entities import (
    DEFAULT_STACK_ID,
    DIALOG_EVENT_NAME,
    EVENT_CONTEXT_KEY,
    GROUP_STACK_ID,
    AccessSettings,
    Context,
    DialogAction,
    LaunchMode,
    MediaAttachment,
    MediaId,
    NewMessage,
    OldMessage,
    ShowMode,
    Stack,
    StartMode,
    UnknownText,
)
from aiogram_dialog.api.exceptions import DialogStackOverflow
from aiogram_dialog.api.protocols import UnsetId

ANN_ONLY = AccessSettings(user_ids=[1])
CHAT = Chat(id=1, type="private")


class Main(StatesGroup):
    first = State()


def test_constants():
    assert DEFAULT_STACK_ID == ""
    assert GROUP_STACK_ID == "<->"
    assert DIALOG_EVENT_NAME == "aiogd_update"
    assert EVENT_CONTEXT_KEY == "aiogd_event_context"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (LaunchMode, "standard root exclusive single_top"),
        (ShowMode, "auto edit send delete_and_send no_update"),
        (StartMode, "NORMAL RESET_STACK NEW_STACK"),
        (DialogAction, "DONE START UPDATE SWITCH FG"),
        (UnsetId, "UNSET"),
    ],
)
def test_enums(kind, values):
    assert [member.value for member in kind] == values.split()
    assert all(member.name.lower() == member.value.lower() for member in kind)
    assert not issubclass(kind, str)


def test_unknown_text_is_one_thing():
    assert list(UnknownText) == [UnknownText.UNKNOWN]


class TestAccessSettings:
    def test_equality(self):
        assert AccessSettings([1], "x") == AccessSettings([1], "x")
        assert AccessSettings([1]) != AccessSettings([2])
        assert AccessSettings([1], "x") != AccessSettings([1])
        assert ANN_ONLY.custom is None

    def test_it_changes_and_has_no_hash(self):
        settings = AccessSettings([])
        settings.user_ids.append(1)

        assert settings == ANN_ONLY
        with pytest.raises(TypeError, match="unhashable"):
            hash(settings)


def make_context(intent_id="i", stack_id="s", **kwargs) -> Context:
    return Context(intent_id, stack_id, Main.first, None, **kwargs)


class TestContext:
    def test_ids(self):
        context = make_context()

        assert (context.id, context.stack_id) == ("i", "s")
        with pytest.raises(AttributeError):
            context.id = "j"

    def test_only_ids_count(self):
        context = make_context()
        same = make_context(
            dialog_data={"a": 1},
            widget_data={"b": 2},
            access_settings=ANN_ONLY,
        )

        assert context == same
        assert hash(context) == hash(same)
        assert context != make_context(intent_id="j")
        assert context != make_context(stack_id="t")

    def test_data_is_not_shared(self):
        first, second = make_context(), make_context()

        first.dialog_data["a"] = first.widget_data["b"] = 1

        assert second.dialog_data == second.widget_data == {}


class TestStack:
    def test_only_id_and_access_count(self):
        stack = Stack("s", access_settings=ANN_ONLY)
        same = Stack(
            "s",
            intents=["i"],
            last_message_id=1,
            last_reply_keyboard=True,
            last_media_id="m",
            last_media_unique_id="u",
            last_income_media_group_id="g",
            content_type=ContentType.TEXT,
            access_settings=AccessSettings([1]),
            has_protected_content=True,
        )

        assert stack == same
        assert hash(stack) == hash(same)
        assert stack != Stack("t", access_settings=ANN_ONLY)
        assert stack != Stack("s")
        assert hash(stack) == hash(Stack("s"))

    def test_a_fresh_stack(self):
        stack = Stack()

        assert 1 <= len(stack.id) <= 6
        assert stack.id != Stack().id
        assert stack.empty()
        assert not stack.default()
        assert stack.intents is not Stack().intents

    @pytest.mark.parametrize(
        ("stack_id", "is_default"),
        [("", True), ("<->", False), ("x", False)],
    )
    def test_default(self, stack_id, is_default):
        assert Stack(stack_id).default() is is_default

    def test_push_and_pop(self):
        stack = Stack("s")

        first = stack.push(Main.first, {"a": 1})
        second = stack.push(Main.first, None)

        assert stack.intents == [first.id, second.id]
        assert stack.last_intent_id() == second.id
        assert not stack.empty()
        assert stack.pop() == second.id
        assert stack.pop() == first.id
        assert stack.empty()

    def test_a_new_dialog(self):
        context = Stack("s", access_settings=ANN_ONLY).push(
            Main.first,
            {"a": 1},
        )

        assert context.stack_id == "s"
        assert context.state == Main.first
        assert context.start_data == {"a": 1}
        assert context.dialog_data == context.widget_data == {}
        assert context.access_settings is None

    @pytest.mark.parametrize("ask", [Stack.pop, Stack.last_intent_id])
    def test_nothing_is_open(self, ask):
        with pytest.raises(IndexError):
            ask(Stack())

    def test_a_hundred_and_no_more(self):
        stack = Stack()
        for _ in range(100):
            stack.push(Main.first, None)

        with pytest.raises(
            DialogStackOverflow, match="Max count is 100"
        ) as caught:
            stack.push(Main.first, None)
        assert caught.value.state is Main.first
        assert caught.value.limit == 100

        assert len(stack.intents) == 100


class OtherId(MediaId):
    pass


class TestMediaId:
    @pytest.mark.parametrize(
        ("one", "other", "is_equal"),
        [
            (MediaId("f", "u"), MediaId("f", "u"), True),
            (MediaId("f", "u"), MediaId("g", "u"), True),
            (MediaId("f", "u"), MediaId("f", "v"), False),
            (MediaId("f"), MediaId("f", "u"), True),
            (MediaId("f", "u"), MediaId("f"), True),
            (MediaId("f"), MediaId("g", "u"), False),
            (MediaId("f"), MediaId("f"), True),
            (MediaId("f"), MediaId("g"), False),
            (MediaId("f"), "f", False),
            (MediaId("f"), None, False),
            (MediaId("f"), OtherId("f"), False),
            (OtherId("f"), OtherId("f"), True),
        ],
    )
    def test_equality(self, one, other, is_equal):
        assert (one == other) is is_equal
        assert (one != other) is not is_equal

    def test_no_hash(self):
        with pytest.raises(TypeError, match="unhashable"):
            hash(MediaId("f"))

    def test_repr(self):
        assert repr(MediaId("f")) == (
            "MediaId(file_id='f', file_unique_id=None)"
        )


PHOTO = ContentType.PHOTO


class OtherAttachment(MediaAttachment):
    pass


class TestMediaAttachment:
    @pytest.mark.parametrize(
        "different",
        [
            {"type": ContentType.VIDEO},
            {"url": "v"},
            {"path": "p"},
            {"file_id": MediaId("f")},
            {"use_pipe": True},
            {"has_spoiler": True},
        ],
    )
    def test_everything_counts(self, different):
        same = {"type": PHOTO, "url": "u"}

        assert MediaAttachment(**same) == MediaAttachment(**same)
        assert MediaAttachment(**same) != MediaAttachment(
            **{**same, **different},
        )

    def test_kinds_count(self):
        media = MediaAttachment(PHOTO, url="u")

        assert media != OtherAttachment(PHOTO, url="u")
        assert media != "u"

    @pytest.mark.parametrize("source", ["url", "path", "file_id"])
    def test_one_source_is_enough(self, source):
        media = MediaAttachment(PHOTO, **{source: "x"}, has_spoiler=True)

        assert getattr(media, source) == "x"
        assert (media.type, media.use_pipe) == (PHOTO, False)
        assert media.kwargs == {"has_spoiler": True}

    @pytest.mark.parametrize("sources", [{}, {"url": "", "path": ""}])
    def test_no_source(self, sources):
        with pytest.raises(ValueError, match="Neither url nor path"):
            MediaAttachment(PHOTO, **sources)

    def test_no_hash(self):
        with pytest.raises(TypeError, match="unhashable"):
            hash(MediaAttachment(PHOTO, url="u"))

    def test_repr(self):
        assert "url='u'" in repr(MediaAttachment(PHOTO, url="u"))


def test_new_message():
    message = NewMessage(CHAT)

    assert [field.name for field in fields(message)] == [
        "chat",
        "thread_id",
        "business_connection_id",
        "text",
        "reply_markup",
        "parse_mode",
        "protect_content",
        "show_mode",
        "media",
        "link_preview_options",
        "disable_notification",
        "message_effect_id",
        "show_caption_above_media",
        "has_spoiler",
    ]
    assert message.show_mode is ShowMode.AUTO
    assert message == NewMessage(CHAT)


def test_old_message():
    message = OldMessage(CHAT, 1, None, None)

    assert (message.text, message.has_reply_keyboard) == (None, False)
    assert message.has_protected_content is None
    assert message == OldMessage(CHAT, 1, None, None)
    assert message != OldMessage(CHAT, 1, None, None, UnknownText.UNKNOWN)
