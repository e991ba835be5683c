"""The page about the examples: it has all of them, and shows what they do."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
PAGE = (ROOT / "docs" / "examples.md").read_text("utf-8")
SECTION = re.compile(r"(?m)^## (\w+)\n(.*?)(?=^## |\Z)", re.DOTALL)
SECTIONS = {
    name: re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    for name, text in SECTION.findall(PAGE)
    if "```text" in text
}


def transcripts(name):
    here = Path(__file__).parent / "transcripts" / f"example_{name}"
    return [path.read_text("utf-8") for path in here.glob("*.txt")]


def test_all_examples_are_listed():
    table, *_ = PAGE.partition("\n## ")
    listed = set(re.findall(r"^\| \[?`(\w+)`", table, re.MULTILINE))
    there = {
        path.stem
        for path in EXAMPLES.iterdir()
        if path.suffix == ".py" or any(path.glob("*.py"))
    }

    assert there == listed


def test_sections():
    assert set(SECTIONS) == {
        "wizard",
        "shop",
        "paging",
        "stacks",
        "poll",
        "progress",
        "gallery",
        "custom_widgets",
        "i18n_fluent",
        "web_backend",
        "broker_worker",
    }


@pytest.mark.parametrize("name", SECTIONS)
def test_pieces_of_chats_are_true(name):
    told = transcripts(name)

    for piece in SECTIONS[name]:
        assert any(piece in transcript for transcript in told), piece
