"""Managers and messages of one's own, and what handlers ask for by name."""

from dataclasses import dataclass, fields
from inspect import iscoroutinefunction, signature
from typing import ClassVar

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import ShowMode, StartMode, Window
from aiogram_dialog.api.entities import (
    Context,
    EventContext,
    NewMessage,
    Stack,
)
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.context.storage import StorageProxy
from aiogram_dialog.manager.bg_manager import BgManagerFactoryImpl
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.manager.manager_middleware import ManagerMiddleware
from aiogram_dialog.manager.message_manager import MessageManager
from aiogram_dialog.widgets.kbd import Button, Cancel, Start
from aiogram_dialog.widgets.text import Const, Format

URL = "https://example.com/picture.jpg"


class Main(StatesGroup):
    first = State()
    second = State()


class OwnManager(ManagerImpl):
    async def show(self, show_mode=None) -> None:
        self.dialog_data["shown"] = True
        await super().show(show_mode)


async def test_manager_of_a_subclass(play):
    messages = MessageManager()
    media = MediaIdStorage()

    stage = await play(
        Window(Format("{dialog_data[shown]}"), state=Main.first),
        dialog_manager_factory=lambda event, data, registry, router: (
            OwnManager(
                event=event,
                data=data,
                registry=registry,
                router=router,
                message_manager=messages,
                media_id_storage=media,
            )
        ),
    )

    assert stage.last_message().text == "True"


@dataclass
class Effect(NewMessage):
    effect_id: str | None = None


async def test_new_message_with_more_fields(play):
    class Fancy(Window):
        async def render(self, dialog, manager):
            message = await super().render(dialog, manager)
            known = {
                field.name: getattr(message, field.name)
                for field in fields(message)
            }
            return Effect(**known, effect_id="5")

    sent = []

    class Watching(MessageManager):
        async def send_text(self, bot, new_message):
            sent.append(new_message)
            return await super().send_text(bot, new_message)

    await play(
        Fancy(Const("bang"), state=Main.first),
        message_manager=Watching(),
    )

    assert [(message.effect_id, message.text) for message in sent] == [
        ("5", "bang"),
    ]


async def test_managers_can_be_attached_by_hand(play):
    stage = await play(Window(Const("."), state=Main.first))

    for name in ("message", "callback_query", "aiogd_update", "error"):
        found = [
            middleware
            for middleware in stage.dispatcher.observers[name].middleware
            if isinstance(middleware, ManagerMiddleware)
        ]
        assert len(found) == 1
        assert list(signature(found[0].__init__).parameters) == [
            "dialog_manager_factory",
            "registry",
            "router",
        ]


async def test_handlers_ask_by_name(play):
    router = Router()
    asked = {}

    @router.message(Command("ask"))
    async def ask(
        message,
        aiogd_context,
        aiogd_stack,
        aiogd_storage_proxy,
        aiogd_event_context,
        dialog_bg_factory,
        dialog_manager,
    ) -> None:
        asked.update(
            context=aiogd_context,
            stack=aiogd_stack,
            storage=aiogd_storage_proxy,
            event_context=aiogd_event_context,
            factory=dialog_bg_factory,
            is_current=dialog_manager.current_context() is aiogd_context,
        )

    stage = await play(Window(Const("."), state=Main.first), router=router)

    await stage.says("/ask")

    assert isinstance(asked["context"], Context)
    assert isinstance(asked["stack"], Stack)
    assert isinstance(asked["storage"], StorageProxy)
    assert isinstance(asked["event_context"], EventContext)
    assert isinstance(asked["factory"], BgManagerFactoryImpl)
    assert asked["context"].state == Main.first
    assert asked["stack"].intents == [asked["context"].id]
    assert asked["event_context"].user.id == stage.ann.id
    assert asked["is_current"]


async def test_handlers_of_other_events_get_the_factory(make_stage):
    router = Router()
    asked = []

    @router.edited_message()
    async def edited(message, dialog_bg_factory) -> None:
        asked.append(dialog_bg_factory)

    stage = await make_stage(router)
    stage.ann.says(stage.chat, "helo")
    stage.ann.edits(stage.last_message(), "hello")
    await stage.settle()

    assert asked == [stage.bg_factory]


