"""Environments of Jinja templates.

A module of its own: importing jinja2 is a third of the work of importing
dialogs, and a bot without templates is spared it.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import BaseLoader, Environment, Template

from .jinja import Filters


class StubLoader(BaseLoader):
    """Take the name of a template for its text."""

    def get_source(
        self,
        environment: Environment,
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the name as the text; it is always up to date."""
        return template, template, lambda: True

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return the template of a text.

        It gets no name: Jinja writes names into code, quotes and all.
        """
        return environment.from_string(name, globals)


def create_env(
    *args: Any,
    filters: Filters | None = None,
    **kwargs: Any,
) -> Environment:
    """Make an environment that escapes, unless asked not to."""
    kwargs.setdefault("autoescape", True)
    kwargs.setdefault("lstrip_blocks", True)
    kwargs.setdefault("trim_blocks", True)
    if "loader" not in kwargs:
        kwargs["loader"] = StubLoader()
    environment = Environment(*args, **kwargs)  # noqa: S701 - it escapes unless asked not to
    if filters is not None:
        environment.filters.update(filters)
    return environment


default_env = create_env()
