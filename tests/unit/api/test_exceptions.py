import copy
import inspect
import pickle

import pytest
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog import ShowMode
from aiogram_dialog.api import exceptions
from aiogram_dialog.api.exceptions import (
    AccessForbiddenError,
    CallbackDataTooLong,
    DialogsError,
    DialogStackOverflow,
    DialogWarning,
    IncompatibleDialog,
    IncorrectBackgroundError,
    InvalidKeyboardType,
    InvalidStackIdError,
    InvalidWidget,
    InvalidWidgetIdError,
    InvalidWidgetType,
    LockTimeoutError,
    NoContextError,
    OutdatedIntent,
    StackBusyError,
    UnknownIntent,
    UnknownState,
    UnregisteredDialogError,
    UnregisteredWindowError,
    UnstorableDataError,
)
from aiogram_dialog.api.protocols import (
    CancelEventProcessing,
    MessageNotModified,
)


class Shop(StatesGroup):
    main = State()
    cart = State()


ALL = [
    *(
        error
        for _, error in inspect.getmembers(exceptions, inspect.isclass)
        if error not in {DialogsError, DialogWarning}
    ),
    MessageNotModified,
]


BRANCHES = {
    InvalidWidgetType: InvalidWidget,
    IncompatibleDialog: UnknownState,
}

