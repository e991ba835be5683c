"""Attributes that are other ones for a while."""

import signal
from asyncio import AbstractEventLoop
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NOTHING = object()


@contextmanager
def patched(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Replace an attribute while the context is open.

    Args:
        owner: A class, a module or another object that has a ``__dict__``.
        name: The attribute; if only a base class has it, it is gone again
            afterwards.
        value: What it is meanwhile.
    """
    own = vars(owner).get(name, _NOTHING)
    setattr(owner, name, value)
    try:
        yield
    finally:
        if own is _NOTHING:
            delattr(owner, name)
        else:
            setattr(owner, name, own)


@contextmanager
def signals_kept(loop: AbstractEventLoop) -> Iterator[None]:
    """Let nobody else handle signals while the context is open.

    Args:
        loop: The loop whose handlers stay, too.
    """

    def keep(number: int, *_: Any) -> Any:
        return signal.getsignal(number)

    with (
        patched(signal, "signal", keep),
        patched(loop, "add_signal_handler", keep),
        patched(loop, "remove_signal_handler", keep),
    ):
        yield
