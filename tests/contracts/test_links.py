"""Links between pages lead somewhere: to a file, and to a heading of it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
    ),
    *sorted((ROOT / "docs").rglob("*.md")),
]
FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
DEFINITION = re.compile(r"^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
DIRECTIVE = re.compile(
    r"^```\{(?:image|figure|literalinclude|include)\} (\S+)$",
    re.MULTILINE,
)
HEADING = re.compile(r"^#{1,6} (.+?) *#*$", re.MULTILINE)
TARGET = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def links_of(text: str) -> Iterator[str]:
    """Yield what a page links to, shows or includes in this repository."""
    prose = CODE.sub("`", FENCE.sub("", text))
    found = [
        *LINK.findall(prose),
        *DEFINITION.findall(prose),
        *DIRECTIVE.findall(text),
    ]
    return (link for link in found if not ELSEWHERE.match(link))


def anchors_of(text: str) -> set[str]:
    """Return the names that GitHub and MyST give to headings."""
    prose = FENCE.sub("", text)
    seen: Counter[str] = Counter()
    anchors = set(TARGET.findall(prose))
    for heading in HEADING.findall(prose):
        # A link in a heading counts by its text.
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return anchors


def dead_links(page: Path, root: Path = ROOT) -> list[str]:
    """Return the links of a page that lead nowhere."""
    return [
        link
        for link in links_of(page.read_text("utf-8"))
        if not _leads_somewhere(page, link, root)
    ]


def _leads_somewhere(page: Path, link: str, root: Path) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(root) or not target.exists():
        return False
    if not anchor:
        return True
    is_page = target.suffix == ".md"
    return is_page and anchor in anchors_of(target.read_text("utf-8"))


@pytest.mark.parametrize(
    "page",
    PAGES,
    ids=lambda it: str(it.relative_to(ROOT)),
)
def test_links_of(page):
    assert dead_links(page) == []


def test_pages_have_links():
    links = [
        link for page in PAGES for link in links_of(page.read_text("utf-8"))
    ]

    assert len(links) > 150
    assert sum("#" in link for link in links) > 5


OTHER = """\
# A page, and more

## `code()` of it

## Twice

## Twice
"""


@pytest.mark.parametrize(
    ("link", "is_dead"),
    [
        ("other.md", False),
        ("other.md#a-page-and-more", False),
        ("other.md#code-of-it", False),
        ("other.md#twice-1", False),
        ("#here", False),
        ("#marked", False),
        ("https://example.org/nothing.md", False),
        ("mailto:ann@example.org", False),
        ("nothing.md", True),
        ("other.md#twice-2", True),
        ("other.md#comment", True),
        ("#nowhere", True),
        ("../../etc/passwd", True),
    ],
)
def test_dead_links_are_found(link, is_dead, tmp_path):
    (tmp_path / "other.md").write_text(f"{OTHER}\n```\n# comment\n```\n")
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n\n(marked)=\n\n"
        f"See [it]({link}), `[no](link.md)`.\n\n```text\n[no](link.md)\n```\n",
    )

    assert dead_links(page, tmp_path) == [link] * is_dead


@pytest.mark.parametrize(
    "text",
    [
        "![picture](no.png)",
        '[it](no.png "title")',
        "[it]: no.png",
        "```{image} no.png\n:alt: it\n```",
        "```{literalinclude} no.png\n```",
    ],
)
def test_every_kind_of_link_is_seen(text):
    assert list(links_of(text)) == ["no.png"]
