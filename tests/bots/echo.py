"""A bot without dialogs: inline buttons, files, and a bad day."""

import asyncio

from aiogram import Dispatcher, F
from aiogram.enums import ContentType
from aiogram.filters import Command
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

# A transparent pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082",
)


def keyboard(count: int) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=f"Again ({count})",
                    callback_data=f"again:{count}",
                ),
            ],
            [
                InlineKeyboardButton(text="Site", url="https://example.org"),
                InlineKeyboardButton(
                    text="Copy",
                    copy_text=CopyTextButton(text="a word"),
                ),
            ],
            [InlineKeyboardButton(text="Break", callback_data="break")],
        ],
    )


async def echo(message: Message) -> None:
    await message.answer(f"You said: {message.text}", reply_markup=keyboard(0))


async def again(query: CallbackQuery) -> None:
    count = int(str(query.data).partition(":")[2]) + 1
    if isinstance(query.message, Message):
        await query.message.edit_text(
            f"Pressed {count} times",
            reply_markup=keyboard(count),
        )
    await query.answer("Counted", show_alert=count > 1)


async def fail(query: CallbackQuery) -> None:
    raise RuntimeError("It is broken.")


async def photo(message: Message) -> None:
    await message.bot.send_chat_action(message.chat.id, "upload_photo")
    await message.answer_photo(
        BufferedInputFile(PNG, "pixel.png"),
        caption="A pixel",
    )


async def page(message: Message) -> None:
    html = b"<html><script>alert(1)</script></html>"
    await message.answer_document(BufferedInputFile(html, "page.html"))


async def think(message: Message) -> None:
    await message.bot.send_chat_action(message.chat.id, "typing")
    await asyncio.sleep(60)


async def take_file(message: Message) -> None:
    kind = ContentType(message.content_type).value
    await message.answer(f"A {kind}, {message.caption}")


def make_dispatcher() -> Dispatcher:
    dispatcher = Dispatcher()
    dispatcher.message.register(photo, Command("photo"))
    dispatcher.message.register(page, Command("page"))
    dispatcher.message.register(think, Command("think"))
    dispatcher.message.register(take_file, F.photo | F.document | F.voice)
    dispatcher.message.register(echo, F.text)
    dispatcher.callback_query.register(again, F.data.startswith("again:"))
    dispatcher.callback_query.register(fail, F.data == "break")
    return dispatcher
