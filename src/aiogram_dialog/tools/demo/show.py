"""Playing a conversation with the showcase bot, over HTTP."""

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

from .bot import make_showcase
from .screen import draw_message

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """Say what the person does and what the bot then has to show.

    ``text``: what the text of the last message has in it.
    ``button``: the label of one of its buttons, if it has to have any.
    """

    told: str
    deed: Callable[[Person, ChatRef], object]
    text: str
    button: str = ""


def _pressing(
    label: str,
    text: str,
    button: str = "",
) -> Step:
    return Step(
        f"Ann presses [{label}]",
        lambda ann, chat: ann.presses(chat, label),
        text,
        button,
    )


SCRIPT = (
    Step(
        "Ann opens the bot",
        lambda ann, chat: ann.says(chat, "/start"),
        "Hello, Ann!",
        "📜 Long lists",
    ),
    _pressing(
        "📜 Long lists", "What is too long is seen in pages", "🌍 Buttons"
    ),
    _pressing("🌍 Buttons", "A ScrollingGroup", "🇫🇷 France"),
    _pressing(">", "A ScrollingGroup", "🇰🇪 Kenya"),
    _pressing("⬅️ Back", "What is too long is seen in pages", "🧺 Rows"),
    _pressing("⬅️ Back", "Hello, Ann!", "🎉 A form"),
    _pressing("🎉 A form", "Let us plan a party!"),
    Step(
        "Ann writes a name",
        lambda ann, chat: ann.says(chat, "Midsummer"),
        "How many guests",
    ),
    Step(
        "Ann writes what is no number",
        lambda ann, chat: ann.says(chat, "many"),
        "Please send a number",
    ),
    Step(
        "Ann begins anew",
        lambda ann, chat: ann.says(chat, "/start"),
        "Hello, Ann!",
        "💬 About aiogram-dialog",
    ),
)


async def play(console: Console, script: tuple[Step, ...] = SCRIPT) -> int:
    """Play the script and draw the chat; return the exit status."""
    world = World()
    account = world.add_bot("showcase_bot")
    ann = world.add_person("Ann")
    chat = world.private_chat(ann, account)
    async with EmulatorServer(world) as server:
        console.print(f"Bot API of our own at {server.base_url}")
        session = AiohttpSession(
            api=TelegramAPIServer.from_base(server.base_url),
        )
        async with Bot(account.token, session=session).context() as bot:
            dispatcher = make_showcase()
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
    last = messages[-1] if messages else None
    if last is None or step.text not in str(last.content.get("text", "")):
        return False
    buttons = [it["text"] for row in last.inline_keyboard for it in row]
    return not step.button or step.button in buttons


def _draw(console: Console, world: World, chat: ChatRef, ann: Person) -> None:
    for message in world.state.messages_in(chat):
        console.print(draw_message(message, is_own=message.author == ann.id))
