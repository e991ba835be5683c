"""Looking at functions of the user before they are called."""

import dis
from inspect import iscoroutinefunction, isfunction, isgeneratorfunction
from itertools import pairwise


def is_coroutine_function(function: object) -> bool:
    """Tell whether what a function gives has to be awaited."""
    return iscoroutinefunction(function) or iscoroutinefunction(
        getattr(function, "__call__", None),  # noqa: B004 - its kind is asked
    )


def returns_nothing(function: object) -> bool:
    """Tell whether a plain function surely gives nothing to await.

    One that returns something may return what is to be awaited.
    """
    if (
        not isfunction(function)
        or iscoroutinefunction(function)
        or isgeneratorfunction(function)
    ):
        return False
    code = list(dis.get_instructions(function))
    returned = [
        # What is jumped to gets its value from elsewhere.
        None if step.is_jump_target else before
        for before, step in pairwise(code)
        if step.opname == "RETURN_VALUE"
    ] + [step for step in code if step.opname == "RETURN_CONST"]
    return bool(returned) and all(
        step is not None
        and step.opname.endswith("_CONST")
        and step.argval is None
        for step in returned
    )
