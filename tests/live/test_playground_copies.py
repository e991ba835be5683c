"""Conversations of the playground as tests that pass when they are run."""

import asyncio
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ANN = 101
CHAT = "900001:101"


async def run_copy(page, directory):
    """Run the copy with pytest, with nothing else; return it."""
    source = await page.do("copy_test")
    compile(source, "test_copied.py", "exec")
    (directory / "test_copied.py").write_text(source, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "test_copied.py",
        cwd=directory,
        # How much it reaches is measured by the tests themselves.
        env={k: it for k, it in os.environ.items() if k[:4] != "COV_"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, f"{source}\n{output.decode()}"
    return source


async def press(page, message, label, *, person=ANN, chat=CHAT):
    for row, buttons in enumerate(message["keyboard"]):
        for column, button in enumerate(buttons):
            if button["text"] == label:
                await page.do(
                    "press",
                    chat=chat,
                    person=person,
                    message=message["id"],
                    row=row,
                    column=column,
                )
                await page.settle()
                return
    raise AssertionError(label)


async def newest(page, chat=CHAT):
    await page.settle()
    history = await page.do("history", chat=chat)
    return history["messages"][-1]


async def test_a_form(playing, tmp_path):
    async with playing("form") as page:
        for text in ("/start", 'Ann "A"', "many", "30"):
            await page.ann("say", text=text)
            await page.settle()
        await page.ann("press_reply", text="Share my number")
        await page.settle()
        source = await run_copy(page, tmp_path)

    assert f'"""A conversation with {ROOT}/tests/bots/form:' in source
    assert "await ann.says('Ann \"A\"')" in source
    assert "assert ann.last_message.text == 'A number, please.'" in source
    assert "await ann.taps('Share my number')" in source


async def test_everything_people_do(playing, tmp_path):
    async with playing("echo") as page:
        await page.ann("say", text="Hello")
        first = await newest(page)
        await page.ann("say", text="Hello again", reply_to=first["id"])
        second = await newest(page)
        await press(page, second, "Again (0)")
        # That is not the newest one with such a button.
        await press(page, first, "Break")
        await press(page, await newest(page), "Again (1)")
        sent = await page.ann("say", text="Helo")
        await page.settle()
        await page.ann("edit", message=sent, text="Hello!")
        await page.settle()
        await page.ann("delete", message=sent)
        await page.settle()
        for size in (5, 500):
            async with page.http.post(
                f"{page.server.url}upload?name=a.txt",
                data=b"a" * size,
            ) as response:
                upload = (await response.json())["upload"]
            await page.ann("attach", kind="document", upload=upload)
            await page.settle()
        await page.ann("send_contact", phone="+1", first_name="Eve")
        await page.ann("send_location", latitude=1.5, longitude=2)
        await page.do("block", person=ANN)
        await page.do("unblock", person=ANN)
        await page.settle()
        await page.do("restart")
        await page.ann("say", text="The end")
        await page.settle()
        source = await run_copy(page, tmp_path)

    assert "with pytest.raises(RuntimeError):" in source
    assert "await ann.presses('Again (0)')" in source
    assert "of=ann.messages[-3]" in source
    assert "file=b'aaaaa'" in source
    assert "file=bytes(500)" in source
    assert "# Restart: the bot began anew." in source


async def test_the_showcase_with_two_people(playing, tmp_path):
    async with playing("showcase") as page:
        await page.do(
            "change_person",
            person=ANN,
            name="Anna",
            language="de",
        )
        await page.ann("say", text="/start")
        for label in ("📜 Long lists", "🌍 Buttons", ">", "⬅️ Back"):
            await press(page, await newest(page), label)
        bob = await page.do("add_person", name="Bob")
        eve = await page.do("add_person", name="ann")
        group = await page.do(
            "add_group",
            title="My friends",
            people=[ANN, bob],
            forum=True,
        )
        thread = await page.do(
            "add_topic",
            chat=group,
            person=ANN,
            title="Polls",
        )
        await page.do("join", chat=group, person=eve)
        await page.do(
            "say",
            chat=group,
            person=bob,
            text="/poll",
            thread=thread,
        )
        poll = await newest(page, group)
        label = poll["keyboard"][0][0]["text"]
        for person in (ANN, bob, eve):
            await press(
                page,
                poll,
                label,
                person=person,
                chat=group,
            )
            poll = await newest(page, group)
        source = await run_copy(page, tmp_path)

    assert "first_name='Anna', language_code='de'" in source
    assert "telegram.group('My friends', ann, bob, is_forum=True)" in source
    assert ".topic('Polls')" in source
    assert ".joins)" in source


async def test_a_bare_dialog(playing, tmp_path):
    bot = """
from aiogram.fsm.state import State, StatesGroup
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Cancel
from aiogram_dialog.widgets.text import Const


class Shop(StatesGroup):
    list = State()


shop = Dialog(Window(Const("Goods"), Cancel(), state=Shop.list))


async def make_later():
    return shop
"""
    (tmp_path / "bare_shop.py").write_text(bot)
    for name, code in (
        ("shop", "as_dispatcher(shop)"),
        ("make_later", "as_dispatcher(await make_later())"),
    ):
        async with playing(f"{tmp_path}/bare_shop:{name}") as page:
            await page.ann("say", text="/start")
            await press(page, await newest(page), "Cancel")
            source = await page.do("copy_test")
            assert f"telegram.bot({code})" in source
            if name == "make_later":
                await run_copy(page, tmp_path)
