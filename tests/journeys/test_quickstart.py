"""The first bot that people read."""

import importlib.util
from pathlib import Path

from aiogram_dialog.check import check

PATH = Path(__file__).parents[2] / "examples" / "quickstart.py"


def make_dispatcher():
    spec = importlib.util.spec_from_file_location("quickstart", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.make_dispatcher()


async def test_conversation(telegram, golden_transcript):
    async with telegram.bot(make_dispatcher()):
        ann = telegram.person("Ann")
        await ann.says("/start")
        await ann.says("Ann")
        await ann.presses("🙁 Bad")
        await ann.presses("« Back")
        await ann.presses("🙂 Good")
        await ann.presses("Bye")

        golden_transcript(ann.transcript())


def test_check():
    findings = check(make_dispatcher(), ignore=["AD802"])

    assert [str(finding) for finding in findings] == []
