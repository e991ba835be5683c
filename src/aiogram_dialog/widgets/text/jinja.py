"""Texts made by Jinja templates."""

import warnings
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from aiogram import Bot, Dispatcher

from aiogram_dialog.api.protocols import DialogManager
from aiogram_dialog.widgets.common.when import WhenCondition

from .base import Text

if TYPE_CHECKING:
    # It is imported when a template is rendered first.
    from jinja2 import Environment, Template

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

    def _get_template(self, manager: DialogManager) -> "Template":
        data = manager.middleware_data
        environment: Environment = (
            data.get(JINJA_ENV_FIELD)
            or getattr(data.get("bot"), JINJA_ENV_FIELD, None)
            or _environments().default_env
        )
        # The environment keeps templates that are parsed already.
        return environment.get_template(self.template_text)


def setup_jinja(
    dp: Bot | Dispatcher,
    *args: Any,
    filters: Filters | None = None,
    **kwargs: Any,
) -> "Environment":
    """Make the environment of all templates of a dispatcher.

    ``filters``: filters of your own by their names; everything else is for
    ``jinja2.Environment``.
    """
    environment: Environment = _environments().create_env(
        *args,
        filters=filters,
        **kwargs,
    )
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


def _environments() -> Any:
    return import_module(".jinja_env", __package__)


def __getattr__(name: str) -> Any:
    if name in {"StubLoader", "default_env"}:
        return getattr(_environments(), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
