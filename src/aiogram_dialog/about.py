"""A dialog that says who we are."""

from importlib.metadata import metadata
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.dialog import Dialog
from aiogram_dialog.widgets.kbd import Cancel, Start
from aiogram_dialog.widgets.link_preview import LinkPreview
from aiogram_dialog.widgets.text import Const, Jinja, Text
from aiogram_dialog.window import Window

__getattr__ = moved_names(__name__)

DISTRIBUTION = "aiogram-dialog"
DEFAULT_ABOUT_BTN_TEXT = Const("🗨️ About aiogram-dialog")


class AiogramDialogStates(StatesGroup):
    """Hold the state of the about dialog."""

    ABOUT = State()


async def metadata_getter(**_kwargs: Any) -> dict[str, Any]:
    """Return ``metadata`` of the distribution and ``urls`` of the project.

    ``urls``: pairs of a label and an address.
    """
    about = metadata(DISTRIBUTION)
    lines = about.get_all("Project-URL") or []
    pairs = (line.partition(",") for line in lines)
    return {
        "metadata": about.json,
        "urls": [[label.strip(), url.strip()] for label, _, url in pairs],
    }


_ABOUT = Jinja(
    """\
<b>{{ metadata.name }}</b> {{ metadata.version }}
{{ metadata.summary }}
{% if metadata.author %}
<b>Made by</b> {{ metadata.author }}
{% endif %}
{% for label, url in urls %}
<b>{{ label }}:</b> {{ url }}
{% endfor %}\
""",
)


def about_dialog() -> Dialog:
    """Return a new dialog about this package."""
    return Dialog(
        Window(
            _ABOUT,
            LinkPreview(is_disabled=True),
            Cancel(Const("Ok")),
            state=AiogramDialogStates.ABOUT,
            getter=metadata_getter,
            preview_data=metadata_getter,
            parse_mode="html",
        ),
    )


def about_aiogram_dialog_button(text: Text = DEFAULT_ABOUT_BTN_TEXT) -> Start:
    """Return a button that starts the about dialog."""
    return Start(
        text=text,
        state=AiogramDialogStates.ABOUT,
        id="__aiogd_about__",
    )
