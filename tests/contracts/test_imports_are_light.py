"""What a bot does not use is not imported."""

import json
import subprocess
import sys

HEAVY = {
    "aiogram_dialog.check",
    "aiogram_dialog.emulator",
    "aiogram_dialog.test_tools",
    "aiogram_dialog.tools",
    "jinja2",
    "rich",
    "typer",
}


def test_a_bot_imports_only_dialogs():
    code = (
        "import json, sys, aiogram_dialog, aiogram_dialog.widgets.text\n"
        "print(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )

    imported = set(json.loads(done.stdout))
    assert "aiogram_dialog.dialog" in imported
    assert not HEAVY & imported
