"""Texts made by Jinja templates."""

import warnings
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from aiogram import Bot, Dispatcher
from jinja2 import BaseLoader, Environment, Template

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text

JINJA_ENV_FIELD = "DialogsJinjaEnvironment"

Filter = Callable[..., str]
Filters = Iterable[tuple[str, Filter]] | Mapping[str, Filter]


class Jinja(Text):
    """Be a text with the logic of a template in it.

    The environment is the one of ``setup_jinja()``, which escapes HTML.
    """

    def __init__(self, text: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.template_text = text

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.template_text!r}>"

    async def _render_text(
        self,
        data: dict[str, Any],
        manager: DialogManager,
    ) -> str:
        template = self._get_template(manager)
        if template.environment.is_async:
            return await template.render_async(data)
        return template.render(data)

    def _get_template(self, manager: DialogManager) -> Template:
        data = manager.middleware_data
        environment: Environment | None = data.get(JINJA_ENV_FIELD)
        if environment is None:
            environment = getattr(data.get("bot"), JINJA_ENV_FIELD, None)
        if environment is None:
            environment = default_env
        # The environment keeps templates that are parsed already.
        return environment.get_template(self.template_text)


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


def _create_env(
    *args: Any,
    filters: Filters | None = None,
    **kwargs: Any,
) -> Environment:
    kwargs.setdefault("autoescape", True)
    kwargs.setdefault("lstrip_blocks", True)
    kwargs.setdefault("trim_blocks", True)
    if "loader" not in kwargs:
        kwargs["loader"] = StubLoader()
    environment = Environment(*args, **kwargs)  # noqa: S701 - it escapes unless asked not to
    if filters is not None:
        environment.filters.update(filters)
    return environment


def setup_jinja(
    dp: Bot | Dispatcher,
    *args: Any,
    filters: Filters | None = None,
    **kwargs: Any,
) -> Environment:
    """Make the environment of all templates of a dispatcher.

    ``filters``: filters of your own by their names; everything else is for
    ``jinja2.Environment``.
    """
    environment = _create_env(*args, filters=filters, **kwargs)
    if isinstance(dp, Bot):
        warnings.warn(
            "Giving a Bot to setup_jinja() is deprecated: "
            "give the Dispatcher.",
            DeprecationWarning,
            stacklevel=2,
        )
        setattr(dp, JINJA_ENV_FIELD, environment)
    else:
        dp[JINJA_ENV_FIELD] = environment
    return environment


default_env = _create_env()
