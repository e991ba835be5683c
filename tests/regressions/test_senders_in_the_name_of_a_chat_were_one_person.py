"""All who wrote in the name of a chat were one person.

Telegram puts one stand-in user before all anonymous administrators, another
one before all channels. They shared one stack, and were refused at the buttons
of the dialog they had opened: a press comes from the person.
"""

from types import SimpleNamespace

import pytest
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Chat, Message, Update

from aiogram_dialog import (
    AccessSettings,
    Dialog,
    StartMode,
    Window,
)
from aiogram_dialog.emulator.faults import refuses
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const

from .conftest import Main, Sub

ANSWER = "AnswerCallbackQuery"


@pytest.fixture
async def club(make_stage, any_storage):
    """A group of Ann, its owner, Bob, an administrator, and Cid."""
    router = Router()
    done: list[tuple[str, str]] = []
    choice = SimpleNamespace(settings=lambda _: None)

    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(
            Main.first,
            mode=StartMode.RESET_STACK,
            access_settings=choice.settings(message),
        )

    async def note(click, button, manager) -> None:
        done.append((click.from_user.first_name, "press"))

    async def later(click, button, manager) -> None:
        await manager.bg().update({"later": True})

    async def take(message, widget, manager) -> None:
        done.append((message.sender_chat.title, message.text))

    async def broken(message) -> None:
        raise RuntimeError("broken")

    async def on_error(event, dialog_manager=None) -> bool:
        stack = dialog_manager and dialog_manager.current_stack()
        done.append(("error", stack and stack.id))
        return True

    router.message.register(start, Command("start"))
    router.message.register(broken, Command("broken"))
    router.errors.register(on_error)
    router.my_chat_member.register(start)
    stage = await make_stage(
        router,
        Dialog(
            Window(
                Const("tools"),
                Button(Const("Do it"), "do", note),
                Button(Const("Later"), "later", later),
                Start(Const("More"), "more", Sub.only),
                MessageInput(take),
                state=Main.first,
            ),
        ),
        Dialog(
            Window(
                Const("more"),
                Button(Const("Do it"), "do", note),
                Cancel(),
                state=Sub.only,
            ),
        ),
        storage=any_storage,
    )
    stage.done, stage.choice = done, choice
    stage.bob = stage.world.add_person("Bob")
    stage.cid = stage.world.add_person("Cid")
    stage.dan = stage.world.add_person("Dan")
    stage.chat = stage.world.supergroup(
        "Club",
        stage.ann,
        stage.cid,
        stage.dan,
        admins=(stage.account, stage.bob),
        is_forum=True,
    )
    stage.news = stage.world.channel("News", stage.cid)
    stage.blog = stage.world.channel("Blog", stage.dan)
    return stage


async def says(stage, person, text="/start", **kwargs) -> None:
    person.says(stage.chat, text, **kwargs)
    await stage.settle()


async def press(stage, person, button="Do it", **kwargs) -> bool:
    """Press; tell whether the button did what it is for."""
    before = len(stage.done)
    stage.new_calls()
    person.presses(stage.chat, button, **kwargs)
    await stage.settle()
    assert ANSWER in stage.new_calls()
    return len(stage.done) > before


def stack_ids(stage) -> list[str]:
    return [
        key.removeprefix("aiogd:stack:")
        for key in stage.records()
        if key.startswith("aiogd:stack:")
    ]


