"""The project speaks of itself alone."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = [
    ".ci",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "docs",
    "examples",
    "pyproject.toml",
    "src",
    "tests",
    "tox.ini",
]
# In pieces, so that this file does not have what it looks for.
PIECES = [
    ("/wor", "k/"),
    (".lib", "rary"),
    ("helper ses", "sion"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("debian", ".org"),
    ("npmjs", ".org"),
    ("golang", ".org"),
]
WORDS = ["".join(pieces) for pieces in PIECES]


def files() -> list[Path]:
    found = [
        path
        for part in PARTS
        for path in [ROOT / part, *sorted((ROOT / part).rglob("*"))]
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert found
    return found


@pytest.mark.parametrize("part", PARTS)
def test_all_parts_are_looked_at(part: str) -> None:
    assert (ROOT / part).exists()


@pytest.mark.parametrize("word", WORDS)
def test_no_file_speaks_of_other_places(word: str) -> None:
    assert [
        str(path.relative_to(ROOT))
        for path in files()
        if word.encode() in path.read_bytes().lower()
    ] == []
