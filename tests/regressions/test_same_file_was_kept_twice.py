"""A path and its text were two files for the media id storage."""

from pathlib import Path

from aiogram_dialog.api.entities import MediaId
from aiogram_dialog.context.media_storage import MediaIdStorage


async def test_path_and_text_are_one():
    storage = MediaIdStorage()
    await storage.save_media_id(Path("x"), None, "photo", MediaId("id"))

    found = await storage.get_media_id("x", None, "photo")

    assert found == MediaId("id")
