"""Where in the source each widget of a bot was made."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import aiogram_dialog.api
from aiogram_dialog.widgets.common.base import BaseWidget

from .source_code import SourceLocation, shown_path

_OURS = str(Path(aiogram_dialog.api.__file__).parents[1])


class SourceLocations:
    """Remember the lines that have made widgets.

    ``directory``: where the bot is; widgets that this package makes on
    behalf of a line of the bot belong to that line.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = str(directory)
        # The widget is kept, so that its id stays its own.
        self._locations: dict[
            int,
            tuple[BaseWidget, SourceLocation | None],
        ] = {}

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Take note of the widgets that are made meanwhile."""
        before = sys.getprofile()
        sys.setprofile(self._see)
        try:
            yield
        finally:
            sys.setprofile(before)

    def find(self, widget: object) -> SourceLocation | None:
        """Return where a widget was made, if that was seen."""
        known = self._locations.get(id(widget))
        return None if known is None else known[1]

    def _see(self, frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event != "call" or code.co_name != "__init__":
            return
        widget = frame.f_locals.get(next(iter(code.co_varnames), ""))
        # The outermost `__init__` comes first.
        if (
            isinstance(widget, BaseWidget)
            and id(widget) not in self._locations
        ):
            self._locations[id(widget)] = widget, self._location(frame.f_back)

    def _location(self, frame: FrameType | None) -> SourceLocation | None:
        while frame is not None:
            file = frame.f_code.co_filename
            if file.startswith(self._directory) or not file.startswith(_OURS):
                return SourceLocation(shown_path(file), frame.f_lineno)
            frame = frame.f_back
        return None
