"""In a business chat the other party pressed the owner's buttons.

Whoever was in a private chat was let in, and a business chat is called
private too, though two people are in it.
"""

from types import SimpleNamespace

import pytest
from aiogram import Router
from aiogram.filters import Command

from aiogram_dialog import (
    GROUP_STACK_ID,
    AccessSettings,
    Dialog,
    StartMode,
    Window,
)
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const

from .conftest import Main, Sub

ANSWER = "AnswerCallbackQuery"


@pytest.fixture
async def business(make_stage, any_storage):
    """The chat of the owner, Olga, with a customer, Ann."""
    router = Router()
    done: list[tuple[str, str]] = []
    choice = SimpleNamespace(settings=None)

    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(
            Main.first,
            mode=StartMode.RESET_STACK,
            access_settings=choice.settings,
        )

    async def refund(click, button, manager) -> None:
        done.append((click.from_user.first_name, "refund"))

    async def take(message, widget, manager) -> None:
        done.append((message.from_user.first_name, message.text))

    router.business_message.register(start, Command("start"))
    router.message.register(start, Command("start"))
    stage = await make_stage(
        router,
        Dialog(
            Window(
                Const("tools"),
                Button(Const("Refund"), "refund", refund),
                Start(Const("More"), "more", Sub.only),
                MessageInput(take),
                state=Main.first,
            ),
        ),
        Dialog(
            Window(
                Const("more"),
                Button(Const("Refund"), "refund", refund),
                Cancel(),
                state=Sub.only,
            ),
        ),
        storage=any_storage,
    )
    stage.done, stage.choice = done, choice
    stage.olga = stage.world.add_person("Olga")
    stage.connection = stage.world.connect_business(
        stage.olga,
        stage.account,
    )
    stage.chat = stage.world.business_chat(stage.olga, stage.ann)
    return stage


async def says(stage, person, text, **kwargs) -> None:
    person.says(stage.chat, text, **kwargs)
    await stage.settle()
    stage.new_calls()


async def press(stage, person, button="Refund") -> list[str]:
    person.presses(stage.chat, button)
    await stage.settle()
    return [call.partition("(")[0] for call in stage.new_calls()]


async def test_customer_at_the_owners_dialog(business):
    await says(business, business.olga, "/start")
    before = business.records()

    assert await press(business, business.ann) == [ANSWER]

    assert business.done == []
    assert business.records() == before
    await press(business, business.olga)
    assert business.done == [("Olga", "refund")]


async def test_owner_at_the_customers_dialog(business):
    await says(business, business.ann, "/start")

    assert await press(business, business.olga) == [ANSWER]

    assert business.done == []
    await press(business, business.ann)
    assert business.done == [("Ann", "refund")]


async def test_explicit_settings_for_the_owner(business):
    business.choice.settings = AccessSettings(user_ids=[business.olga.id])
    await says(business, business.olga, "/start")

    assert await press(business, business.ann) == [ANSWER]

    assert business.done == []


async def test_explicit_settings_for_both(business):
    both = [business.olga.id, business.ann.id]
    business.choice.settings = AccessSettings(user_ids=both)
    await says(business, business.olga, "/start")

    await press(business, business.ann)
    await press(business, business.olga)

    assert business.done == [("Ann", "refund"), ("Olga", "refund")]


async def test_dialog_above_is_for_the_same_person(business):
    await says(business, business.olga, "/start")
    await press(business, business.olga, "More")

    assert await press(business, business.ann) == [ANSWER]

    assert business.done == []


async def test_reply_of_the_customer_does_not_reach_the_owners_dialog(
    business,
):
    await says(business, business.olga, "/start")
    window = business.last_message()

    await says(business, business.ann, "hack", reply_to=window)

    assert business.done == []


async def test_texts_reach_the_dialog_of_their_writer(business):
    await says(business, business.olga, "/start")
    await says(business, business.ann, "from Ann")
    await says(business, business.olga, "from Olga")

    assert business.done == [("Olga", "from Olga")]


async def test_shared_stack_is_for_both(business):
    bg = business.bg_factory.bg(
        business.bot,
        business.olga.id,
        business.ann.id,
        GROUP_STACK_ID,
        business_connection_id=business.connection.id,
    )
    await bg.start(Main.first)
    await business.quiet()

    await press(business, business.ann)
    await press(business, business.olga)

    assert business.done == [("Ann", "refund"), ("Olga", "refund")]


async def test_command_for_the_customer_at_the_owners_dialog(business):
    """A background command is refused to the other party as a press is."""
    business.choice.settings = AccessSettings(user_ids=[business.olga.id])
    await says(business, business.ann, "/start")

    bg = business.bg_factory.bg(
        business.bot,
        business.ann.id,
        business.ann.id,
        business_connection_id=business.connection.id,
    )
    await bg.done()
    await business.quiet()

    assert business.new_calls() == []


async def test_own_chat_is_still_open(business):
    """In the private chat with the bot nobody else can press."""
    business.choice.settings = AccessSettings(user_ids=[business.olga.id])
    business.chat = business.world.private_chat(
        business.ann,
        business.account,
    )
    await says(business, business.ann, "/start")

    await press(business, business.ann)

    assert business.done == [("Ann", "refund")]
