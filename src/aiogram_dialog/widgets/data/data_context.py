"""Getters of data made of other getters."""

from inspect import isawaitable
from typing import Any

from aiogram_dialog.api.internal import DataGetter
from aiogram_dialog.api.protocols import DialogManager


def _explain(getter: object, result: object, error: TypeError) -> None:
    """Raise what says more of a getter that gives nothing to await."""
    if not isawaitable(result):
        raise TypeError(
            f"The getter {_name(getter)} is no coroutine function: write "
            f"`async def`. It has returned {result!r:.100}.",
        ) from error


def _complain(getter: object) -> str:
    return (
        f"The getter {_name(getter)} has returned None: a getter returns a "
        "dict, an empty one if there is nothing to tell."
    )


def _name(getter: object) -> str:
    return getattr(getter, "__qualname__", None) or repr(getter)


class StaticGetter:
    """Give the same data always."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data

    async def __call__(self, **kwargs: Any) -> dict[str, Any]:
        """Return the data."""
        return self.data


class CompositeGetter:
    """Give the data of several getters; later ones override."""

    def __init__(self, *getters: DataGetter) -> None:
        self.getters = list(getters)

    async def __call__(self, **kwargs: Any) -> dict[str, Any]:
        """Return the data of all getters."""
        data: dict[str, Any] = {}
        for getter in self.getters:
            result: Any = getter(**kwargs)
            try:
                given = await result
            except TypeError as error:
                _explain(getter, result, error)
                raise
            if given is None:
                raise TypeError(_complain(getter))
            data.update(given)
        return data


class PreviewAwareGetter:
    """Give other data in previews."""

    def __init__(
        self,
        normal_getter: DataGetter,
        preview_getter: DataGetter,
    ) -> None:
        self.normal_getter = normal_getter
        self.preview_getter = preview_getter

    async def __call__(
        self,
        dialog_manager: DialogManager,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return the data of the getter that fits."""
        getter: Any = (
            self.preview_getter
            if dialog_manager.is_preview()
            else self.normal_getter
        )
        if type(getter) is StaticGetter:
            # Dialogs and windows without a getter have one that gives {}.
            return getter.data
        result: Any = getter(dialog_manager=dialog_manager, **kwargs)
        try:
            data = await result
        except TypeError as error:
            _explain(getter, result, error)
            raise
        if data is None:
            raise TypeError(_complain(getter))
        given: dict[str, Any] = data
        return given


__all__ = [
    "CompositeGetter",
    "DataGetter",
    "PreviewAwareGetter",
    "StaticGetter",
]
