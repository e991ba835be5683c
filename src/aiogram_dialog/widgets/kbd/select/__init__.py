"""Choosing among items."""

from aiogram_dialog.widgets.common.item_id import ItemIdGetter

from .base import OnItemClick, Select, TypeFactory
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
