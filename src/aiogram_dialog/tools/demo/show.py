"""Playing a conversation with the quickstart bot, over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from rich.console import Console
from rich.rule import Rule

from aiogram_dialog.emulator import ChatRef, Message, Person, World
from aiogram_dialog.emulator.server import EmulatorServer

from .bot import load_quickstart
from .screen import draw_message

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """Say what the person does and what the bot then has to show.

    ``buttons``: labels below the last message of the bot.
    """

    told: str
    deed: Callable[[Person, ChatRef], object]
    text: str
    buttons: tuple[str, ...]


SCRIPT = (
    Step(
        "Ann opens the bot",
        lambda ann, chat: ann.says(chat, "/start"),
        "Hello! What is your name?",
        ("Not now",),
    ),
    Step(
        "Ann writes her name",
        lambda ann, chat: ann.says(chat, "Ann"),
        "Nice to meet you, Ann. How are you?",
        ("🙂 Good", "🙁 Bad", "That is not my name"),
    ),
    Step(
        "Ann presses [🙁 Bad]",
        lambda ann, chat: ann.presses(chat, "🙁 Bad"),
        "It will get better.",
        ("« Back", "Bye"),
    ),
    Step(
        "Ann goes back",
        lambda ann, chat: ann.presses(chat, "« Back"),
        "Nice to meet you, Ann. How are you?",
        ("🙂 Good", "🙁 Bad", "That is not my name"),
    ),
    Step(
        "Ann presses [🙂 Good]",
        lambda ann, chat: ann.presses(chat, "🙂 Good"),
        "Glad to hear it!",
        ("« Back", "Bye"),
    ),
    Step(
        "Ann says good-bye",
        lambda ann, chat: ann.presses(chat, "Bye"),
        "Glad to hear it!",
        (),
    ),
)


async def play(console: Console, script: tuple[Step, ...] = SCRIPT) -> int:
    """Play the script and draw the chat; return the exit status."""
    world = World()
    account = world.add_bot("quickstart_bot")
    ann = world.add_person("Ann")
    chat = world.private_chat(ann, account)
    async with EmulatorServer(world) as server:
        console.print(f"Bot API of our own at {server.base_url}")
        session = AiohttpSession(
            api=TelegramAPIServer.from_base(server.base_url),
        )
        async with Bot(account.token, session=session).context() as bot:
            dispatcher = load_quickstart().make_dispatcher()
            async with polling(dispatcher, bot):
                for step in script:
                    console.print(Rule(step.told))
                    step.deed(ann, chat)
                    has_shown = await _wait(world, chat, step)
                    _draw(console, world, chat, ann)
                    if not has_shown:
                        console.print(f"[red]Expected: {step.text!r}")
                        return 1
    console.print("[green]The bot has behaved.")
    return 0


@asynccontextmanager
async def polling(dispatcher: Dispatcher, bot: Bot) -> AsyncIterator[None]:
    """Let the bot ask for updates, as it does in production."""
    task = asyncio.create_task(
        dispatcher.start_polling(
            bot,
            handle_signals=False,
            close_bot_session=False,
            polling_timeout=1,
        ),
    )
    try:
        yield
    finally:
        with suppress(RuntimeError):
            # It has stopped already, or has never begun.
            await dispatcher.stop_polling()
        await asyncio.wait({task}, timeout=PATIENCE)
        task.cancel()


async def _wait(world: World, chat: ChatRef, step: Step) -> bool:
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not _is_shown(world.state.messages_in(chat), step):
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(0.02)
    return True


def _is_shown(messages: list[Message], step: Step) -> bool:
    if not messages:
        return False
    *older, last = messages
    buttons = [
        button["text"] for row in last.inline_keyboard for button in row
    ]
    return (
        last.content.get("text") == step.text
        and tuple(buttons) == step.buttons
        # Only the message on the screen may have buttons.
        and not any(any(message.inline_keyboard) for message in older)
    )


def _draw(console: Console, world: World, chat: ChatRef, ann: Person) -> None:
    for message in world.state.messages_in(chat):
        console.print(draw_message(message, is_own=message.author == ann.id))
