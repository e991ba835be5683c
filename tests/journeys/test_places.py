"""Groups, forum topics, business chats, other stacks, several bots."""

import pytest
from aiogram import Dispatcher, F, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import (
    GROUP_STACK_ID,
    AccessSettings,
    CancelEventProcessing,
    Dialog,
    LaunchMode,
    StartMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.api.exceptions import InvalidKeyboardType
from aiogram_dialog.emulator import connect, feed
from aiogram_dialog.message.message_manager import MessageManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start, SwitchTo
from aiogram_dialog.widgets.markup.reply_keyboard import ReplyKeyboardFactory
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const, Format

ANSWER = "AnswerCallbackQuery"
PICTURE = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    photo = State()
    reply = State()


class Sub(StatesGroup):
    only = State()


class Root(StatesGroup):
    only = State()


async def cancel(callback, button, manager) -> None:
    raise CancelEventProcessing


async def take(message, widget, manager) -> None:
    if message.text != "take":
        raise CancelEventProcessing
    manager.dialog_data["count"] = manager.dialog_data.get("count", 0) + 1


async def restart(callback, button, manager) -> None:
    await manager.start(Main.first, mode=StartMode.RESET_STACK)


async def elsewhere(callback, button, manager) -> None:
    await manager.start(Sub.only, mode=StartMode.NEW_STACK)


async def later(callback, button, manager) -> None:
    await manager.bg().update({"count": "later"})


async def get_count(dialog_manager, **kwargs):
    return {"count": dialog_manager.dialog_data.get("count", 0)}


def make_routers() -> list[Router]:
    router = Router()

    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first, mode=StartMode.RESET_STACK)

    async def start_normal(message, dialog_manager) -> None:
        await dialog_manager.start(Main.first)

    router.message.register(start, Command("start"))
    router.business_message.register(start, F.text == "/start")
    router.message.register(start_normal, Command("normal"))
    router.my_chat_member.register(start)
    router.chat_join_request.register(start)

    main = Dialog(
        Window(
            Format("main {count}"),
            Button(Const("Nothing"), id="nothing"),
            Button(Const("Never mind"), id="mind", on_click=cancel),
            Button(Const("Restart"), id="restart", on_click=restart),
            Button(Const("Later"), id="later", on_click=later),
            Button(Const("Elsewhere"), id="elsewhere", on_click=elsewhere),
            SwitchTo(Const("Photo"), id="photo", state=Main.photo),
            SwitchTo(Const("Reply"), id="reply", state=Main.reply),
            Start(Const("Sub"), id="sub", state=Sub.only),
            Start(Const("Root"), id="root", state=Root.only),
            Cancel(Const("Close")),
            MessageInput(take),
            state=Main.first,
        ),
        Window(
            Const("photo"),
            StaticMedia(url=PICTURE),
            SwitchTo(Const("Text"), id="text", state=Main.first),
            state=Main.photo,
        ),
        Window(
            Const("reply"),
            Button(Const("Key"), id="key"),
            markup_factory=ReplyKeyboardFactory(),
            state=Main.reply,
        ),
        getter=get_count,
    )
    sub = Dialog(Window(Const("sub"), Cancel(), state=Sub.only))
    root = Dialog(
        Window(
            Const("root"),
            Button(Const("Nothing"), id="nothing"),
            state=Root.only,
        ),
        launch_mode=LaunchMode.ROOT,
    )
    return [router, main, sub, root]


def names(found: list[str]) -> list[str]:
    return [line.partition("(")[0] for line in found]


@pytest.fixture
async def stage(make_stage, any_storage):
    stage = await make_stage(
        *make_routers(), storage=any_storage, message_manager=MessageManager()
    )
    stage.world.state.web[PICTURE] = b"picture"
    stage.bob = stage.world.add_person("Bob")
    return stage


@pytest.fixture
async def group(stage):
    stage.chat = stage.world.supergroup(
        "Friends",
        stage.ann,
        stage.bob,
        admins=(stage.account,),
    )
    await stage.says("/start")
    assert names(stage.new_calls()) == ["SendMessage"]
    return stage


