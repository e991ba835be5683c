"""The page about the architecture describes the tree as it is.

What it names exists, packages and modules of the road are named, and an
update takes the road that is drawn.
"""

import ast
import re
import sys
from pathlib import Path

import pytest
from aiogram import Dispatcher
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup

import aiogram_dialog
from aiogram_dialog import Dialog, ShowMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Next
from aiogram_dialog.widgets.text import Const

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "aiogram_dialog"
# What is installed has the examples in it, too.
INSTALLED = Path(aiogram_dialog.__file__).parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
# Packages through which an update goes: each of their modules has its place.
ROAD = ("context", "manager", "message", "recovery", "session", "wiring")
# Names of other things that look like paths.
PATH = re.compile(r"(?<![\w/.-])((?:\w+/)*\w+\.py|(?:\w+/)+)(?![\w/])")
DOTTED = re.compile(r"`([a-z_]+(?:\.[a-z_]+)+)")


def packages() -> set[str]:
    """Return the packages of the tree: ``widgets/kbd``."""
    return {
        path.parent.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("__init__.py")
        if path.parent != SOURCE
    }


def modules_of(package: str) -> set[str]:
    return {
        f"{package}/{path.name}"
        for path in (SOURCE / package).glob("*.py")
        if path.stem != "__init__"
    }


def road_modules() -> set[str]:
    top = {path.name for path in SOURCE.glob("*.py")} - {"__init__.py"}
    return top.union(*map(modules_of, ROAD))


def named_paths() -> set[str]:
    """Return the paths that the page names, and those of dotted names."""
    paths = {name.strip("/") for name in PATH.findall(PAGE)}
    return paths | {path for path in map(_path_of, dotted_names()) if path}


def dotted_names() -> set[str]:
    """Return the dotted names of code in the page that begin at home."""
    names = {
        name.removeprefix("aiogram_dialog.") for name in DOTTED.findall(PAGE)
    }
    tops = {path.stem for path in SOURCE.iterdir()}
    # `manager.show()` is a method.
    return {it for it in names if it.partition(".")[0] in tops} - METHODS


METHODS = {"manager.show", "manager.start"}


def _path_of(name: str) -> str:
    """Return the module or package that a dotted name is, or is in."""
    path = name.replace(".", "/")
    if (SOURCE / path).is_dir():
        return path
    for candidate in (path, path.rpartition("/")[0]):
        if candidate and (SOURCE / f"{candidate}.py").exists():
            return f"{candidate}.py"
    return ""


def exists(path: str) -> bool:
    """Tell whether a path is there: from the root, or by its last parts."""
    if (SOURCE / path).exists():
        return True
    return "/" not in path and any(SOURCE.rglob(path))


def test_what_is_named_exists():
    missing = sorted(it for it in named_paths() if not exists(it))

    assert missing == []
    assert len(named_paths()) > 40


def test_dotted_names_exist():
    assert sorted(it for it in dotted_names() if not _path_of(it)) == []


def test_layers_are_those_that_are_enforced():
    drawn = PAGE.split("## Layers")[1].split("```")[1].split("---")[0]
    config = (ROOT / "pyproject.toml").read_text("utf-8")
    enforced = re.findall(
        r'^  "([a-z_ |]+)",$',
        config.split("[[tool.importlinter.contracts]]")[1],
        re.MULTILINE,
    )

    rows = [
        re.split(r"  +", line.strip())[0]
        for line in drawn.strip().splitlines()
    ]
    assert rows == enforced
    assert len(rows) > 5


def first_sentence(path: Path) -> str:
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return told.partition("\n")[0].rstrip(".").replace("``", "`")


