"""Names that old import paths have given, and where they live.

Modules of version 2.6 had more names than they defined: bots import whatever
a module has happened to use. Such a module says ``__getattr__ =
moved_names(__name__)``, and gives the names with a word about their home.
"""

import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

_PACKAGE = __name__.partition(".")[0]

_NAMES_BY_HOME = {
    "about": ("about_dialog",),
    "api.entities": (
        "AccessSettings",
        "ChatEvent",
        "Context",
        "DEFAULT_STACK_ID",
        "DIALOG_EVENT_NAME",
        "Data",
        "DialogUpdate",
        "DialogUpdateEvent",
        "EVENT_CONTEXT_KEY",
        "EventContext",
        "LaunchMode",
        "MediaAttachment",
        "MediaId",
        "NewMessage",
        "OldMessage",
        "ShowMode",
        "Stack",
        "StartMode",
        "UnknownText",
    ),
    "api.exceptions": (
        "IncorrectBackgroundError",
        "InvalidKeyboardType",
        "InvalidStackIdError",
        "InvalidWidgetType",
        "NoContextError",
        "OutdatedIntent",
        "UnknownIntent",
        "UnknownState",
        "UnregisteredDialogError",
    ),
    "api.internal": (
        "ButtonVariant",
        "CALLBACK_DATA_KEY",
        "CONTEXT_KEY",
        "DataGetter",
        "DialogManagerFactory",
        "EVENT_SIMULATED",
        "FakeChat",
        "FakeUser",
        "KeyboardWidget",
        "LinkPreviewWidget",
        "MediaWidget",
        "RawKeyboard",
        "ReplyCallbackQuery",
        "STACK_KEY",
        "STORAGE_KEY",
        "StyleWidget",
        "TextWidget",
        "Widget",
    ),
    "api.protocols": (
        "BaseDialogManager",
        "BgManagerFactory",
        "DialogManager",
        "DialogProtocol",
        "DialogRegistryProtocol",
        "MediaIdStorageProtocol",
        "MessageManagerProtocol",
        "MessageNotModified",
        "StackAccessValidator",
        "UnsetId",
    ),
    "context.access_validator": ("DefaultAccessValidator",),
    "context.media_storage": ("MediaIdStorage",),
    "context.storage": ("StorageProxy",),
    "dialog": ("Dialog",),
    "manager.bg_manager": (
        "BgManager",
        "BgManagerFactoryImpl",
        "coalesce_business_connection_id",
        "coalesce_thread_id",
    ),
    "manager.manager_factory": ("DefaultManagerFactory",),
    "manager.update_handler": ("handle_update",),
    "message.message_manager": ("MessageManager",),
    "message.old_message": ("get_media_id",),
    "widgets.common.action": ("Actionable",),
    "widgets.common.base": ("BaseWidget",),
    "widgets.common.case": (
        "new_case_field",
        "new_magic_selector",
    ),
    "widgets.common.exception_note": ("add_exception_note",),
    "widgets.common.items": (
        "ItemsGetterVariant",
        "get_items_getter",
    ),
    "widgets.common.managed": ("ManagedWidget",),
    "widgets.common.scroll": (
        "BaseScroll",
        "ManagedScroll",
    ),
    "widgets.common.sub_manager": ("SubManager",),
    "widgets.common.when": (
        "WhenCondition",
        "Whenable",
        "true_condition",
    ),
    "widgets.data.data_context": (
        "CompositeGetter",
        "StaticGetter",
    ),
    "widgets.input.base": (
        "BaseInput",
        "MessageInput",
    ),
    "widgets.input.combined": ("CombinedInput",),
    "widgets.kbd.base": ("Keyboard",),
    "widgets.kbd.group": ("Group",),
    "widgets.kbd.state": (
        "Cancel",
        "Start",
    ),
    "widgets.link_preview.base": (
        "LinkPreview",
        "LinkPreviewBase",
    ),
    "widgets.markup.callback_data": ("remove_intent_id",),
    "widgets.markup.reply_callback": ("split_reply_callback",),
    "widgets.media.base": ("Media",),
    "widgets.style.base": (
        "BaseStyle",
        "EMPTY_STYLE",
    ),
    "widgets.style.multi": ("StyleCase",),
    "widgets.text.base": (
        "Const",
        "Multi",
        "Text",
    ),
    "widgets.text.format": ("Format",),
    "widgets.text.jinja": ("Jinja",),
    "widgets.text.multi": ("Case",),
    "widgets.widget_event": (
        "WidgetEventProcessor",
        "ensure_event_processor",
    ),
    "window": ("Window",),
    "wiring.attach": (
        "BgFactoryMiddleware",
        "ManagerMiddleware",
    ),
}
HOMES: Mapping[str, str] = MappingProxyType(
    {
        name: f"{_PACKAGE}.{home}"
        for home, names in _NAMES_BY_HOME.items()
        for name in names
    },
)
"""Name → the module to import it from."""


def moved_names(
    module: str,
    replaced: Mapping[str, str] = MappingProxyType({}),
) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a module whose names have moved.

    Args:
        module: The name of the module.
        replaced: What has taken the place of names that are gone for good.

    Returns:
        A function that gives a name with a ``DeprecationWarning`` naming its
        home, and raises ``AttributeError`` for any other name.
    """

    def __getattr__(name: str) -> Any:  # noqa: N807 - Python calls it so
        home = HOMES.get(name)
        if home is None or home == module:
            advice = f": {replaced[name]}." if name in replaced else ""
            raise AttributeError(
                f"module {module!r} has no attribute {name!r}{advice}",
            )
        warnings.warn(
            f"{name} has moved: import it from {home}, not from {module}.",
            DeprecationWarning,
            stacklevel=2,
        )
        return getattr(import_module(home), name)

    return __getattr__
