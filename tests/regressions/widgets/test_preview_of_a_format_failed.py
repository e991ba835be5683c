"""Names that a preview has no value for were drawn as objects or raised."""

import pytest

from aiogram_dialog.tools.preview import FakeManager
from aiogram_dialog.widgets.text import Format


@pytest.mark.parametrize(
    "template",
    ["{x!r}", "{x!s:>5}", "{x.y[0]:d}", "{known[missing]}", "{known.sub}"],
)
async def test_the_placeholder_is_shown(template):
    manager = FakeManager()

    assert (
        await Format(template).render_text({"known": {}}, manager) == template
    )
