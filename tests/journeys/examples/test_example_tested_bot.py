"""The tests of an example pass, and they fail where there is a mistake."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[3] / "examples" / "tested_bot"

RIGHT = "the right one"
MISTAKES = {
    "a table for 80": ("SEATS = 8", "SEATS = 80"),
    "names may be too long": ("LONGEST_NAME = 64", "LONGEST_NAME = 9999"),
}
# All in one process, for it takes long to begin.
RUN_TESTS = """
import json, os, pytest, sys
codes = {}
for directory in sys.argv[1:]:
    os.chdir(directory)
    code = pytest.main(["-q", "-p", "no:cacheprovider"])
    codes[os.path.basename(os.path.dirname(directory))] = code
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", "") or "").startswith(directory):
            del sys.modules[name]
print(json.dumps(codes))
"""


def copy_example(path, right="", wrong=""):
    """Copy it to where no other configuration is near."""
    ignored = shutil.ignore_patterns("__pycache__")
    copy = shutil.copytree(EXAMPLE, path / "tested_bot", ignore=ignored)
    bot = copy / "bot.py"
    code = bot.read_text("utf-8")
    assert right in code
    bot.write_text(code.replace(right, wrong, 1), "utf-8")
    return copy


def run_tests(*directories):
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "COV"))
    }
    done = subprocess.run(  # noqa: S603 - the Python we are run by
        [sys.executable, "-c", RUN_TESTS, *map(str, directories)],
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    *told, codes = done.stdout.splitlines()
    return "\n".join(told), json.loads(codes)


def test_they_pass_and_find_mistakes(tmp_path):
    right = copy_example(tmp_path / RIGHT)
    wrong = [
        copy_example(tmp_path / name, *change)
        for name, change in MISTAKES.items()
    ]

    told, codes = run_tests(right, *wrong)

    assert codes == {
        RIGHT: pytest.ExitCode.OK,
        **dict.fromkeys(MISTAKES, pytest.ExitCode.TESTS_FAILED),
    }, told
    assert "12 passed" in told


async def test_it_is_a_bot(load_example, telegram):
    async with telegram.bot(load_example("tested_bot").make_dispatcher()):
        ann = telegram.person("Ann")
        await ann.says("/start")

        assert ann.last_message.text == "What is your name?"
