"""A bot that things happen to."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

BOT = Path(__file__).with_name("bot.py")


@pytest.fixture(scope="session")
def faulty_bot() -> ModuleType:
    """Return the module of the bot that things happen to."""
    spec = importlib.util.spec_from_file_location("faulty_bot", BOT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
