"""Dialogs as one page of HTML that needs nothing else."""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader

from .rendered import RenderDialog

PACKAGE = "aiogram_dialog.tools"
TEMPLATE = "message.html"


def render_page(dialogs: Sequence[RenderDialog]) -> str:
    """Return the page."""
    environment = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(dialogs=dialogs)