class TestAnonymousAdministrator:
    async def test_stack_is_the_groups(self, club):
        await says(club, club.ann.in_name_of(club.chat))

        assert stack_ids(club) == [f"<{club.chat.id}>"]

    @pytest.mark.parametrize("who", ["ann", "bob"])
    async def test_administrators_may_press(self, club, who):
        await says(club, club.ann.in_name_of(club.chat))

        assert await press(club, getattr(club, who))

        assert club.done == [(who.title(), "press")]

    async def test_members_may_not(self, club):
        await says(club, club.ann.in_name_of(club.chat))
        before = club.records()

        assert not await press(club, club.cid)

        assert club.done == []
        assert club.records() == before

    async def test_nobody_may_where_telegram_does_not_tell(self, club):
        await says(club, club.ann.in_name_of(club.chat))
        club.world.faults.add(
            refuses(400, "CHAT_ADMIN_REQUIRED"),
            method="getChatMember",
        )

        assert not await press(club, club.ann)

    async def test_texts(self, club):
        await says(club, club.ann.in_name_of(club.chat))
        await says(club, club.bob.in_name_of(club.chat), "hello")

        assert club.done == [("Club", "hello")]

    async def test_texts_of_the_person_are_another_senders(self, club):
        await says(club, club.ann.in_name_of(club.chat))
        await says(club, club.ann, "hello")

        assert club.done == []

    async def test_dialog_above(self, club):
        await says(club, club.ann.in_name_of(club.chat))
        await press(club, club.ann, "More")

        assert not await press(club, club.cid)
        assert await press(club, club.ann)

    async def test_background(self, club):
        await says(club, club.ann.in_name_of(club.chat))

        await press(club, club.ann, "Later")

        (context,) = [
            record
            for key, record in club.records().items()
            if "context" in key
        ]
        assert context["dialog_data"] == {"later": True}

    async def test_background_from_anywhere(self, club):
        await says(club, club.ann.in_name_of(club.chat))
        chat_id = club.chat.id

        bg = club.bg_factory.bg(club.bot, chat_id, chat_id, load=True)
        async with bg.fg() as manager:
            assert manager.current_context().state == Main.first

    async def test_topics(self, club):
        topic = club.world.topic(club.chat, "One")
        mask = club.ann.in_name_of(club.chat)
        await says(club, mask, thread_id=topic)
        await says(club, mask, "hello")
        await says(club, mask, "there", thread_id=topic)

        assert club.done == [("Club", "there")]
        assert await press(club, club.ann)

    async def test_errors(self, club):
        await says(club, club.ann.in_name_of(club.chat), "/broken")

        assert club.done == [("error", f"<{club.chat.id}>")]

    async def test_change_of_membership(self, club):
        club.ann.in_name_of(club.chat).promotes(club.chat, club.account)
        await club.settle()

        assert stack_ids(club) == [f"<{club.chat.id}>"]
        assert await press(club, club.ann)

    async def test_everybody_by_settings(self, club):
        club.choice.settings = lambda _: AccessSettings(user_ids=[])
        await says(club, club.ann.in_name_of(club.chat))

        assert await press(club, club.cid)

    async def test_one_person_by_settings(self, club):
        club.choice.settings = lambda _: AccessSettings([club.cid.id])
        await says(club, club.ann.in_name_of(club.chat))

        assert await press(club, club.cid)
        assert not await press(club, club.ann)

    async def test_stand_in_by_settings(self, club):
        """Bots have written so for groups ever since."""
        club.choice.settings = lambda message: AccessSettings(
            [message.from_user.id],
        )
        await says(club, club.ann.in_name_of(club.chat))

        assert await press(club, club.ann)
        assert not await press(club, club.cid)
        await says(club, club.ann.in_name_of(club.chat), "hello")
        assert club.done == [("Ann", "press"), ("Club", "hello")]

    async def test_administrators_by_settings(self, club):
        """The dialog of a person can be for the administrators, too."""
        club.choice.settings = lambda _: AccessSettings([club.chat.id])
        await says(club, club.cid)

        assert await press(club, club.bob)
        assert not await press(club, club.dan)


class TestChannel:
    async def test_each_has_a_stack(self, club):
        await says(club, club.cid.in_name_of(club.news))
        await says(club, club.dan.in_name_of(club.blog))

        assert stack_ids(club) == [f"<{club.news.id}>", f"<{club.blog.id}>"]

    async def test_texts(self, club):
        await says(club, club.cid.in_name_of(club.news))
        await says(club, club.dan.in_name_of(club.blog), "hello")
        await says(club, club.cid.in_name_of(club.news), "there")

        assert club.done == [("News", "there")]

    @pytest.mark.parametrize("who", ["cid", "dan"])
    async def test_presses(self, club, who):
        """Nobody can know whose channel it is."""
        await says(club, club.cid.in_name_of(club.news))

        assert await press(club, getattr(club, who))

    async def test_one_person_by_settings(self, club):
        club.choice.settings = lambda _: AccessSettings([club.cid.id])
        await says(club, club.cid.in_name_of(club.news))

        assert await press(club, club.cid)
        assert not await press(club, club.dan)

    async def test_its_administrators_by_settings(self, club):
        """They can be known where the bot is in the channel."""
        club.cid.adds(club.news, club.account)
        await club.settle()
        club.choice.settings = lambda message: AccessSettings(
            [message.sender_chat.id],
        )
        await says(club, club.cid.in_name_of(club.news))

        assert await press(club, club.cid)
        assert not await press(club, club.dan)

    async def test_posts_in_the_discussion_group(self, club):
        club.world.link_discussion(club.news, club.chat)
        club.cid.says(club.news, "/start")
        await club.settle()

        assert stack_ids(club) == [f"<{club.news.id}>"]
        assert await press(club, club.dan)


async def test_ordinary_people_are_as_before(club):
    await says(club, club.ann)

    assert stack_ids(club) == [f"<{club.ann.id}>"]
    assert not await press(club, club.bob)
    assert await press(club, club.ann)


class TestNoUser:
    """Telegram may leave out the stand-in."""

    def update(self, club, text, sender_chat=None) -> Update:
        chat = Chat(id=club.chat.id, type="supergroup", title="Club")
        return Update(
            update_id=1,
            message=Message(
                message_id=900,
                date=0,
                chat=chat,
                sender_chat=sender_chat,
                text=text,
            ),
        )

    async def test_a_chat_that_sends(self, club):
        news = Chat(id=club.news.id, type="channel", title="News")

        for text in ("/start", "/broken"):
            await club.dispatcher.feed_update(
                club.bot,
                self.update(club, text, news),
            )

        assert stack_ids(club) == [f"<{news.id}>"]
        assert club.done == [("error", f"<{news.id}>")]

    async def test_nobody(self, club):
        """What nobody has sent opens and reaches no dialog."""
        await says(club, club.ann.in_name_of(club.chat))
        before = club.records()

        await club.dispatcher.feed_update(
            club.bot,
            self.update(club, "hello"),
        )

        assert club.records() == before
        assert club.done == []
