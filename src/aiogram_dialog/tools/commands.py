"""What the command line can do."""

import asyncio

import typer
from rich.console import Console

from .demo.show import play

app = typer.Typer(
    name="aiogram-dialog",
    help="Tools for bots made with aiogram_dialog.",
    no_args_is_help=True,
    add_completion=False,
)


@app.callback()
def aiogram_dialog() -> None:
    """Tools for bots made with aiogram_dialog."""


@app.command()
def demo() -> None:
    """Talk with the quickstart bot over a Telegram of our own.

    Nothing leaves this machine. The exit status is 0 only if the bot has
    behaved.
    """
    raise typer.Exit(asyncio.run(play(Console())))
