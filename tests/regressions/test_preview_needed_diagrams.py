"""The page of windows could not be made without a package it did not use."""

import sys

import pytest

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools import render_preview, render_transitions
from aiogram_dialog.widgets.text import Const


@pytest.fixture
def dialog(small, monkeypatch):
    monkeypatch.setitem(sys.modules, "diagrams", None)
    return Dialog(Window(Const("Hello"), state=small.sub.only))


async def test_a_page_needs_nothing(dialog, tmp_path):
    await render_preview(dialog, tmp_path / "page.html")

    assert "Hello" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_what_a_picture_needs_is_said(dialog, tmp_path):
    with pytest.raises(ModuleNotFoundError, match=r"aiogram-dialog\[tools\]"):
        render_transitions(dialog, filename=str(tmp_path / "picture"))
