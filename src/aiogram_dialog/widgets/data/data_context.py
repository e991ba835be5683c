"""Getters of data made of other getters."""

from typing import Any

from aiogram_dialog.api.internal import DataGetter
from aiogram_dialog.api.protocols import DialogManager


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
            data.update(await getter(**kwargs))
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
        getter = (
            self.preview_getter
            if dialog_manager.is_preview()
            else self.normal_getter
        )
        return await getter(dialog_manager=dialog_manager, **kwargs)


__all__ = [
    "CompositeGetter",
    "DataGetter",
    "PreviewAwareGetter",
    "StaticGetter",
]