# What errors are made of, and all that they say of it.
BY_DATA = [
    (
        AccessForbiddenError(
            action="DONE",
            user_id=7,
            stack_id="s",
            chat_id=8,
        ),
        "Background command DONE was refused: user 7 may not use stack 's' "
        "of chat 8. Look at the access settings of its dialog.",
    ),
    (
        CallbackDataTooLong("w", "w:é"),
        "A button of the widget 'w' carries 4 bytes, and Telegram takes 64: "
        "'w:é' after the id of the dialog. Use shorter ids of widgets and "
        "items.",
    ),
    (
        CallbackDataTooLong(
            "w",
            "w:1",
            size=70,
            widget="<Select id=w>",
            window="<Window Shop:main>",
        ),
        "In <Window Shop:main>: The id of <Select id=w> is too long: its "
        "buttons would carry 70 bytes or more, and Telegram takes 64. "
        "Shorten it by 6 symbols.",
    ),
    (
        DialogStackOverflow(Shop.main, 100),
        "Cannot open 'Shop:main': the stack is full. Max count is 100. Close "
        "dialogs with `done()`, or start with `StartMode.RESET_STACK`.",
    ),
    (
        DialogStackOverflow(),
        "Cannot open a dialog: the stack is full. Close dialogs with "
        "`done()`, or start with `StartMode.RESET_STACK`.",
    ),
    (
        IncompatibleDialog(
            intent_id="i",
            stack_id="s",
            is_newer=True,
            state="Shop:main",
            version=2,
            code_version=1,
        ),
        "The stored dialog Shop:main is of version 2, this code has version "
        "1. A newer version of the bot has stored it.",
    ),
    (
        IncompatibleDialog(
            intent_id="i",
            stack_id=None,
            is_newer=False,
            state="Shop:main",
            version=1,
            reason="KeyError('a')",
        ),
        "The stored dialog Shop:main of version 1 could not be migrated: "
        "KeyError('a'). A migration returns the record it is given, changed "
        "or made anew.",
    ),
    (
        IncorrectBackgroundError(),
        "Detected background access to dialog manager: its handler is over. "
        "Call `manager.bg()` while the handler runs, and use what it "
        "returns; it works at any time.",
    ),
    (
        InvalidKeyboardType(stack_id="s"),
        "Reply keyboards work only in the default stack of a private chat, "
        "but this is stack 's'. Use an inline keyboard here.",
    ),
    (
        InvalidStackIdError(action="UPDATE"),
        "A background command needs an intent id or a stack id. Make it with "
        "`manager.bg()` or `BgManagerFactory.bg()`.",
    ),
    (
        InvalidWidget(value=5),
        "Cannot add widget of type <class 'int'>.",
    ),
    (
        InvalidWidgetType(
            value=5,
            role="data getter",
            expected=["dict", "callable"],
        ),
        "Cannot add data getter of type <class 'int'>. Only dict or "
        "callable are supported, not 5.",
    ),
    (
        InvalidWidgetType(expected=["dict"]),
        "Cannot add widget of type <class 'NoneType'>. Only dict are "
        "supported, not None.",
    ),
    (
        InvalidWidgetIdError(widget_id="a b"),
        "Invalid widget id: a b. It may have only latin letters, digits, `_` "
        "and `.`.",
    ),
    (
        LockTimeoutError("s", timeout=60),
        "Stack 's' has changed while a handler had it, so nothing of the "
        "handler is stored. It took longer than the lock of the stack lasts "
        "(60 s), or the lock was lost. Let the handler end sooner and go on "
        "in the background with `manager.bg()`, or let locks last longer: "
        "`RedisEventIsolation(..., lock_kwargs={'timeout': ...})`.",
    ),
    (
        NoContextError(),
        "No dialog is open. Check `has_context()`, or `start()` one first.",
    ),
    (
        NoContextError(action="be closed", remedy="Start one."),
        "There is no open dialog to be closed. Start one.",
    ),
    (
        OutdatedIntent("s", intent_id="i"),
        "Outdated intent id: stack 's' is empty, but the event is for 'i'.",
    ),
    (
        OutdatedIntent("s", intent_id="i", top_intent_id="j"),
        "Outdated intent id: 'j' is on top of stack 's', but the event is "
        "for 'i'.",
    ),
    (
        StackBusyError(stack_id="s"),
        "Stack 's' is held by the handler that asks for it. Use the "
        "`dialog_manager` of the handler, or enter `fg()` in a task that the "
        "handler does not wait for.",
    ),
    (
        UnknownIntent(intent_id="i"),
        "Context not found for intent id: i. The dialog was closed, or its "
        "storage was cleared.",
    ),
    (
        UnknownIntent(intent_id="i", damaged_fields=["state"]),
        "Context not found for intent id: i. Its record is damaged, it has "
        "only ['state'].",
    ),
    (
        UnknownIntent(),
        "Context not found. The dialog was closed, or its storage was "
        "cleared.",
    ),
    (
        UnknownState(
            intent_id="i",
            stack_id="s",
            state="Shop:crat",
            known_states=["Shop:main", "Shop:cart"],
        ),
        "Unknown state Shop:crat: the states of the group are Shop:main, "
        "Shop:cart. Did you mean 'Shop:cart'?",
    ),
    (
        UnknownState(state="Shpo:main", known_groups=["Menu", "Shop"]),
        "Unknown state group Shpo: the stored state is 'Shpo:main', the "
        "groups of dialogs are Menu, Shop. Did you mean 'Shop'?",
    ),
    (
        UnknownState(state="Shop:main"),
        "Unknown state group Shop: the stored state is 'Shop:main', the "
        "groups of dialogs are none.",
    ),
    (UnknownState(), "Unknown state."),
    (
        UnregisteredDialogError(Shop.main, known=["Menu", "Help"]),
        "No dialog found for <State 'Shop:main'>. There are dialogs for "
        "Help, Menu. Include it in a router of the dispatcher before "
        "start-up.",
    ),
    (
        UnregisteredDialogError("Shpo:main", known=["Menu", "Shop"]),
        "No dialog found for Shpo:main. Did you mean Shop? Include it in a "
        "router of the dispatcher before start-up.",
    ),
    (
        UnregisteredDialogError(Shop.main),
        "No dialog found for <State 'Shop:main'>. Include it in a router of "
        "the dispatcher before start-up.",
    ),
    (
        UnregisteredWindowError(
            "Shop:crat",
            [Shop.main, Shop.cart],
            "<Dialog Shop>",
        ),
        "No window found for Shop:crat: <Dialog Shop> has windows for "
        "Shop:main, Shop:cart. Did you mean 'Shop:cart'?",
    ),
    (
        UnregisteredWindowError(Shop.main),
        "No window found for <State 'Shop:main'>.",
    ),
    (
        UnstorableDataError(
            "dialog_data['when']",
            kinds=[(f"dialog_data[{i}]", "date") for i in range(6)],
            reason="TypeError()",
        ),
        "The storage cannot keep the data of the dialog: dialog_data[0] "
        "(date), dialog_data[1] (date), dialog_data[2] (date), "
        "dialog_data[3] (date), dialog_data[4] (date). Keep text, numbers, "
        "lists and dicts there, for instance ids of objects. (TypeError())",
    ),
    (
        UnstorableDataError("dialog_data['when']"),
        "The storage cannot keep the data of the dialog: "
        "dialog_data['when']. Keep text, numbers, lists and dicts there, for "
        "instance ids of objects.",
    ),
    (
        MessageNotModified(show_mode=ShowMode.NO_UPDATE),
        "Show mode is ShowMode.NO_UPDATE: nothing is shown.",
    ),
    (MessageNotModified(), "The message is as wanted already."),
]

BY_ONE_TEXT = [
    error
    for error in ALL
    if error
    not in {
        CallbackDataTooLong,
        IncompatibleDialog,
        LockTimeoutError,
        OutdatedIntent,
        UnstorableDataError,
    }
]
# The constructors that older bots call.
BY_TEXT = [
    *(error("a text") for error in BY_ONE_TEXT),
    CallbackDataTooLong("w", "w:1", "a text"),
    IncompatibleDialog("a text", intent_id="i", stack_id="s", is_newer=True),
    LockTimeoutError("s", "a text"),
    OutdatedIntent("s", "a text"),
    OutdatedIntent(stack_id="s", text="a text"),
    UnknownIntent("a text", intent_id="i"),
    UnknownState("a text", intent_id="i", stack_id="s"),
    UnstorableDataError("dialog_data['when']", "a text"),
    DialogsError("a text"),
]


def data_of(error):
    return {
        name: value
        for name, value in vars(error).items()
        if not name.startswith("__")
    }


def copies_of(error):
    pickled = [
        pickle.loads(pickle.dumps(error, protocol))  # noqa: S301 - our own
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ]
    return [*pickled, copy.copy(error), copy.deepcopy(error)]


