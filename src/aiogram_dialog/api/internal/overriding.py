"""Looking once at a class for methods of its own."""

from functools import cache


@cache
def overrides(kind: type, base: type, *names: str) -> bool:
    """Tell whether a class has methods of its own in place of a base's.

    Args:
        kind: The class that may have them.
        base: The class whose methods they would replace.
        *names: The names of the methods.

    Returns:
        Whether one of them at least is not that of the base.
    """
    return any(
        getattr(kind, name) is not getattr(base, name) for name in names
    )
