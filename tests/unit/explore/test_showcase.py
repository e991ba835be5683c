"""The bot that shows everything is gone through as a whole."""

import importlib
import time

import pytest

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]


@pytest.fixture
def dispatcher(monkeypatch, request):
    examples = request.config.rootpath / "examples"
    monkeypatch.syspath_prepend(str(examples))
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.delenv("LOGIN_URL", raising=False)
    return importlib.import_module("showcase.bot").make_dispatcher()


async def test_every_window_is_reached_and_nothing_is_found(
    explore,
    dispatcher,
):
    before = time.process_time()

    report = await explore(dispatcher)

    assert not report.findings, str(report)
    assert report.is_complete
    assert report.not_reached == []
    assert len(report.known) > 50
    assert time.process_time() - before < 15
