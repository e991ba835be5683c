"""Wrong arguments of the preview command gave tracebacks."""

import sys

import pytest

from aiogram_dialog.tools import web_preview


@pytest.mark.parametrize("arguments", [[], ["bot"], ["bot:a:b"], ["--wrong"]])
def test_the_usage_is_told(arguments, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["aiogram-dialog-preview", *arguments])

    with pytest.raises(SystemExit) as stopped:
        web_preview.main()

    assert stopped.value.code == 2
    assert "usage: aiogram-dialog-preview" in capsys.readouterr().err


def test_help_is_no_mistake(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["aiogram-dialog-preview", "--help"])

    with pytest.raises(SystemExit) as stopped:
        web_preview.main()

    assert stopped.value.code == 0
    assert "PACKAGE.MODULE:OBJECT" in capsys.readouterr().out
