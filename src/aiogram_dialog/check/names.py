"""Names in texts that no preview data has."""

from collections.abc import Iterator
from string import Formatter
from typing import Any

from jinja2 import Environment, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from aiogram_dialog.api.internal import Widget
from aiogram_dialog.widgets.common.tree import inner_widgets
from aiogram_dialog.widgets.data import (
    CompositeGetter,
    PreviewAwareGetter,
    StaticGetter,
)
from aiogram_dialog.widgets.text import Format, Jinja, List

from .bot_model import WindowModel
from .finding import UNKNOWN_NAME, Finding

# What every window has.
_ALWAYS = frozenset({"dialog_data", "event", "middleware_data", "start_data"})


def check_names(window: WindowModel) -> Iterator[Finding]:
    """Yield names that preview data should have and has not.

    Windows without preview data are left alone, and so are those whose
    preview data is given by a function: it is not called.
    """
    known = _preview_names(window)
    if known is None:
        return
    for name in sorted(set(_used_names(window.window.text)) - known):
        yield Finding(
            UNKNOWN_NAME,
            window.name,
            f"The text has {name!r}, but the preview data has only "
            f"{', '.join(sorted(known - _ALWAYS)) or 'nothing'}.",
        )


def _preview_names(window: WindowModel) -> set[str] | None:
    """Return the names that there are, None if that cannot be known."""
    of_dialog = _static_names(window.dialog.dialog.getter)
    of_window = _static_names(window.window.getter)
    if of_dialog is None or of_window is None:
        return None
    names = of_dialog | of_window
    return names | _ALWAYS if names else None


def _static_names(getter: PreviewAwareGetter) -> set[str] | None:
    return _names_of(getter.preview_getter)


def _names_of(getter: Any) -> set[str] | None:
    if isinstance(getter, StaticGetter):
        return set(getter.data)
    if isinstance(getter, CompositeGetter):
        parts = [_names_of(part) for part in getter.getters]
        known = [part for part in parts if part is not None]
        return set().union(*known) if len(known) == len(parts) else None
    return None


def _used_names(text: Widget) -> Iterator[str]:
    if isinstance(text, Format):
        yield from _format_names(text.text)
    elif isinstance(text, Jinja):
        yield from _jinja_names(text.template_text)
    elif not isinstance(text, List):
        # The fields of a list have data of their own.
        for inner in inner_widgets(text):
            yield from _used_names(inner)


def _format_names(template: str) -> Iterator[str]:
    try:
        fields = [field for _, field, *_ in Formatter().parse(template)]
    except ValueError:
        return
    for field in fields:
        if field:
            yield field.partition(".")[0].partition("[")[0]


def _jinja_names(template: str) -> set[str]:
    try:
        # Nothing is rendered, so nothing has to be escaped.
        tree = Environment(autoescape=True).parse(template)
        return set(find_undeclared_variables(tree))
    except TemplateSyntaxError:
        # It may use filters and extensions of the bot's own environment.
        return set()
