"""Choosing among items."""

from typing import TypeVar

from aiogram_dialog.api.internal.moved_names import moved_names
from aiogram_dialog.widgets.common.item_id import ItemIdGetter

from .base import OnItemClick, Select, TypeFactory
from .base import T as T  # for type hints of bots
from .multiselect import ManagedMultiselect, Multiselect
from .radio import ManagedRadio, ManagedToggle, Radio, Toggle
from .stateful import OnItemStateChanged, StatefulSelect

__all__ = [
    "ItemIdGetter",
    "ManagedMultiselect",
    "ManagedRadio",
    "ManagedToggle",
    "Multiselect",
    "OnItemClick",
    "OnItemStateChanged",
    "Radio",
    "Select",
    "StatefulSelect",
    "Toggle",
    "TypeFactory",
]

ManagedT = TypeVar("ManagedT")
"""A type for callbacks of one's own: of what ``manager.find()`` gives."""

__getattr__ = moved_names(__name__)
