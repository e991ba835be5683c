"""A poll in a group: one dialog that everybody uses.

Whoever writes ``/poll tea, coffee`` opens a poll. Everybody may vote, everybody
sees the counts, and only the author may close it.

Run it with the token that @BotFather gave you, or play with it without one::

    BOT_TOKEN=... python examples/poll.py
    aiogram-dialog play examples/poll:make_dispatcher
"""

import asyncio
import logging
import os
from collections import Counter
from typing import Any, cast

from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from aiogram_dialog import (
    GROUP_STACK_ID,
    AccessSettings,
    Data,
    Dialog,
    DialogManager,
    ShowMode,
    Window,
    setup_dialogs,
)
from aiogram_dialog.widgets.kbd import Button, Column, Select
from aiogram_dialog.widgets.text import Const, Format, List

HELP = "Add me to a group, and write there: /poll tea, coffee"
MAX_OPTIONS = 10
MAX_SYMBOLS = 40


class Poll(StatesGroup):
    main = State()


def parse_options(text: str | None) -> list[str]:
    """Return at least two options, or none."""
    words = [word.strip() for word in (text or "").split(",")]
    options = [word[:MAX_SYMBOLS] for word in dict.fromkeys(words) if word]
    return options[:MAX_OPTIONS] if len(options) > 1 else []


def started_with(manager: DialogManager) -> dict[str, Any]:
    return cast("dict[str, Any]", manager.start_data)


async def begin(start_data: Data, manager: DialogManager) -> None:
    # Who has voted for what; keys of JSON are strings.
    manager.dialog_data["votes"] = {}


async def vote(
    callback: CallbackQuery,
    select: Select[int],
    manager: DialogManager,
    number: int,
) -> None:
    options = started_with(manager)["options"]
    # A modified client can send anything.
    if number not in range(len(options)):
        return
    votes, voter = manager.dialog_data["votes"], str(callback.from_user.id)
    if votes.get(voter) == number:
        del votes[voter]
        manager.toast("Your vote is withdrawn.")
    else:
        votes[voter] = number
        manager.toast(f"Your vote: {options[number]}")


async def close(
    callback: CallbackQuery,
    button: Button,
    manager: DialogManager,
) -> None:
    author = started_with(manager)["author"]
    if callback.from_user.id != author["id"]:
        manager.toast(f"Only {author['name']} may close it.", alert=True)
        return
    manager.dialog_data["is_closed"] = True
    # The last that is seen of it is left in the chat.
    await manager.show()
    await manager.done()


async def get_counts(
    dialog_manager: DialogManager,
    **kwargs: Any,
) -> dict[str, Any]:
    options = started_with(dialog_manager)["options"]
    counts = Counter(dialog_manager.dialog_data["votes"].values())
    return {
        "counts": [(name, counts[i]) for i, name in enumerate(options)],
        "options": list(enumerate(options)),
        "total": counts.total(),
    }


is_closed = F["dialog_data"]["is_closed"]

dialog = Dialog(
    Window(
        Format("🗳 {start_data[author][name]} asks you all:", when=~is_closed)
        | Format("🏁 The poll of {start_data[author][name]} is closed."),
        List(Format("{item[0]}: {item[1]}"), items="counts"),
        Format("Votes: {total}"),
        Column(
            Select(
                Format("{item[1]}"),
                id="option",
                item_id_getter=F[0],
                items="options",
                type_factory=int,
                on_click=vote,
            ),
            Button(Const("🏁 Close the poll"), id="close", on_click=close),
            when=~is_closed,
        ),
        state=Poll.main,
        getter=get_counts,
        preview_data={
            "counts": [("tea", 2), ("coffee", 1)],
            "options": [(0, "tea"), (1, "coffee")],
            "total": 3,
        },
    ),
    on_start=begin,
)

router = Router()


@router.message(CommandStart())
async def tell_how(message: Message) -> None:
    await message.answer(HELP)


@router.message(Command("poll"))
async def open_poll(
    message: Message,
    command: CommandObject,
    dialog_manager: DialogManager,
) -> None:
    options, author = parse_options(command.args), message.from_user
    if not options or author is None:
        await message.answer(HELP)
        return
    # The stack of the group, not the one of whoever has written.
    shared = dialog_manager.bg(stack_id=GROUP_STACK_ID)
    async with shared.fg() as manager:
        if manager.has_context():
            await message.answer("One after the other! This one is open:")
            await manager.show(ShowMode.SEND)
            return
        await manager.start(
            Poll.main,
            {
                "options": options,
                "author": {"id": author.id, "name": author.first_name},
            },
            # Nobody is named: everybody may press.
            access_settings=AccessSettings(user_ids=[]),
        )


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.include_routers(router, dialog)
    setup_dialogs(dispatcher)
    return dispatcher


async def main() -> None:
    logging.basicConfig(level=logging.INFO)
    bot = Bot(os.environ["BOT_TOKEN"])
    await make_dispatcher().start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
