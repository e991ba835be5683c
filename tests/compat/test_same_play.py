"""Bots do the same with this version of the package and with 2.6.0.

`play.py` lets people press and say things at random, once with each version.
All calls, screens and records are the same but for what `intended.py` tells.
The environment `compat` of tox has the other interpreter.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from compare import Comparison, compare

PLAY = Path(__file__).with_name("play.py")
OTHER = os.environ.get("OTHER_PYTHON", "")
SEEDS = 200

pytestmark = pytest.mark.skipif(
    not OTHER,
    reason="OTHER_PYTHON names no interpreter with version 2.6.0",
)


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Let both play at the same time."""
    path = tmp_path_factory.mktemp("play")
    with ThreadPoolExecutor() as pool:
        ours = pool.submit(play, sys.executable, path / "this")
        theirs = pool.submit(play, OTHER, path / "other")
    return compare(ours.result(), theirs.result())


def play(python: str, out: Path) -> Path:
    command = [python, str(PLAY), "--seeds", f"0:{SEEDS}", "--out", str(out)]
    # Each finds its own version and nothing else.
    env = {
        name: os.environ[name] for name in os.environ if "PYTHON" not in name
    }
    subprocess.run(  # noqa: S603 - an interpreter that was chosen
        command,
        check=True,
        capture_output=True,
        env=env,
    )
    return out


def test_nothing_else_is_different(comparison):
    shown = "\n\n".join(comparison.unexplained[:5])
    count = len(comparison.unexplained)
    assert not count, f"{count} walks differ without a reason:\n{shown}"


def test_all_differences_that_are_intended_occur(comparison):
    assert not comparison.unused()


def test_all_walks_are_compared(comparison):
    assert set(comparison.walks.values()) == {SEEDS}


def test_all_windows_are_seen_often(comparison):
    seldom = {
        name: count
        for name, count in comparison.windows.items()
        if count < SEEDS / 4 and "Sub" not in name
    }
    assert not seldom
