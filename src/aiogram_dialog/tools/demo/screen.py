"""A chat as a person sees it, for the terminal."""

from rich import box
from rich.align import Align
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from aiogram_dialog.emulator import Message
from aiogram_dialog.emulator.labels import visible

_WIDTH = 46


def draw_message(message: Message, *, is_own: bool) -> RenderableType:
    """Return a bubble, and its buttons below it."""
    text = Text(str(message.content.get("text", f"[{message.kind}]")))
    bubble = Panel(
        text,
        box=box.ROUNDED,
        width=min(_WIDTH, max(12, text.cell_len + 4)),
        style="green" if is_own else "cyan",
    )
    rows = [
        Columns(
            [
                Panel(
                    Text(visible(button["text"]), justify="center"),
                    box=box.SQUARE,
                    expand=True,
                )
                for button in row
            ],
            width=max(12, _WIDTH // len(row) - 1),
        )
        for row in message.inline_keyboard
        if row
    ]
    drawn = Group(bubble, *rows)
    return Align.right(drawn, width=_WIDTH) if is_own else drawn
