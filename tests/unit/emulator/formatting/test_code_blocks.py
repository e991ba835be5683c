"""Blocks of code and the languages they name, in all modes."""

import pytest

from aiogram_dialog.emulator.formatting import FormattingError, format_text


def block(raw: str, mode: str) -> tuple[str, str, str | None]:
    """Return the text, and type and language of its only entity."""
    formatted = format_text(raw, parse_mode=mode, entities=None)
    (entity,) = formatted.entities
    return formatted.text, entity.type, entity.language


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2"])
@pytest.mark.parametrize(
    ("raw", "text", "language"),
    [
        ("```x```", "x", None),
        ("```\nx```", "x", None),
        ("```\r\nx```", "x", None),
        ("```py\nx```", "x", "py"),
        ("```py\r\nx```", "x", "py"),
        ("```c++\nx\n```", "x", "c++"),
        # One line is skipped, no more.
        ("```py\n\n\nx```", "\n\nx", "py"),
        ("y```py\n\nx```", "y\nx", "py"),
        # A blank ends a language as well.
        ("y```py x```", "y x", "py"),
        ("``` py\nx```", " py\nx", None),
    ],
)
def test_fences(raw, text, language, mode):
    assert block(raw, mode) == (text, "pre", language)


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2"])
def test_a_language_without_code_is_nothing(mode):
    formatted = format_text("a```py\n```", parse_mode=mode, entities=None)

    assert (formatted.text, formatted.entities) == ("a", ())


def test_a_fence_of_blanks_that_has_no_end():
    with pytest.raises(FormattingError, match="of PreCode entity"):
        format_text("```py ", parse_mode="MarkdownV2", entities=None)


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ('<pre><code class="language-py">x</code></pre>', "py"),
        ("<pre><code class='language-py'>x</code ></pre>", "py"),
        # The code has to be all of the block.
        ('<pre>y<code class="language-py">x</code></pre>', None),
        ('<pre><code class="language-py">x</code>y</pre>', None),
        ('<pre><code class="py">x</code></pre>', None),
        ("<pre><code>x</code></pre>", None),
        ("<pre>x</pre>", None),
    ],
)
def test_code_in_pre(raw, language):
    _, kind, named = block(raw, "HTML")

    assert (kind, named) == ("pre", language)


@pytest.mark.parametrize(
    ("raw", "mode"),
    [("[a.bc]", "Markdown"), (r"[a\.bc]", "MarkdownV2")],
)
def test_a_link_without_an_address_is_its_own(raw, mode):
    formatted = format_text(raw, parse_mode=mode, entities=None)

    assert [entity.url for entity in formatted.entities] == ["http://a.bc/"]


def test_an_older_link_may_end_with_the_text():
    formatted = format_text(
        "[t](a.bc",
        parse_mode="Markdown",
        entities=None,
    )

    assert formatted.text == "t"
    assert [entity.url for entity in formatted.entities] == ["http://a.bc/"]
