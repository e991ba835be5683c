"""A click that leads to a window with a forced reply raised."""

from aiogram import Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import SwitchTo
from aiogram_dialog.widgets.markup.force_reply import ForceReplyFactory
from aiogram_dialog.widgets.text import Const


class Ask(StatesGroup):
    first = State()
    reply = State()


async def test_it_is_sent(telegram):
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message, dialog_manager) -> None:
        await dialog_manager.start(Ask.first, mode=StartMode.RESET_STACK)

    dispatcher.include_router(
        Dialog(
            Window(
                Const("first"),
                SwitchTo(Const("Ask"), id="ask", state=Ask.reply),
                state=Ask.first,
            ),
            Window(
                Const("Your name?"),
                markup_factory=ForceReplyFactory(),
                state=Ask.reply,
            ),
        ),
    )
    setup_dialogs(dispatcher)
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("Ask")

        assert [it.text for it in ann.messages] == ["/start", "Your name?"]
