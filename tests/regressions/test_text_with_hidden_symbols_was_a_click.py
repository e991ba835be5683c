"""Texts that end in symbols nobody sees were taken for clicks, or crashed."""

import pytest


@pytest.mark.parametrize(
    "tail",
    [
        "\u200c\u200c",
        "\u2064" * 4,
        "\u00ad",
        # The byte 0xff, which no text has.
        "\U0001d17a\U0001d17a",
    ],
)
async def test_such_a_text_is_a_text(stage, small, tail):
    texts = []

    async def keep(manager) -> None:
        texts.append(manager.event.text)

    small.click = keep
    await stage.says(f"hello{tail}")

    assert texts == [f"hello{tail}"]
