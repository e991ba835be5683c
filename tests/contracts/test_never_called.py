"""Overriding what is never called any more is told."""

import warnings
from importlib import import_module

import pytest

from aiogram_dialog import Dialog
from aiogram_dialog.api.exceptions import DialogWarning
from aiogram_dialog.api.internal.never_called import NEVER_CALLED
from aiogram_dialog.manager.manager import ManagerImpl

CASES = [
    (path, name) for path, names in NEVER_CALLED.items() for name in names
]


def find(path):
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


@pytest.mark.parametrize(("path", "name"), CASES)
def test_it_warns_where_the_class_is_made(path, name):
    base = find(path)

    with pytest.warns(DialogWarning, match="which is never called") as warned:
        type("Own", (base,), {name: None, "__module__": __name__})

    [warning] = warned
    said = str(warning.message)
    assert f"Own overrides {base.__name__}.{name}" in said
    assert "docs/migration.md" in said
    assert warning.filename == __file__


def test_a_class_statement_is_named():
    with pytest.warns(DialogWarning) as warned:

        class Own(Dialog):
            def _need_refresh(self):
                """Do what was done."""

    assert {each.filename for each in warned} == {__file__}

    with warnings.catch_warnings():
        warnings.simplefilter("error")

        class Later(Own):
            """Only what is overridden here is told."""


@pytest.mark.parametrize("path", NEVER_CALLED)
def test_nothing_else_warns(path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        type(
            "Own",
            (find(path),),
            {"_of_my_own": None, "__init__": None, "__module__": __name__},
        )


def test_steps_that_are_taken_do_not_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        class Own(ManagerImpl):
            def _calc_show_mode(self):
                return super()._calc_show_mode()

        assert Own._calc_show_mode is not ManagerImpl._calc_show_mode
