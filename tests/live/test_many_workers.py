"""The example of a bot in several processes, from start to end."""

import importlib
import shutil
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

pytestmark = pytest.mark.skipif(
    shutil.which("redis-server") is None,
    reason="redis-server is not installed",
)


@pytest.fixture
def show(monkeypatch):
    monkeypatch.syspath_prepend(str(EXAMPLES))
    yield importlib.import_module("many_workers.__main__").show
    for name in list(sys.modules):
        if name.partition(".")[0] == "many_workers":
            del sys.modules[name]


async def test_everything_counts_and_nothing_twice(show, capsys):
    assert await show()

    assert capsys.readouterr().out.splitlines() == [
        "20 people did 200 things at once.",
        "20 of them see that all of theirs was counted,",
        "which is also what is stored.",
        "0 locks are left.",
    ]
