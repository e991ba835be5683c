import inspect

import pytest

from aiogram_dialog.api import exceptions
from aiogram_dialog.api.exceptions import (
    DialogsError,
    DialogWarning,
    IncompatibleDialog,
    InvalidWidget,
    InvalidWidgetType,
    OutdatedIntent,
    UnknownIntent,
    UnknownState,
    UnstorableDataError,
)
from aiogram_dialog.api.protocols import (
    CancelEventProcessing,
    MessageNotModified,
)

ALL = [
    error
    for _, error in inspect.getmembers(exceptions, inspect.isclass)
    if error not in {DialogsError, DialogWarning}
]


BRANCHES = {
    InvalidWidgetType: InvalidWidget,
    IncompatibleDialog: UnknownState,
}


@pytest.mark.parametrize("error", [*ALL, MessageNotModified])
def test_the_tree(error):
    assert error.__base__ is BRANCHES.get(error, DialogsError)
    assert error.__doc__


def test_the_root():
    assert DialogsError.__base__ is RuntimeError
    assert CancelEventProcessing.__base__ is Exception
    assert DialogWarning.__base__ is UserWarning


@pytest.mark.parametrize("error", [*ALL, MessageNotModified])
def test_the_drawing_shows_them(error):
    assert error.__name__ in exceptions.__doc__.split()


def test_outdated_intent():
    error = OutdatedIntent("s", "it is old")

    assert (error.stack_id, str(error)) == ("s", "it is old")


def test_unknown_intent():
    assert UnknownIntent().intent_id is None
    assert UnknownIntent("no", intent_id="i").intent_id == "i"
    assert str(UnknownIntent("no", intent_id="i")) == "no"


def test_unknown_state():
    error = UnknownState("no", intent_id="i", stack_id="s")

    assert (error.intent_id, error.stack_id, str(error)) == ("i", "s", "no")
    assert UnknownState().stack_id is None


def test_unstorable_data():
    error = UnstorableDataError("dialog_data['when']", "no dates")

    assert (error.path, str(error)) == ("dialog_data['when']", "no dates")
