"""What widgets of all kinds are made of."""

from .action import Actionable
from .base import BaseWidget
from .case import Selector, new_case_field, new_magic_selector
from .managed import ManagedWidget
from .scroll import (
    BaseScroll,
    ManagedScroll,
    OnPageChanged,
    OnPageChangedVariants,
    Scroll,
    sync_scroll,
)
from .when import Whenable, WhenCondition, true_condition

__all__ = [
    "Actionable",
    "BaseScroll",
    "BaseWidget",
    "ManagedScroll",
    "ManagedWidget",
    "OnPageChanged",
    "OnPageChangedVariants",
    "Scroll",
    "Selector",
    "WhenCondition",
    "Whenable",
    "new_case_field",
    "new_magic_selector",
    "sync_scroll",
    "true_condition",
]