class TestGroup:
    async def test_start_again(self, group):
        await group.says("/start")
        assert names(group.new_calls()) == ["EditMessageText"]

    async def test_messages(self, group):
        await group.says("hello")
        assert group.new_calls() == []

        await group.says("take")
        assert names(group.new_calls()) == ["EditMessageText"]

    @pytest.mark.parametrize(
        ("button", "expected"),
        [
            ("Nothing", ["EditMessageText", ANSWER]),
            ("Never mind", [ANSWER]),
            ("Sub", ["EditMessageText", ANSWER]),
            ("Close", ["EditMessageReplyMarkup", ANSWER]),
        ],
    )
    async def test_clicks_of_the_owner(self, group, button, expected):
        await group.presses(button)
        assert names(group.new_calls()) == expected

    async def test_click_of_somebody_else(self, group):
        before = group.records()
        group.bob.presses(group.chat, "Nothing")
        await group.settle()

        assert group.new_calls() == [ANSWER]
        assert group.records() == before

    async def test_stale_click_of_somebody_else(self, group):
        old = group.last_message()
        await group.presses("Sub")
        group.new_calls()

        group.bob.presses(group.chat, "Nothing", of=old)
        await group.settle()

        assert group.new_calls() == [ANSWER]

    async def test_reply_keyboard(self, group):
        with pytest.raises(
            InvalidKeyboardType, match="default stack"
        ) as caught:
            await group.presses("Reply")
        assert repr(caught.value.stack_id) in str(caught.value)
        assert group.new_calls() == ["AnswerCallbackQuery"]

    async def test_personal_dialogs_do_not_meet(self, group):
        group.bob.says(group.chat, "/start")
        await group.settle()

        assert names(group.new_calls()) == ["SendMessage"]
        stacks = [key for key in group.records() if "stack" in key]
        assert stacks == [
            f"aiogd:stack:<{group.ann.id}>",
            f"aiogd:stack:<{group.bob.id}>",
        ]

    @pytest.mark.parametrize("button", ["Restart", "Root"])
    async def test_personal_dialog_stays_personal(self, group, button):
        await group.presses(button)
        group.new_calls()
        before = group.records()

        group.bob.presses(group.chat, "Nothing")
        await group.settle()

        assert group.new_calls() == [ANSWER]
        assert group.records() == before
        await group.presses("Nothing")
        assert names(group.new_calls()) == ["EditMessageText", ANSWER]

    async def test_personal_dialog_stays_personal_in_the_background(
        self,
        group,
    ):
        bg = group.bg_factory.bg(group.bot, group.ann.id, group.chat.id)
        await bg.start(Main.first, mode=StartMode.RESET_STACK)
        await group.quiet()
        group.new_calls()

        group.bob.presses(group.chat, "Nothing")
        await group.settle()

        assert group.new_calls() == [ANSWER]

    async def test_group_stack_is_for_all(self, group):
        bg = group.bg_factory.bg(
            group.bot,
            group.ann.id,
            group.chat.id,
            GROUP_STACK_ID,
        )
        await bg.start(Sub.only)
        await group.quiet()
        assert names(group.new_calls()) == ["SendMessage"]

        group.bob.presses(group.chat, "Cancel")
        await group.settle()
        assert names(group.new_calls()) == ["EditMessageReplyMarkup", ANSWER]

    async def test_new_stack_is_for_all_unless_told(self, group):
        await group.presses("Elsewhere")
        group.new_calls()

        group.bob.presses(group.chat, "Cancel")
        await group.settle()

        # Settings go on from the dialog that has started it? No: a new
        # stack is for everybody.
        assert names(group.new_calls()) == ["EditMessageReplyMarkup", ANSWER]

    async def test_access_settings(self, group):
        bg = group.bg_factory.bg(group.bot, group.ann.id, group.chat.id, "x")
        await bg.start(
            Main.first,
            access_settings=AccessSettings([group.bob.id]),
        )
        await group.quiet()
        message = group.last_message()
        group.new_calls()

        await group.presses("Nothing", of=message)
        assert group.new_calls() == [ANSWER]
        group.bob.presses(group.chat, "Nothing", of=message)
        await group.settle()
        assert names(group.new_calls()) == ["EditMessageText", ANSWER]


async def test_private_chats_know_no_strangers(stage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id, "x")
    await stage.says("/start")
    await bg.start(Main.first, access_settings=AccessSettings([999]))
    await stage.quiet()
    stage.new_calls()

    await stage.presses("Nothing")

    assert names(stage.new_calls()) == ["EditMessageText", ANSWER]


