"""Where windows get their data from."""

from .data_context import (
    CompositeGetter,
    DataGetter,
    PreviewAwareGetter,
    StaticGetter,
)

__all__ = [
    "CompositeGetter",
    "DataGetter",
    "PreviewAwareGetter",
    "StaticGetter",
]
