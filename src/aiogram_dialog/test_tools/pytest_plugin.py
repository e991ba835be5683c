"""A plugin for pytest: a Telegram for each test, and what it is good for.

Golden transcripts compare conversations, ``explore`` has all of them.

Turn it on in the ``conftest.py`` of your tests::

    pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]
"""

from collections.abc import Generator

import pytest

from aiogram_dialog.explore import Explores
from aiogram_dialog.explore import explore as explore_bot

from .telegram import Telegram
from .transcripts import GoldenTranscripts, file_stem

_TELEGRAM = "telegram"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden transcripts."""
    group = parser.getgroup("aiogram_dialog")
    group.addoption(
        "--update-transcripts",
        action="store_true",
        help="write golden transcripts instead of comparing them",
    )


@pytest.fixture
def telegram() -> Telegram:
    """Return a Telegram of one's own for the test."""
    return Telegram()


@pytest.fixture
def golden_transcript(request: pytest.FixtureRequest) -> GoldenTranscripts:
    """Return what compares drawings of a chat with files.

    The files are in ``transcripts`` beside the test.
    """
    module = request.path.stem.removeprefix("test_")
    stem = file_stem(request.node.name.removeprefix("test_"))
    return GoldenTranscripts(
        request.path.parent / "transcripts" / module / stem,
        updates=bool(request.config.getoption("--update-transcripts")),
    )


@pytest.fixture
def explore() -> Explores:
    """Return what presses every button of a bot.

    ::

        report = await explore(dispatcher)
        assert not report.findings, str(report)
    """
    return explore_bot


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the chats so far if a test with a Telegram has failed."""
    report = yield
    telegram = getattr(item, "funcargs", {}).get(_TELEGRAM)
    if report.failed and isinstance(telegram, Telegram):
        drawn = telegram.report()
        if drawn:
            report.sections.append(("Chats so far", drawn))
    return report
