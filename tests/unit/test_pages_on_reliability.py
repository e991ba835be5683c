"""The code of these pages runs, and the tests they name are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["many-workers.md", "reliability.md", "security.md"]


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text("utf-8")


@pytest.mark.parametrize("page", ["many-workers.md", "security.md"])
def test_code(page):
    names: dict[str, object] = {}
    blocks = re.findall(r"```python\n(.*?)```", text_of(page), re.DOTALL)
    for block in blocks:
        exec(compile(block, page, "exec"), names)  # noqa: S102 - the page's own code
    assert blocks


@pytest.mark.parametrize("page", PAGES)
def test_what_is_named_is_there(page):
    text = text_of(page)
    files = re.findall(r"`(tests/\S+\.py)`", text)
    pages = re.findall(r"\]\(([\w-]+\.md)", text)

    assert files or pages or "examples/" in text
    assert [it for it in files if not (ROOT / it).exists()] == []
    assert [it for it in pages if not (ROOT / "docs" / it).exists()] == []
