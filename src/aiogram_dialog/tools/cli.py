"""The command ``aiogram-dialog``."""

import sys

_HINT = (
    "The command line needs packages that bots do not: {name} is missing.\n"
    "Install them with: python -m pip install 'aiogram-dialog[tools]'"
)


def main() -> None:
    """Run the command line; say what to install if something is missing."""
    try:
        from .commands import app  # noqa: PLC0415 - needs the extra `tools`
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("aiogram"):
            raise
        sys.exit(_HINT.format(name=error.name))
    app()
