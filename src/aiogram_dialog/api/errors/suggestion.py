"""Guesses at what a wrong name was meant to be."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches


def did_you_mean(
    name: str,
    known: Iterable[str],
    show: Callable[[str], str] = repr,
) -> str:
    """Return a question that names what is most like a name.

    Args:
        name: What was asked for.
        known: What there is.
        show: Formats the name that is suggested.

    Returns:
        ``Did you mean 'cart'?``, or an empty text if nothing is similar.
    """
    close = get_close_matches(name, known, n=1)
    return f"Did you mean {show(close[0])}?" if close else ""


def did_you_mean_state(name: str, known: Iterable[str]) -> str:
    """Return a question that names the state that is most like a name.

    The group is not compared: states of one group would all be similar.

    Args:
        name: The full name that was asked for, like ``Shop:cart``.
        known: The full names that there are.
    """
    full_names = {full.rpartition(":")[2]: full for full in known}
    return did_you_mean(
        name.rpartition(":")[2],
        full_names,
        show=lambda close: repr(full_names[close]),
    )
