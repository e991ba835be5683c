"""Turn on the test kit: ``telegram``, ``golden_transcript``, ``explore``."""

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]