def test_tables_say_what_docstrings_say():
    section = PAGE.split("## Where things live")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(.+?)` \| (.+) \|$", section, re.MULTILINE)
    expected = {
        f"{it}/": first_sentence(SOURCE / it / "__init__.py")
        for it in packages()
    } | {it: first_sentence(SOURCE / it) for it in road_modules()}

    assert dict(rows) == expected
    assert len(rows) == len(expected)


# The road that is drawn


def drawn() -> list[str]:
    """Return the modules of the picture, from above."""
    picture = PAGE.split("## One road")[1].split("```")[1]
    return re.findall(r"(?:[a-z_]+/)*[a-z_]+\.py", picture)


# By which function of a module an update shows that it is there: others are
# called before, to prepare.
MILESTONES = {
    "manager/bg_manager.py": "switch_to",
    "manager/updater.py": "_process_update",
    "wiring/gateway.py": "__call__",
    "session/address.py": "address_of",
    "session/place.py": "event_context_of",
    "session/opening.py": "_enter",
    "wiring/state_router.py": "propagate_event",
    "wiring/attach.py": "attach",
    "dialog.py": "_handle_callback",
    "window.py": "process_callback",
    "manager/update_handler.py": "handle_update",
    "session/navigator.py": "switch_to",
    "manager/presenter.py": "show",
    "message/mode.py": "resolve_show_mode",
    "message/message_manager.py": "show_message",
    "message/plan.py": "plan",
    "message/editor.py": "edit_message_safe",
    "message/sender.py": "send_message",
    "message/cleaner.py": "remove_message_safe",
    "session/unit_of_work.py": "commit",
}


class Way:
    """Note in which order an update comes to the milestones."""

    def __init__(self) -> None:
        self.modules: list[str] = []

    def __enter__(self):
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_):
        sys.setprofile(None)

    def _note(self, frame, event, _):
        path = Path(frame.f_code.co_filename)
        if event != "call" or not path.is_relative_to(INSTALLED):
            return
        module = path.relative_to(INSTALLED).as_posix()
        is_milestone = MILESTONES.get(module) == frame.f_code.co_name
        if is_milestone and module not in self.modules:
            self.modules.append(module)


class Tour(StatesGroup):
    hello = State()
    more = State()


@pytest.fixture
def dispatcher():
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message, dialog_manager):
        await dialog_manager.start(Tour.hello)

    dispatcher.include_router(
        Dialog(
            Window(Const("Hello!"), Next(), state=Tour.hello),
            Window(Const("That is all."), state=Tour.more),
        ),
    )
    dispatcher["factory"] = setup_dialogs(dispatcher)
    return dispatcher


def test_every_module_of_the_picture_is_a_milestone():
    assert drawn() == list(MILESTONES)


# What an update of the test does not come to.
OF_COMMANDS = {
    "manager/bg_manager.py",
    "manager/updater.py",
    "manager/update_handler.py",
}
OF_CLICKS = {"wiring/state_router.py", "dialog.py", "window.py"}
OF_NEW_MESSAGES = {"message/sender.py", "message/cleaner.py"}


@pytest.fixture
async def ann(dispatcher, telegram):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        yield ann


async def test_the_way_of_a_click(ann):
    with Way() as way:
        await ann.presses("Next")

    left_out = OF_COMMANDS | OF_NEW_MESSAGES
    assert way.modules == [it for it in drawn() if it not in left_out]


async def test_the_way_of_a_command(ann, dispatcher, telegram):
    bg = dispatcher["factory"].bg(ann.bot, ann.id, ann.chat_id)
    with Way() as way:
        await bg.switch_to(Tour.more)
        await telegram.settle()

    assert ann.last_message.text == "That is all."
    left_out = OF_CLICKS | OF_NEW_MESSAGES
    assert way.modules == [it for it in drawn() if it not in left_out]


async def test_the_way_of_a_new_message(ann, dispatcher, telegram):
    bg = dispatcher["factory"].bg(ann.bot, ann.id, ann.chat_id)
    with Way() as way:
        await bg.switch_to(Tour.more, show_mode=ShowMode.DELETE_AND_SEND)
        await telegram.settle()

    left_out = {*OF_CLICKS, "message/editor.py"}
    assert way.modules == [it for it in drawn() if it not in left_out]
