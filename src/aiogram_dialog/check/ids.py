"""Ids that tell no widgets apart, or name the wrong one."""

from collections.abc import Iterator

from aiogram_dialog.widgets.common.scroll import Scroll
from aiogram_dialog.widgets.kbd.pager import BasePager
from aiogram_dialog.widgets.mistakes import shared_ids

from .bot_model import WindowModel
from .finding import DUPLICATE_ID, NO_SCROLL, PAGERS_SHARE_ID, Finding


def check_shared_ids(window: WindowModel) -> Iterator[Finding]:
    """Yield ids that are there twice."""
    for shared in shared_ids(window.window.parts()):
        are_pagers = isinstance(shared.first, BasePager) and isinstance(
            shared.other,
            BasePager,
        )
        rule = PAGERS_SHARE_ID if are_pagers else DUPLICATE_ID
        yield Finding(rule, window.name, str(shared))


def check_pagers(window: WindowModel) -> Iterator[Finding]:
    """Yield pagers of what has no pages."""
    for widget in window.widgets():
        if not isinstance(widget, BasePager) or not isinstance(
            widget.scroll,
            str,
        ):
            continue
        # Widgets are looked up in the whole dialog.
        found = window.dialog.dialog.find(widget.scroll)
        if not isinstance(found, Scroll):
            yield Finding(
                NO_SCROLL,
                window.name,
                f"{widget} turns the pages of {widget.scroll!r}, "
                + (
                    f"but that is {found}, which has none."
                    if found is not None
                    else "but no widget of the dialog has this id."
                ),
            )
