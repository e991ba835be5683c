"""The bots of the pages are played, and do what the pages show.

A page has one bot: what its Python blocks define. Its ``text`` blocks in
which Ann does something are one conversation: what she does there is done,
and all that comes of it has to be as shown. A ``json`` block is what widgets
have stored at the end. ``--update-transcripts`` renews both.
"""

import json
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.filters import CommandStart

from aiogram_dialog import Dialog, StartMode, setup_dialogs
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    path
    for part in ("widgets", "guide")
    for path in sorted((DOCS / part).glob("*.md"))
    if path.stem != "index"
]
FENCE = re.compile(r"```(python|text|json)\n(.*?)```", re.DOTALL)
DEED = re.compile(r"^Ann(?:: | sends| presses )", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    def blocks(self, language: str) -> list[str]:
        return [
            body for kind, body in FENCE.findall(self.text) if kind == language
        ]

    def conversation(self) -> str:
        return "".join(filter(DEED.search, self.blocks("text")))

    def stored(self) -> Any:
        blocks = self.blocks("json")
        return json.loads(blocks[0]) if blocks else None

    def run(self) -> dict[str, Any]:
        names: dict[str, Any] = {}
        for block in self.blocks("python"):
            exec(compile(block, str(self.path), "exec"), names)  # noqa: S102 - the page's own code
        return names

    def rewrite(self, told: str, stored: Any) -> None:
        """Put into the blocks what has happened."""
        deeds = iter(re.split(rf"(?m)(?={DEED.pattern})", told)[1:])

        def renew(match: re.Match[str]) -> str:
            kind, body = match.groups()
            if kind == "json":
                new = json.dumps(stored, ensure_ascii=False)
                return f"```json\n{new}\n```"
            if kind == "text" and (count := len(DEED.findall(body))):
                return f"```text\n{''.join(islice(deeds, count))}```"
            return match.group()

        self.path.write_text(FENCE.sub(renew, self.text), "utf-8")


def make_dispatcher(names: dict[str, Any]) -> Dispatcher:
    """Return the bot of a page: its own one, or one of its dialogs."""
    if "make_dispatcher" in names:
        return names["make_dispatcher"]()
    dialogs = [it for it in names.values() if isinstance(it, Dialog)]
    dispatcher = Dispatcher(storage=JsonMemoryStorage())

    @dispatcher.message(CommandStart())
    async def start(message: Any, dialog_manager: Any) -> None:
        first = dialogs[0].states()[0]
        await dialog_manager.start(first, mode=StartMode.RESET_STACK)

    dispatcher.include_routers(*dialogs)
    setup_dialogs(dispatcher)
    return dispatcher


async def do(ann: Any, lines: list[str]) -> None:
    """Do what a transcript says that Ann has done."""
    deed = lines[0]
    if match := re.match(r"Ann presses \[(.*)\] of m\d+$", deed):
        await ann.presses(match[1])
    elif match := re.match(r"Ann: (.*)$", deed):
        is_key = f"{{{match[1]}}}" in ann.transcript()
        await (ann.taps if is_key else ann.says)(match[1])
    else:
        kind = lines[1].strip(" <>").split(maxsplit=1)[0]
        if kind in {"contact", "location"}:
            await ann.taps(f"My {kind}")
        else:
            await ann.sends(kind)


@pytest.mark.parametrize(
    "page",
    [Page(path) for path in PAGES],
    ids=lambda page: page.path.stem,
)
async def test_page(page: Page, telegram: Any, request: Any) -> None:
    names = page.run()
    conversation = page.conversation()
    if not conversation:
        assert names, "a page without code is no page of these"
        return

    async with telegram.bot(make_dispatcher(names)):
        ann = telegram.person("Ann")
        for deed in re.split(rf"(?m)(?={DEED.pattern})", conversation)[1:]:
            await do(ann, deed.splitlines())
        told = ann.transcript().rstrip("\n") + "\n"
        dialogs = await ann.dialogs()

    stored = dialogs[-1].widget_data if dialogs else {}
    if request.config.getoption("--update-transcripts"):
        page.rewrite(told, stored)
    assert page.conversation() == told
    assert page.stored() is None or page.stored() == stored


def test_there_are_pages() -> None:
    assert len(PAGES) > 30
