"""What a bot does not use is not imported."""

import subprocess
import sys

import pytest

HEAVY = [
    "aiogram_dialog.check",
    "aiogram_dialog.emulator",
    "aiogram_dialog.test_tools",
    "aiogram_dialog.tools",
    "jinja2",
    "rich",
    "typer",
]


@pytest.mark.parametrize("name", HEAVY)
def test_a_bot_imports_only_dialogs(name):
    code = (
        "import sys, aiogram_dialog, aiogram_dialog.widgets.text\n"
        f"print({name!r} in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "False"
