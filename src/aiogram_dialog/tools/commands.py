"""What the command line can do."""

import asyncio
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from aiogram import Router
from rich.console import Console

from aiogram_dialog.check import Severity
from aiogram_dialog.check import check as find_mistakes
from aiogram_dialog.explore import MAX_PRESSES, SECONDS

from . import render_preview, render_transitions
from .check_output import FORMATS
from .demo.show import play
from .explore_output import Showing, explore_and_show
from .target import TargetError, load_router, parse_target

# As for other wrong usage of a command.
_WRONG_USAGE = 2

app = typer.Typer(
    name="aiogram-dialog",
    help="Tools for bots made with aiogram_dialog.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)

Target = Annotated[
    str,
    typer.Argument(
        metavar="MODULE:NAME",
        help="A Dispatcher, a Router or a Dialog, or a function without "
        "parameters that returns one; it may be a coroutine function. "
        "A directory may stand before it: `bots/shop.main:dispatcher`.",
    ),
]


class CheckFormat(str, Enum):
    """Say who reads what a check has found."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@app.callback()
def aiogram_dialog() -> None:
    """Tools for bots made with aiogram_dialog."""


def _load(target: str) -> Router:
    """Return the router; say what is wrong if there is none."""
    try:
        return asyncio.run(load_router(parse_target(target)))
    except TargetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USAGE) from error


@app.command()
def demo() -> None:
    """Talk with the showcase bot over a Telegram of our own.

    Nothing leaves this machine. The exit status is 0 only if the bot has
    behaved.
    """
    raise typer.Exit(asyncio.run(play(Console())))


@app.command(
    epilog="Example: `aiogram-dialog check shop.main:dispatcher "
    "--ignore AD301 --format github`",
)
def check(
    target: Target,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            help="A code, the beginning of codes, or a code and a place: "
            "`AD301`, `AD3`, `AD301:Shop:cart`. May be given again.",
        ),
    ] = None,
    output_format: Annotated[
        CheckFormat,
        typer.Option("--format", help="For people or for programs."),
    ] = CheckFormat.TEXT,
) -> None:
    """Look for mistakes that can be seen without running the bot.

    The exit status is 1 if there are errors; warnings and notes do not
    count.
    """
    findings = find_mistakes(_load(target), ignore or ())
    typer.echo(FORMATS[output_format.value](findings))
    if any(it.rule.severity is Severity.ERROR for it in findings):
        raise typer.Exit(1)


@app.command(
    epilog="Example: `aiogram-dialog preview shop.main:dispatcher "
    "--output shop.html`",
)
def preview(
    target: Target,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The page to be written."),
    ] = Path("preview.html"),
    simulate: Annotated[
        bool,
        typer.Option(
            help="Press each button, so that it leads to where it would.",
        ),
    ] = False,
) -> None:
    """Draw all windows into one page.

    `aiogram-dialog-preview` serves such a page and follows your edits.
    """
    router = _load(target)
    asyncio.run(render_preview(router, str(output), simulate_events=simulate))
    typer.echo(f"Wrote {output}")


@app.command(
    epilog="Example: `aiogram-dialog transitions shop.main:dispatcher "
    "--output shop.svg`",
)
def transitions(
    target: Target,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="The picture to be written: .svg and .mmd (Mermaid) need "
            "nothing else, .png, .jpg, .pdf and .dot need Graphviz.",
        ),
    ] = Path("transitions.svg"),
    title: Annotated[str, typer.Option(help="What is above it.")] = "",
) -> None:
    """Draw how windows lead to each other."""
    router = _load(target)
    suffix = output.suffix.removeprefix(".")
    try:
        render_transitions(
            router,
            title or target.rpartition(":")[2],
            str(output.with_suffix("")),
            "mermaid" if suffix == "mmd" else suffix,
        )
    except (FileNotFoundError, ModuleNotFoundError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USAGE) from error
    typer.echo(f"Wrote {output}")


@app.command(
    epilog="Example: `aiogram-dialog explore shop.main:dispatcher "
    "--save tests/explored`",
)
def explore(
    target: Target,
    command: Annotated[
        list[str] | None,
        typer.Option(
            help="What is sent in each window, like `/start`; by default "
            "all that the bot has handlers for. May be given again.",
        ),
    ] = None,
    text: Annotated[
        list[str] | None,
        typer.Option(
            help="What is written to inputs, besides a word, a number and "
            "a long text. May be given again.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            help="A code, the beginning of codes, or a code and a place: "
            "`EX401`, `EX`, `EX401:Shop:cart`. May be given again.",
        ),
    ] = None,
    all_items: Annotated[
        bool,
        typer.Option(help="Press each item of a list, not one of them."),
    ] = False,
    groups: Annotated[
        bool | None,
        typer.Option(
            help="Go on in a group of two; by default if there are windows "
            "that a private chat does not lead to.",
        ),
    ] = None,
    max_presses: Annotated[int, typer.Option(min=1)] = MAX_PRESSES,
    seconds: Annotated[float, typer.Option(min=0.0)] = SECONDS,
    save: Annotated[
        Path | None,
        typer.Option(
            help="A directory to which a test is written for each finding.",
        ),
    ] = None,
) -> None:
    """Press every button of every window, over a Telegram of our own.

    The exit status is 1 if something was found.
    """
    showing = Showing(Console(), save)
    try:
        report = asyncio.run(
            explore_and_show(
                parse_target(target),
                showing,
                commands=command,
                texts=text or (),
                ignore=ignore or (),
                all_items=all_items,
                groups=groups,
                max_presses=max_presses,
                seconds=seconds,
            ),
        )
    except TargetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USAGE) from error
    if report.findings:
        raise typer.Exit(1)
