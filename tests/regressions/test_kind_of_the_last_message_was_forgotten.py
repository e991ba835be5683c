"""The kind and the protection of the last message were not stored."""

from aiogram.enums import ContentType


async def test_both_are_stored(stage):
    record = stage.records()["aiogd:stack:"]

    assert record["content_type"] == ContentType.TEXT.value
    assert "has_protected_content" in record
