"""Names that bots import from where they were only used.

``carried_names.json`` holds what modules of version 2.6.0 had of the package
without defining it.
"""

import importlib
import json
import warnings
from pathlib import Path

import pytest

from aiogram_dialog.api.internal.moved_names import HOMES
from aiogram_dialog.context import intent_middleware

PACKAGE = "aiogram_dialog"
NAMES = json.loads(
    Path(__file__).with_name("carried_names.json").read_text("utf-8"),
)


@pytest.mark.parametrize("module", NAMES)
def test_old_modules_have_their_names(module):
    found = importlib.import_module(f"{PACKAGE}.{module}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        missing = [name for name in NAMES[module] if not hasattr(found, name)]

    assert missing == []


@pytest.mark.parametrize("name", HOMES)
def test_homes_are_homes(name):
    home = importlib.import_module(HOMES[name])

    # Said in the module itself, not handed on by it.
    assert name in vars(home)


def test_what_has_moved_names_its_home():
    home = r"import it from aiogram_dialog\.api\.exceptions"

    with pytest.warns(DeprecationWarning, match=home) as warned:
        from aiogram_dialog.context.intent_middleware import (  # noqa: PLC0415
            UnknownIntent,
        )

    from aiogram_dialog.api.exceptions import (  # noqa: PLC0415
        UnknownIntent as AtHome,
    )

    assert UnknownIntent is AtHome
    assert {each.filename for each in warned} == {__file__}


def test_unknown_names_are_unknown():
    with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
        _ = intent_middleware.Nonsense


@pytest.mark.parametrize("module", NAMES)
def test_modules_know_of_no_protocols_they_do_not_follow(module):
    """What looks for special names is not led astray."""
    found = importlib.import_module(f"{PACKAGE}.{module}")

    assert not hasattr(found, "__wrapped__")
    assert not hasattr(found, "__bases__")
