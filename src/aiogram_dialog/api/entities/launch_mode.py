"""How a dialog joins its stack."""

from enum import Enum


class LaunchMode(Enum):
    """Say what happens to the dialogs below when a dialog is started.

    ``STANDARD``: they stay; the new one is put on top.
    ``ROOT``: they are removed; this dialog is always the first.
    ``EXCLUSIVE``: as ``ROOT``, and nothing can be started above it.
    ``SINGLE_TOP``: if the same dialog is on top, it is replaced.
    """

    STANDARD = "standard"
    ROOT = "root"
    EXCLUSIVE = "exclusive"
    SINGLE_TOP = "single_top"
