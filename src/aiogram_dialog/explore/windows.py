"""The windows of a bot by their names."""

from aiogram import Router
from aiogram.enums import ContentType

from aiogram_dialog.check.bot_model import BotModel
from aiogram_dialog.dialog import Dialog
from aiogram_dialog.widgets.common.tree import walk
from aiogram_dialog.widgets.input import (
    BaseInput,
    CombinedInput,
    MessageInput,
    TextInput,
)
from aiogram_dialog.window import Window

# In place of any content.
_SOME = (ContentType.TEXT, ContentType.PHOTO, ContentType.DOCUMENT)


class Windows:
    """Find windows, and say what they take."""

    def __init__(self, root: Router) -> None:
        model = BotModel(root)
        self.known = [window.name for window in model.windows()]
        self._windows = {
            str(state.state): window
            for dialog in model.protocols
            if isinstance(dialog, Dialog)
            for state, window in dialog.windows.items()
        }

    def find(self, name: str) -> Window | None:
        """Return the window of a state, None if it is no common one."""
        window = self._windows.get(name)
        return window if isinstance(window, Window) else None

    def taken(self, name: str) -> list[str]:
        """Return the kinds of messages that a window takes."""
        window = self.find(name)
        if window is None or window.on_message is None:
            return []
        kinds: dict[str, None] = {}
        for widget in walk(window.on_message):
            match widget:
                case CombinedInput():
                    continue
                case TextInput():
                    kinds[ContentType.TEXT] = None
                case MessageInput():
                    kinds |= dict.fromkeys(_contents(widget))
                case BaseInput():
                    kinds |= dict.fromkeys(_SOME)
        return [ContentType(kind).value for kind in kinds]


def _contents(widget: MessageInput) -> list[str]:
    if ContentType.ANY in widget.content_types:
        return list(_SOME)
    return sorted(widget.content_types)
