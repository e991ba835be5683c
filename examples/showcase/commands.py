"""What the bot does when it is told to, whatever dialog is open."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandStart
from aiogram.types import BotCommand, Message

from aiogram_dialog import DialogManager, StartMode

from .group_poll import start_poll
from .states import Menu

COMMANDS = [
    BotCommand(command="start", description="Open the menu"),
    BotCommand(command="cancel", description="Close what is open"),
    BotCommand(command="poll", description="Start a poll in a group"),
]

in_private = F.chat.type == ChatType.PRIVATE
in_group = F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP})


async def start(message: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Menu.main, mode=StartMode.RESET_STACK)


async def cancel(message: Message, dialog_manager: DialogManager) -> None:
    if dialog_manager.has_context():
        await dialog_manager.reset_stack()
        await message.answer("Everything is closed. /start opens the menu.")
    else:
        await message.answer("There is nothing to cancel.")


async def ask_for_start(message: Message) -> None:
    await message.answer("Send /start to open the menu.")


async def tell_where(message: Message) -> None:
    await message.answer("In groups there is /poll; write to me for more.")


async def ask_for_group(message: Message) -> None:
    await message.answer("Add me to a group and send /poll there.")


def make_router() -> Router:
    """Return the commands: they come before the dialogs."""
    router = Router(name="commands")
    router.message.register(start, CommandStart(), in_private)
    router.message.register(tell_where, CommandStart(), in_group)
    router.message.register(cancel, Command("cancel"))
    router.message.register(start_poll, Command("poll"), in_group)
    router.message.register(ask_for_group, Command("poll"), in_private)
    return router


def make_last_router() -> Router:
    """Return what takes the messages that no dialog has wanted."""
    router = Router(name="rest")
    router.message.register(ask_for_start, in_private)
    return router
