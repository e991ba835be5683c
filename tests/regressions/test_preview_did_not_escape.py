"""Texts without a parse mode broke the page of windows."""

import pytest

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.preview import render_preview_content
from aiogram_dialog.widgets.text import Const


@pytest.mark.parametrize(
    ("setup", "expected"),
    [
        ({}, "a &lt;b&gt; &amp; c"),
        ({"parse_mode": None}, "a &lt;b&gt; &amp; c"),
        ({"parse_mode": "Markdown"}, "a &lt;b&gt; &amp; c"),
        ({"parse_mode": "HTML"}, "a &lt;b&gt; &amp; c"),
    ],
)
async def test_symbols_of_html(small, setup, expected):
    dialog = Dialog(
        Window(Const("a <b> & c"), state=small.sub.only, **setup),
    )

    page = await render_preview_content(dialog)

    assert f'<div class="text">{expected}</div>' in page


async def test_html_is_html(small):
    dialog = Dialog(
        Window(Const("<b>a</b>"), state=small.sub.only, parse_mode="HTML"),
    )

    page = await render_preview_content(dialog)

    assert '<div class="text"><b>a</b></div>' in page
