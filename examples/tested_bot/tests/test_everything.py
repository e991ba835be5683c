"""Mistakes that are found without thinking of them."""

from tested_bot.bot import make_dispatcher

from aiogram_dialog.check import check
from aiogram_dialog.explore import Explores


def test_check() -> None:
    # AD802 says that dialogs are kept in memory: it is known.
    findings = check(make_dispatcher(), ignore=["AD802"])

    assert [str(finding) for finding in findings] == []


async def test_explore(explore: Explores) -> None:
    """Press every button, and write words, numbers and 4096 symbols."""
    report = await explore(make_dispatcher())

    assert not report.findings, str(report)
    assert report.not_reached == []