async def test_a_handler_without_a_dialog_gets_no_context(make_stage):
    router = Router()
    asked = []

    @router.message(Command("ask"))
    async def ask(message, aiogd_context, dialog_manager) -> None:
        asked.append((aiogd_context, dialog_manager.has_context()))

    stage = await make_stage(router)

    await stage.says("/ask")

    assert asked == [(None, False)]


class Steps(ManagerImpl):
    """Note which steps are taken, and take them."""

    taken: ClassVar[list[str]] = []


def _step(name):
    original = getattr(ManagerImpl, name)

    async def taken_and_awaited(self, *args, **kwargs):
        self.taken.append(name)
        return await original(self, *args, **kwargs)

    def taken(self, *args, **kwargs):
        self.taken.append(name)
        return original(self, *args, **kwargs)

    return taken_and_awaited if iscoroutinefunction(original) else taken


SHOWN = {
    "_calc_show_mode",
    "_get_last_message",
    "_save_last_message",
    "_ensure_stack_compatible",
    "_fix_cached_media_id",
}
STARTED = {"_start_normal", "_process_launch_mode"}
PRESSED = {"_get_message_from_callback"}
CLOSED = {
    "_process_last_dialog_result",
    "_remove_kbd",
    "_calc_show_mode",
    "_get_last_message",
    *PRESSED,
}
for _name in (*SHOWN, *STARTED, *PRESSED, *CLOSED, "_start_new_stack"):
    setattr(Steps, _name, _step(_name))


def managers_of(kind):
    """Return what makes managers of a class."""
    parts = MessageManager(), MediaIdStorage()
    return lambda event, data, registry, router: kind(
        event=event,
        data=data,
        registry=registry,
        router=router,
        message_manager=parts[0],
        media_id_storage=parts[1],
    )


async def test_steps_are_taken(play):
    Steps.taken.clear()
    stage = await play(
        Window(
            Const("look"),
            Button(Const("show"), "show"),
            Start(
                Const("new"),
                "new",
                Main.first,
                mode=StartMode.NEW_STACK,
            ),
            Cancel(Const("close")),
            state=Main.first,
        ),
        dialog_manager_factory=managers_of(Steps),
    )
    assert set(Steps.taken) == SHOWN | STARTED

    for button, expected in (
        ("show", SHOWN - {"_save_last_message"} | PRESSED),
        ("close", CLOSED),
    ):
        Steps.taken.clear()
        await stage.presses(button)
        assert set(Steps.taken) == expected

    await stage.says("/start")
    Steps.taken.clear()
    await stage.presses("new")
    assert "_start_new_stack" in Steps.taken


async def test_steps_are_taken_in_another_way(play):
    class Below(ManagerImpl):
        def _calc_show_mode(self):
            return ShowMode.DELETE_AND_SEND

        def _get_last_message(self):
            self.dialog_data["seen"] = True
            return super()._get_last_message()

        async def _remove_kbd(self) -> None:
            """Leave it."""

        async def start(
            self,
            state,
            data=None,
            mode=StartMode.NORMAL,
            show_mode=None,
            access_settings=None,
        ) -> None:
            assert self._registry.find_dialog(state)
            assert self._router
            assert self._event is self.event
            assert self._data is self.middleware_data
            assert self._getter is None
            assert self._current_context_unsafe() is None
            await self._start_normal(state, data, access_settings)

    stage = await play(
        Window(
            Format("{dialog_data}"),
            Button(Const("show"), "show"),
            Cancel(Const("close")),
            state=Main.first,
        ),
        dialog_manager_factory=managers_of(Below),
    )
    stage.new_calls()
    await stage.presses("show")
    assert methods(stage) == [
        "SendMessage",
        "DeleteMessage",
        "AnswerCallbackQuery",
    ]
    assert stage.last_message().text == "{'seen': True}"

    await stage.presses("close")
    assert methods(stage) == ["AnswerCallbackQuery"]


def methods(stage):
    return [line.partition("(")[0] for line in stage.new_calls()]


async def test_a_click_is_seen_in_another_way(play):
    class Blind(ManagerImpl):
        def _get_message_from_callback(self, event):
            assert event is self.event

    stage = await play(
        Window(Const("x"), Button(Const("show"), "s"), state=Main.first),
        dialog_manager_factory=managers_of(Blind),
    )
    stage.new_calls()
    await stage.presses("show")

    assert methods(stage) == ["SendMessage", "AnswerCallbackQuery"]
