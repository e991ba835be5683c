"""What the command line can do."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from functools import partial
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
from .demo.bot import showcase_target
from .explore_output import Showing, explore_and_show
from .target import Target as ParsedTarget
from .target import TargetError, loading, parse_target

# As for other wrong usage of a command.
_WRONG_USAGE = 2

app = typer.Typer(
    name="aiogram-dialog",
    help="Tools for bots made with aiogram_dialog.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    # Errors of a bot are told as Python tells them.
    pretty_exceptions_enable=False,
)

Target = Annotated[
    str,
    typer.Argument(
        metavar="MODULE:NAME",
        help="A Dispatcher, a Router or a Dialog, or a function without "
        "parameters that returns or runs one, like `main`; it may be a "
        "coroutine function. "
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


def _load(
    target: str,
    work: Callable[[Router], Awaitable[object]] | None = None,
) -> Router:
    """Return the router, once some work on it is done.

    What is wrong if there is none is told.
    """

    async def load() -> Router:
        async with loading(parse_target(target)) as loaded:
            if work is not None:
                await work(loaded.router)
            return loaded.router

    try:
        return asyncio.run(load())
    except TargetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USAGE) from error


Port = Annotated[
    int,
    typer.Option(min=0, max=65535, help="0 is any that is free."),
]
Browser = Annotated[
    bool,
    typer.Option("--browser/--no-browser", help="Open the page at once."),
]


@app.command()
def demo(
    transcript: Annotated[
        bool,
        typer.Option(help="Play one conversation, here in the terminal."),
    ] = False,
    port: Port = 0,
    browser: Browser = True,
) -> None:
    """Talk with the showcase bot in the browser.

    It runs over a Telegram of our own, and nothing leaves this machine.
    With `--transcript` the exit status is 0 only if the bot has behaved.
    """
    if transcript:
        from .demo.show import play as show  # noqa: PLC0415 - brings a server

        raise typer.Exit(asyncio.run(show(Console())))
    _play(showcase_target(), port, browser)


def _play(
    target: ParsedTarget,
    port: int,
    browser: bool,
    parse_mode: str | None = None,
) -> None:
    from .playground.command import play_bot  # noqa: PLC0415 - brings a server

    try:
        asyncio.run(
            play_bot(
                target,
                port=port,
                opens_browser=browser,
                parse_mode=parse_mode,
                tell=typer.echo,
            ),
        )
    except OSError as error:
        typer.echo(f"Cannot serve at port {port}: {error}", err=True)
        raise typer.Exit(_WRONG_USAGE) from error


@app.command(
    epilog="Example: `aiogram-dialog play shop.main:make_dispatcher`",
)
def play(
    target: Target,
    port: Port = 0,
    browser: Browser = True,
    parse_mode: Annotated[
        str | None,
        typer.Option(help="Of texts whose window or handler names none."),
    ] = None,
) -> None:
    """Talk with your bot in the browser, and see what is inside.

    Any aiogram bot can be played with, dialogs or none: over a Telegram of
    our own, so that it needs no token. Save a file, and the bot begins
    anew while the chats stay.
    """
    try:
        _play(parse_target(target), port, browser, parse_mode)
    except TargetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USAGE) from error


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
    draw = partial(render_preview, file=str(output), simulate_events=simulate)
    _load(target, draw)
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
