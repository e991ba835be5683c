"""The links of the about dialog began with a blank."""

from email.message import Message

from aiogram_dialog import about


async def test_links_are_clean(monkeypatch):
    found = Message()
    found["Name"] = "aiogram-dialog"
    found["Project-URL"] = "Docs, https://example.com/docs"

    class Metadata:
        json = {"name": "aiogram-dialog"}  # noqa: RUF012 - as the library has it

        def get_all(self, name: str) -> list[str]:
            return found.get_all(name)

    monkeypatch.setattr(about, "metadata", lambda _: Metadata())

    data = await about.metadata_getter()

    assert data["urls"] == [["Docs", "https://example.com/docs"]]
