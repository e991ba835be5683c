"""The preview command listened on all interfaces of the machine."""

import sys

import pytest

from aiogram_dialog.tools import web_preview


@pytest.fixture
def listened(monkeypatch):
    """Return what the server was told, in place of serving."""
    told = {}
    monkeypatch.setattr(
        web_preview.web,
        "run_app",
        lambda _app, **options: told.update(options),
    )
    return told


def test_it_listens_on_this_machine(listened, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["aiogram-dialog-preview", "bot:a"])

    web_preview.main()

    assert (listened["host"], listened["port"]) == ("127.0.0.1", 9876)
    assert capsys.readouterr().out == web_preview.INTRO + "\n"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", ""])  # noqa: S104 - they are refused
def test_it_listens_nowhere_else(host, listened, monkeypatch, capsys):
    arguments = ["aiogram-dialog-preview", "bot:a", "--host", host]
    monkeypatch.setattr(sys, "argv", arguments)

    with pytest.raises(SystemExit):
        web_preview.main()

    assert "127.0.0.1 or ::1" in capsys.readouterr().err
    assert listened == {}
