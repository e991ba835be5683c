"""Errors that undo nothing: what was done before them is stored."""

from weakref import WeakSet

_kept: WeakSet[BaseException] = WeakSet()


def note_kept(error: BaseException) -> None:
    """Remember that the work of an event is stored in spite of an error.

    Args:
        error: What has ended the event.
    """
    _kept.add(error)


def is_kept(error: BaseException) -> bool:
    """Tell whether the work of the event is stored in spite of an error.

    Such an event is over and done: handling it again would do it twice.

    Args:
        error: What has ended the event.
    """
    return error in _kept