class TestTopic:
    @pytest.fixture
    async def topic(self, stage):
        stage.chat = stage.world.supergroup(
            "Forum",
            stage.ann,
            stage.bob,
            admins=(stage.account,),
            is_forum=True,
        )
        stage.thread_id = stage.world.topic(stage.chat, "News")
        await stage.says("/start", thread_id=stage.thread_id)
        assert names(stage.new_calls()) == ["SendMessage"]
        return stage

    async def test_window_is_in_the_topic(self, topic):
        assert topic.last_message().thread_id == topic.thread_id

        await topic.presses("Nothing")
        assert names(topic.new_calls()) == ["EditMessageText", ANSWER]

    async def test_background_stays_in_the_topic(self, topic):
        await topic.presses("Later")

        assert topic.last_message().content["text"] == "main later"

    async def test_new_stack_is_in_the_topic(self, topic):
        await topic.presses("Elsewhere")

        assert topic.last_message().content["text"] == "sub"
        assert topic.last_message().thread_id == topic.thread_id

    async def test_topics_have_dialogs_of_their_own(self, topic):
        await topic.says("/start")

        assert names(topic.new_calls()) == ["SendMessage"]
        assert topic.last_message().thread_id is None


class TestBusiness:
    @pytest.fixture
    async def business(self, stage):
        stage.owner = stage.world.add_person("Owner")
        stage.connection = stage.world.connect_business(
            stage.owner,
            stage.account,
        )
        stage.chat = stage.world.business_chat(stage.owner, stage.ann)
        await stage.says("/start")
        assert names(stage.new_calls()) == ["SendMessage"]
        return stage

    def connections(self, business) -> set[str]:
        """Return the connections that messages were sent and edited by."""
        return {
            entry.params.get("business_connection_id", "")
            for entry in business.world.journal
            if getattr(entry, "method", "").startswith(("send", "edit"))
        }

    async def test_everything_goes_through_the_connection(self, business):
        await business.presses("Nothing")
        assert names(business.new_calls()) == ["EditMessageText", ANSWER]
        await business.presses("Photo")
        assert names(business.new_calls()) == ["EditMessageMedia", ANSWER]
        await business.presses("Text")
        assert names(business.new_calls()) == [
            "SendMessage",
            "EditMessageReplyMarkup",
            ANSWER,
        ]
        await business.says("take")
        assert names(business.new_calls()) == ["EditMessageText"]
        await business.presses("Close")
        assert names(business.new_calls()) == [
            "EditMessageReplyMarkup",
            ANSWER,
        ]
        assert self.connections(business) == {business.connection.id}

    async def test_background_keeps_the_connection(self, business):
        await business.presses("Later")

        assert business.last_message().content["text"] == "main later"
        assert self.connections(business) == {business.connection.id}

    async def test_load(self, business):
        bg = business.bg_factory.bg(
            business.bot,
            business.ann.id,
            business.ann.id,
            business_connection_id=business.connection.id,
            load=True,
        )
        await bg.update({"count": "bg"})
        await business.quiet()

        assert business.last_message().content["text"] == "main bg"


async def test_reply_to_the_window_of_another_stack(stage):
    await stage.says("/start")
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id, "x")
    await bg.start(Main.first)
    await stage.quiet()
    stage.new_calls()

    await stage.replies(stage.last_message(), "take")

    assert stage.new_calls()[0].startswith('EditMessageText(m2, "main 1"')


async def test_member_events(stage):
    stage.ann.says(stage.chat, "hello")
    await stage.settle()
    stage.ann.blocks(stage.chat)
    stage.ann.unblocks(stage.chat)
    await stage.settle()

    # The window is sent for each of the two, the second time edited.
    assert names(stage.new_calls()) == ["SendMessage", "EditMessageText"]


async def test_join_request(stage):
    group = stage.world.supergroup(
        "Club",
        stage.bob,
        admins=(stage.account,),
    )
    stage.ann.requests_to_join(group)
    await stage.settle()

    assert names(stage.new_calls()) == ["SendMessage"]


async def test_two_bots_in_one_dispatcher(world):
    dispatcher = Dispatcher()
    dispatcher.include_routers(*make_routers())
    factory = setup_dialogs(dispatcher)
    ann = world.add_person("Ann")
    accounts = [world.add_bot("one"), world.add_bot("two")]
    bots = [connect(world, account) for account in accounts]
    chats = [world.private_chat(ann, account) for account in accounts]
    for bot, chat in zip(bots, chats, strict=True):
        ann.says(chat, "/start")
        await feed(dispatcher, bot, world)

    async with factory.bg(bots[1], ann.id, ann.id).fg() as manager:
        await manager.update({"count": 2})

    shown = [
        world.state.messages_in(chat)[-1].content["text"] for chat in chats
    ]
    assert shown == ["main 0", "main 2"]
