"""The plugin, run by a pytest of its own."""

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
    pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]
"""
BOT = """
    import pytest
    from aiogram import Dispatcher
    from aiogram.filters import Command

    @pytest.fixture
    def dispatcher():
        dispatcher = Dispatcher()

        @dispatcher.message(Command("start"))
        async def start(message):
            await message.answer("Hello")

        return dispatcher
"""


@pytest.fixture
def run(pytester):
    pytester.makeini(
        "[pytest]\nasyncio_mode = auto\n"
        "asyncio_default_fixture_loop_scope = function\n",
    )
    pytester.makeconftest(CONFTEST)

    def run(code: str, *args: str):
        pytester.makepyfile(test_bot=BOT + code)
        return pytester.runpytest_inprocess(
            "-p",
            "no:cacheprovider",
            "-p",
            "no:cov",
            *args,
        )

    return run


GOLDEN = """
    @pytest.mark.parametrize("name", ["Ann", "Bob/2"])
    async def test_hello(telegram, dispatcher, golden_transcript, name):
        async with telegram.bot(dispatcher):
            ann = telegram.person(name)
            await ann.says("/start")
            golden_transcript(ann.transcript())
            golden_transcript(ann.screen(), "screen")
"""


def test_golden_transcripts(run, pytester):
    missing = run(GOLDEN)
    written = run(GOLDEN, "--update-transcripts")
    same = run(GOLDEN)
    changed = run(GOLDEN.replace('says("/start")', 'says("/start now")'))

    missing.assert_outcomes(failed=2)
    missing.stdout.fnmatch_lines(
        ["*no transcript*", "*--update-transcripts*"],
    )
    written.assert_outcomes(passed=2)
    same.assert_outcomes(passed=2)
    changed.assert_outcomes(failed=2)
    changed.stdout.fnmatch_lines(["*-Ann: /start", "*+Ann: /start now"])
    files = pytester.path.joinpath("transcripts", "bot").iterdir()
    assert sorted(file.name for file in files) == [
        "hello-Ann.screen.txt",
        "hello-Ann.txt",
        "hello-Bob-2.screen.txt",
        "hello-Bob-2.txt",
    ]


def test_the_chat_is_shown_when_a_test_fails(run):
    result = run(
        """
    async def test_hello(telegram, dispatcher):
        async with telegram.bot(dispatcher):
            ann = telegram.person("Ann")
            await ann.says("/start")
            assert ann.last_message.text == "Good bye"
""",
    )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*Chats so far*", "<Ann in chat 101>", "Ann: /start", "*Hello*"],
    )


def test_nothing_is_shown_of_chats_that_were_not(run):
    result = run(
        """
    async def test_nobody(telegram):
        assert False

    async def test_without():
        assert False
""",
    )

    result.assert_outcomes(failed=2)
    result.stdout.no_fnmatch_line("*Chats so far*")