@pytest.mark.parametrize("error", ALL)
def test_the_tree(error):
    assert error.__base__ is BRANCHES.get(error, DialogsError)
    assert error.__doc__


def test_the_root():
    assert DialogsError.__base__ is RuntimeError
    assert CancelEventProcessing.__base__ is Exception
    assert DialogWarning.__base__ is UserWarning


@pytest.mark.parametrize("error", exceptions.__all__)
def test_their_public_home(error):
    assert getattr(exceptions, error).__module__ == exceptions.__name__


def test_all_are_tried():
    assert {type(error) for error, _ in BY_DATA} == set(ALL)
    assert {type(error) for error in BY_TEXT} == {*ALL, DialogsError}


@pytest.mark.parametrize(("error", "message"), BY_DATA)
def test_data_are_worded(error, message):
    assert str(error) == message


@pytest.mark.parametrize("error", BY_TEXT)
def test_a_text_is_shown(error):
    assert str(error) == "a text"
    assert error.args == ("a text",)


@pytest.mark.parametrize(
    "error",
    [*(error for error, _ in BY_DATA), *BY_TEXT],
)
def test_copies(error):
    for made in copies_of(error):
        assert type(made) is type(error)
        assert str(made) == str(error)
        assert made.args == error.args
        assert data_of(made) == data_of(error)
        assert repr(made) == repr(error)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (UnknownIntent(intent_id="i"), "UnknownIntent(intent_id='i')"),
        (
            UnknownIntent("no", intent_id="i"),
            "UnknownIntent('no', intent_id='i')",
        ),
        (IncorrectBackgroundError(), "IncorrectBackgroundError()"),
        (
            UnregisteredDialogError(Shop.main, ["Menu"]),
            "UnregisteredDialogError(state=<State 'Shop:main'>, "
            "known=('Menu',))",
        ),
        (
            OutdatedIntent("s", "no"),
            "OutdatedIntent('no', stack_id='s')",
        ),
        (DialogsError(), "DialogsError()"),
    ],
)
def test_repr(error, expected):
    assert repr(error) == expected


@pytest.mark.parametrize(
    ("error", "args"),
    [
        (UnregisteredDialogError(Shop.main, ["A"]), (Shop.main, ("A",))),
        (UnknownIntent(intent_id="i"), ("i",)),
        (UnknownIntent(), ()),
        (UnknownIntent("a", "b"), ("a", "b")),
    ],
)
def test_args_are_what_is_known(error, args):
    assert error.args == args


@pytest.mark.parametrize(
    ("error", "data"),
    [
        (
            UnregisteredDialogError(Shop.main, known=iter(["Menu"])),
            {"state": Shop.main, "known": ("Menu",)},
        ),
        (
            UnregisteredDialogError("a text"),
            {"state": None, "known": ()},
        ),
        (
            UnregisteredDialogError("Shop:main", known=()),
            {"state": "Shop:main", "known": ()},
        ),
        (
            UnregisteredWindowError(Shop.main, [Shop.cart], "shop"),
            {"state": Shop.main, "known": (Shop.cart,), "dialog": "shop"},
        ),
        (
            DialogStackOverflow(Shop.main, 5),
            {"state": Shop.main, "limit": 5},
        ),
        (
            OutdatedIntent("s", "a text"),
            {"stack_id": "s", "intent_id": None, "top_intent_id": None},
        ),
        (UnknownIntent("a text", intent_id="i"), {"intent_id": "i"}),
        (UnknownState("a text"), {"intent_id": None, "stack_id": None}),
        (
            InvalidWidgetType(value=5, expected=["str"]),
            {"value": 5, "role": "widget", "expected": ("str",)},
        ),
        (
            CallbackDataTooLong("w", "w:é", "a text"),
            {"widget_id": "w", "data": "w:é", "size": 4, "limit": 64},
        ),
    ],
)
def test_attributes(error, data):
    assert {name: getattr(error, name) for name in data} == data


@pytest.mark.parametrize("error", BY_ONE_TEXT)
def test_raised_without_arguments(error):
    with pytest.raises(error) as caught:
        raise error

    assert str(caught.value)


class OwnError(UnknownIntent):
    """An error of a bot, whose constructor calls no other one."""

    def __init__(self, name):
        self.name = name


class OwnWords(UnregisteredDialogError):
    """An error of a bot, in its own words."""

    def __str__(self):
        return f"Nothing for {self.state}"


def test_errors_of_a_bot():
    assert str(OwnError("a")) == "a"
    assert repr(OwnError("a")) == "OwnError('a', name='a')"
    assert str(OwnWords("Shop:main", [])) == "Nothing for Shop:main"
    assert {str(copied) for copied in copies_of(OwnError("a"))} == {"a"}


@pytest.mark.skipif(
    not hasattr(DialogsError, "add_note"),
    reason="Notes came with Python 3.11.",
)
def test_notes_are_copied():
    error = UnknownIntent(intent_id="i")
    error.add_note("at <Button>")

    assert copy.copy(error).__notes__ == ["at <Button>"]
    assert repr(error) == "UnknownIntent(intent_id='i')"
