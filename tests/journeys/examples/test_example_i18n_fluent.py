"""One bot, three languages."""

import re
import sys

import pytest
from aiogram.filters import Command
from aiogram.types import User
from fluent.runtime import FluentBundle

from aiogram_dialog.check import check


@pytest.fixture
def example(load_example):
    yield (example := load_example("i18n_fluent"))
    for name in list(sys.modules):
        if name.startswith(f"{example.__name__}."):
            del sys.modules[name]


@pytest.fixture
def dispatcher(example):
    return example.make_dispatcher()


@pytest.fixture
def translation(example):
    return sys.modules[f"{example.__name__}.translation"]


async def test_conversation(telegram, golden_transcript, dispatcher):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann", language_code="en")
        await ann.says("/start")
        await ann.presses("+")
        await ann.presses("Language")
        await ann.presses("Русский")
        await ann.presses("« Назад")
        await ann.presses("+")
        await ann.presses("Язык")
        await ann.presses("Deutsch")
        await ann.presses("« Zurück")
        await ann.says("/start")

        golden_transcript(ann.transcript())


@pytest.mark.parametrize(
    ("code", "hello"),
    [
        ("de", "Hallo, Ann!"),
        ("ru-RU", "Привет, Ann!"),
        ("fr", "Hello, Ann!"),
        (None, "Hello, Ann!"),
    ],
)
async def test_language_of_the_client(telegram, dispatcher, code, hello):
    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann", language_code=code)
        await ann.says("/start")

        assert ann.last_message.text.splitlines()[0] == hello


async def test_background_commands_know_the_language(
    telegram,
    dispatcher,
    example,
):
    shop = sys.modules[f"{example.__name__}.bot"].Shop

    @dispatcher.message(Command("later"))
    async def later(message, bot, dialog_bg_factory):
        user_id = message.from_user.id
        bg = dialog_bg_factory.bg(bot, user_id=user_id, chat_id=user_id)
        await bg.start(shop.language)

    async with telegram.bot(dispatcher):
        ann = telegram.person("Ann", language_code="de")
        await ann.says("/later")

        assert ann.last_message.text == "Welche Sprache sprichst du?"
        assert ann.buttons()[1] == ["✓ Deutsch"]


def test_nothing_is_left_untranslated(translation):
    english, *others = (
        re.findall(
            r"(?m)^([\w-]+) =",
            (translation.LOCALES / f"{language}.ftl").read_text("utf-8"),
        )
        for language in translation.LANGUAGES
    )

    assert "basket" in english
    assert all(keys == english for keys in others)


def test_unknown_key(translation):
    with pytest.raises(LookupError, match=r"no 'helo' in en\.ftl"):
        translation.I18n("helo")


def test_a_value_that_is_missing(translation, caplog):
    ann = User(id=1, is_bot=False, first_name="Ann", language_code="de")

    text = translation.Translator(ann, {}).translate("hello", {})

    assert text == "Hallo, name!"
    assert "hello of de: Unknown external: name" in caplog.text


def test_a_message_that_is_missing(translation, monkeypatch):
    nothing = FluentBundle(["de"])
    monkeypatch.setitem(translation.BUNDLES, "de", nothing)
    ann = User(id=1, is_bot=False, first_name="Ann", language_code="de")

    text = translation.Translator(ann, {}).translate("language", {})

    assert text == "Language"


def test_check(dispatcher):
    findings = check(dispatcher, ignore=["AD802"])

    assert [str(finding) for finding in findings] == []


async def test_explore(explore, dispatcher):
    report = await explore(dispatcher)

    assert not report.findings, str(report)
