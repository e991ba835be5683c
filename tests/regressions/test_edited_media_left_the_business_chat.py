"""Media of a business chat were edited without its connection."""

from aiogram.types import Chat

from aiogram_dialog.api.entities import (
    MediaAttachment,
    NewMessage,
    OldMessage,
    ShowMode,
)
from aiogram_dialog.message.message_manager import MessageManager


async def test_connection_and_markup(stage):
    customer = stage.world.add_person("Customer")
    connection = stage.world.connect_business(stage.ann, stage.account)
    chat_ref = stage.world.business_chat(stage.ann, customer)
    customer.says(chat_ref, "hello")
    manager = MessageManager()
    chat = Chat(id=customer.id, type="private")

    async def show(name: str, old: OldMessage | None) -> OldMessage:
        return await manager.show_message(
            stage.bot,
            NewMessage(
                chat=chat,
                business_connection_id=connection.id,
                text=name,
                media=MediaAttachment(
                    "photo",
                    url=f"https://example.com/{name}.jpg",
                ),
                show_mode=ShowMode.EDIT,
            ),
            old,
        )

    await show("two", await show("one", None))

    (call,) = (
        entry
        for entry in stage.world.journal
        if getattr(entry, "method", "") == "editMessageMedia"
    )
    assert call.params["business_connection_id"] == connection.id
