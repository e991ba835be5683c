"""What is a class, with every Python."""

from inspect import isclass
from types import GenericAlias
from typing import Any


def is_class(value: Any) -> bool:
    """Tell whether a value is a class that ``issubclass()`` takes.

    Python 3.10 says of ``list[int]`` that it is a class, and refuses it there.

    Args:
        value: Anything that a bot has made.
    """
    return isclass(value) and not isinstance(value, GenericAlias)
