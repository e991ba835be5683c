"""The tutorial: its bots are played, and its pages show what is so.

``--update-transcripts`` renews the chats of the pages, and the lines of the
code that they point out as new.
"""

import asyncio
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot

from aiogram_dialog.check import check
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
STEPS = ROOT / "examples" / "tutorial"
PAGES = ROOT / "docs" / "start" / "tutorial"
# What is done in each step. A list is a word of the test itself.
REMINDED = "an hour goes by"
DEEDS = {
    "step_1_window": ["/start"],
    "step_2_button": ["/start", "[💧 Water it]", "[💧 Water it]"],
    "step_3_getter": ["/start"] + ["[💧 Water it]"] * 3,
    "step_4_second_window": [
        "/start",
        "[💧 Water it]",
        "[📖 Advice]",
        "[« Back]",
    ],
    "step_5_input": ["/start", "[🚿 More]", "a bucket", "2"],
    "step_6_list": [
        "/start",
        "[🌵 Spike]",
        "[💧 Water it]",
        "[« All plants]",
    ],
    "step_7_result": [
        "/start",
        "[✨ New plant]",
        "Rosamunde the Magnificent",
        "Rosa",
        "[🌹]",
        "[🌹 Rosa]",
    ],
    "step_8_reminder": [
        "/start",
        "[🌿 Fern]",
        "[⏰ Remind me in an hour]",
        REMINDED,
        "[I come!]",
    ],
}
# Where the names of the first page come from, which has no imports.
HOMES = (
    "aiogram.fsm.state",
    "aiogram_dialog",
    "aiogram_dialog.widgets.kbd",
    "aiogram_dialog.widgets.text",
)
# The first windows have no button that leaves them yet.
BEGINNINGS = ["step_1_window", "step_2_button", "step_3_getter"]
EMPHASIZED = re.compile(r"(?m)^:emphasize-lines: (.*)$")


@pytest.fixture
def load(monkeypatch):
    """Return what loads the module of a step, anew for each test."""
    monkeypatch.syspath_prepend(str(STEPS))

    def load(name):
        spec = importlib.util.spec_from_file_location(
            name,
            STEPS / f"{name}.py",
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return load


async def let_an_hour_go_by(module, telegram):
    await asyncio.gather(*module.reminders)
    await telegram.settle()


@pytest.mark.parametrize("name", DEEDS)
async def test_chat(name, load, telegram, golden_transcript, monkeypatch):
    module = load(name)
    monkeypatch.setattr(module, "REMIND_AFTER_S", 0, raising=False)
    # Data of a bot with Redis is JSON, so it is here.
    dispatcher = module.make_dispatcher()
    dispatcher.fsm.storage = JsonMemoryStorage()
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        for deed in DEEDS[name]:
            if deed == REMINDED:
                await let_an_hour_go_by(module, telegram)
            elif deed.startswith("["):
                await ann.presses(deed[1:-1])
            else:
                await ann.says(deed)
        golden_transcript(ann.transcript().rstrip("\n") + "\n")


@pytest.mark.parametrize("name", DEEDS)
def test_check_finds_nothing(name, load):
    ignored = ["AD302"] if name in BEGINNINGS else []

    findings = check(
        load(name).make_dispatcher(),
        ignore=["AD802", *ignored],
    )

    assert [str(finding) for finding in findings] == []


@pytest.mark.parametrize("name", DEEDS)
async def test_every_button_can_be_pressed(name, load, explore):
    report = await explore(load(name).make_dispatcher(), texts=["3"])

    found = {finding.rule.name for finding in report.findings}
    assert found == ({"dead-end"} if name == "step_1_window" else set())
    # A reminder comes by itself.
    assert report.not_reached in ([], ["Reminder:main"])


@pytest.mark.parametrize("name", DEEDS)
async def test_it_runs_with_a_token(name, load, monkeypatch):
    polled = []

    async def poll(dispatcher, *bots):
        polled.extend(bots)

    module = load(name)
    monkeypatch.setenv("BOT_TOKEN", "42:token")
    monkeypatch.setattr("aiogram.Dispatcher.start_polling", poll)
    await module.main()

    (bot,) = polled
    assert isinstance(bot, Bot)
    assert bot.id == 42


def test_the_test_of_the_tutorial(tmp_path):
    for name in ("step_8_reminder.py", "step_9_test.py"):
        shutil.copy(STEPS / name, tmp_path)

    done = subprocess.run(  # noqa: S603 - as the page says
        [
            sys.executable,
            *("-m", "pytest", "-p", "no:cacheprovider", "step_9_test.py"),
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0


async def test_the_bot_of_the_server(redis, load, telegram):
    load("step_8_reminder")
    dispatcher = load("step_10_server").make_dispatcher(redis)

    assert [str(it) for it in check(dispatcher)] == []
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.presses("🌵 Spike")

        assert "🌵 Spike. Glasses of water: 2" in ann.last_message.text
    assert await redis.keys("fsm:*:aiogd:*")


# The pages


async def test_the_dialog_of_the_first_page(make_stage):
    text = (PAGES.parent / "index.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    for module in HOMES:
        names |= vars(import_module(module))
    exec(code, names)  # noqa: S102 - the page's own code

    stage = await make_stage(names["tour"])
    await stage.says("hello")
    await stage.bg_factory.bg(
        stage.bot,
        stage.ann.id,
        stage.ann.id,
    ).start(names["Tour"].hello)
    await stage.settle()
    await stage.presses("Next")
    assert stage.last_message().text == "That is all."


def page_of(name: str) -> Path:
    return PAGES / f"{name.partition('_')[2].replace('_', '-')}.md"


def new_lines(name: str, before: str) -> str:
    """Return the numbers of lines that a step adds: ``1,3-5``."""
    old, new = (
        (STEPS / f"{it}.py").read_text("utf-8").splitlines()
        for it in (before, name)
    )
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    ranges = [
        (start + 1, end)
        for kind, _, _, start, end in matcher.get_opcodes()
        if kind in {"insert", "replace"}
    ]
    return ",".join(
        f"{first}" if first == last else f"{first}-{last}"
        for first, last in _without_titles(ranges)
    )


def _without_titles(
    ranges: list[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    # The first line says which step it is.
    return (it for it in ranges if it != (1, 1))


@pytest.mark.parametrize("name", list(DEEDS)[1:])
def test_what_is_new_is_pointed_out(name, request):
    names = list(DEEDS)
    expected = new_lines(name, names[names.index(name) - 1])
    path = page_of(name)
    if request.config.getoption("--update-transcripts"):
        text = path.read_text("utf-8")
        told = f":emphasize-lines: {expected}"
        path.write_text(EMPHASIZED.sub(told, text, count=1), "utf-8")

    assert EMPHASIZED.findall(path.read_text("utf-8"))[:1] == [expected]


def test_every_step_has_a_page():
    steps = {path.stem for path in STEPS.glob("step_*.py")}

    assert {page_of(name) for name in steps} == set(
        PAGES.glob("[0-9]*.md"),
    )
    assert {*DEEDS, "step_9_test", "step_10_server"} == steps


@pytest.mark.parametrize("name", DEEDS)
def test_a_page_shows_the_code_and_the_chat(name):
    text = page_of(name).read_text("utf-8")

    included = re.findall(r"```\{literalinclude\} (\S+)", text)
    shown = {(PAGES / path).resolve() for path in included}

    transcripts = Path(__file__).parent / "transcripts" / "tutorial"
    assert STEPS / f"{name}.py" in shown
    assert transcripts / f"chat-{name}.txt" in shown
