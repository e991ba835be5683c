import sys
from functools import partial
from pathlib import Path

import pytest
from aiogram import Dispatcher, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import BotCommand

from aiogram_dialog import Dialog, Window, setup_dialogs
from aiogram_dialog.tools.playground.carry_over import carry_over
from aiogram_dialog.tools.playground.command_list import find_commands
from aiogram_dialog.tools.playground.loading import (
    as_dispatcher,
    is_foreign,
    modules_below,
)
from aiogram_dialog.tools.playground.reloading import stamps
from aiogram_dialog.tools.playground.source_code import location_of, name_of
from aiogram_dialog.tools.playground.source_locations import SourceLocations
from aiogram_dialog.widgets.text import Const

KEY = StorageKey(bot_id=1, chat_id=2, user_id=2)


class Shop(StatesGroup):
    list = State()


def make_dialog():
    return Dialog(Window(Const("Goods"), state=Shop.list))


def test_a_dispatcher_stays_what_it_is():
    dispatcher = Dispatcher()

    assert as_dispatcher(dispatcher) is dispatcher


def test_a_router_without_dialogs():
    router = Router()

    assert as_dispatcher(router).sub_routers == [router]


def test_a_router_whose_dialogs_are_set_up():
    router = Router()
    router.include_router(make_dialog())
    setup_dialogs(router)

    assert as_dispatcher(router).sub_routers == [router]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("shop/main.py", False),
        (".venv/lib/x.py", True),
        ("lib/site-packages/x.py", True),
        ("page/node_modules/x.py", True),
        ("__pycache__/x.py", True),
    ],
)
def test_what_is_no_part_of_a_bot(path, expected):
    assert is_foreign(Path(path)) is expected


def test_our_own_modules_stay():
    ours = Path(sys.modules["aiogram_dialog"].__file__).parent

    assert not dict(modules_below(ours))


def test_files_that_are_looked_at(tmp_path):
    for name in ("a.py", "b/c.py", "venv/d.py", ".git/e.py", "f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    (tmp_path / "dead.py").symlink_to("nowhere")

    assert sorted(stamps(tmp_path)) == [
        str(tmp_path / "a.py"),
        str(tmp_path / "b/c.py"),
    ]


async def test_what_is_stored_passes_through_json():
    old, new = MemoryStorage(), MemoryStorage()
    other = StorageKey(bot_id=1, chat_id=3, user_id=3, destiny="d")
    await old.set_data(KEY, {"pair": (1, 2), "by_number": {1: "one"}})
    await old.set_state(KEY, Shop.list)
    await old.set_data(other, {"object": object})

    assert carry_over(old, new) == [
        "d of chat 3: Object of type type is not JSON serializable",
    ]
    assert await new.get_data(KEY) == {
        "pair": [1, 2],
        "by_number": {"1": "one"},
    }
    assert await new.get_state(KEY) == "Shop:list"
    assert await new.get_data(other) == {"object": object}


class DictStorage(MemoryStorage):
    """Keep records in another type."""


class RemoteStorage(MemoryStorage):
    """Keep nothing here."""

    storage = None

    def __init__(self):
        """Connect to nothing."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (MemoryStorage(), DictStorage()),
        (RemoteStorage(), RemoteStorage()),
        (same := MemoryStorage(), same),
    ],
)
async def test_other_storages_keep_their_data_themselves(old, new):
    if old.storage is not None:
        await old.set_data(KEY, {"pair": (1, 2)})

    assert carry_over(old, new) == []
    if old is not new and new.storage is not None:
        assert await new.get_data(KEY) == {}


def is_anything(message):
    return True


async def help_somebody(message):
    """Say what can be done.

    And more.
    """


def test_commands_that_handlers_wait_for():
    dispatcher, inner = Dispatcher(), Router()
    dispatcher.message.register(help_somebody, Command("help", "h"))
    told = BotCommand(command="buy", description="Buy")
    inner.message.register(help_somebody, Command(told))
    inner.message.register(help_somebody, is_anything)
    inner.message.register(help_somebody, Command("help"))
    dispatcher.include_router(inner)

    assert find_commands(dispatcher) == [
        {"command": "help", "description": "Say what can be done."},
        {"command": "h", "description": "Say what can be done."},
        {"command": "buy", "description": "Say what can be done."},
    ]


class Greeting(Const):
    def __init__(self, name):
        super().__init__(f"Hello, {name}")


def test_where_widgets_were_made():
    before = sys.getprofile()
    locations = SourceLocations(Path(__file__).parent)
    with locations.noting():
        greeting = Greeting("Ann")
    line = sys._getframe().f_lineno - 1

    assert locations.find(greeting).line == line
    assert locations.find(greeting).file.endswith("test_loading.py")
    assert locations.find(Const("later")) is None
    assert sys.getprofile() is before


class Maker(Const):
    """Show the frame of its constructor as an interpreter would."""

    def __init__(self, locations):
        frame = sys._getframe()
        locations._see(frame, "return", None)
        locations._see(frame, "call", None)
        locations._see(frame.f_back, "call", None)
        super().__init__("made")


def test_frames_that_are_seen():
    locations = SourceLocations(Path(__file__).parent)
    made = Maker(locations)
    line = sys._getframe().f_lineno - 1

    assert locations.find(made).line == line
    assert locations._location(None) is None


def test_names_of_functions():
    assert name_of(partial(help_somebody, 1)).endswith(".help_somebody")
    assert location_of(help_somebody).file.endswith("test_loading.py")
    assert location_of(len) is None
