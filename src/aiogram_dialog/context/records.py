"""Stacks and contexts as the records that storages keep.

Records of older and newer versions are read: unknown fields are passed
over, and fields of a wrong shape are taken for absent.
"""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.entities import AccessSettings, Context, Stack
from aiogram_dialog.api.exceptions import UnknownIntent, UnknownState

from .plain_data import copy_data

Record = dict[str, Any]
StatesGroups = Mapping[str, type[StatesGroup]]


def dump_context(context: Context) -> Record:
    """Return the record of a context; its data is not copied."""
    settings = context.access_settings
    return {
        "_intent_id": context.id,
        "_stack_id": context.stack_id,
        "state": context.state.state,
        "start_data": context.start_data,
        "dialog_data": context.dialog_data,
        "widget_data": context.widget_data,
        "access_settings": settings
        and {
            "user_ids": settings.user_ids,
            "custom": settings.custom,
        },
    }


def copy_record(record: Record) -> Record:
    """Return a copy of the record of a context, with data of its own."""
    return {
        **record,
        "start_data": copy_data(record["start_data"]),
        "dialog_data": copy_data(record["dialog_data"]),
        "widget_data": copy_data(record["widget_data"]),
        "access_settings": copy_data(record["access_settings"]),
    }


def load_context(
    intent_id: str,
    record: Record,
    states_groups: StatesGroups,
) -> Context:
    """Return the context of a record, with data of its own.

    Raises ``UnknownIntent`` if nothing or nothing usable is stored, and
    ``UnknownState`` if the code has no such state.
    """
    if not record:
        raise UnknownIntent(
            f"Context not found for intent id: {intent_id}. "
            "The dialog was closed, or its storage was cleared.",
            intent_id=intent_id,
        )
    stack_id = record.get("_stack_id")
    dialog_data = record.get("dialog_data", {})
    widget_data = record.get("widget_data", {})
    if not (
        isinstance(stack_id, str)
        and isinstance(dialog_data, dict)
        and isinstance(widget_data, dict)
    ):
        raise UnknownIntent(
            f"Context not found for intent id: {intent_id}. "
            f"Its record is damaged, it has only {sorted(record)}.",
            intent_id=intent_id,
        )
    return Context(
        _intent_id=intent_id,
        _stack_id=stack_id,
        state=_find_state(
            record.get("state"),
            states_groups,
            intent_id,
            stack_id,
        ),
        start_data=copy_data(record.get("start_data")),
        dialog_data=copy_data(dialog_data),
        widget_data=copy_data(widget_data),
        access_settings=_load_access(
            copy_data(record.get("access_settings")),
        ),
    )


def _find_state(
    name: Any,
    states_groups: StatesGroups,
    intent_id: str,
    stack_id: str,
) -> State:
    group_name = str(name).partition(":")[0]
    group = states_groups.get(group_name)
    if group is None:
        raise UnknownState(
            f"Unknown state group {group_name}: the stored state is {name!r}, "
            f"the groups of dialogs are {', '.join(sorted(states_groups))}.",
            intent_id=intent_id,
            stack_id=stack_id,
        )
    for state in group.__all_states__:
        if state.state == name:
            return state
    known = ", ".join(str(state.state) for state in group.__all_states__)
    raise UnknownState(
        f"Unknown state {name}: the states of the group are {known}.",
        intent_id=intent_id,
        stack_id=stack_id,
    )


def _load_access(record: Any) -> AccessSettings | None:
    if not isinstance(record, dict) or not record:
        return None
    return AccessSettings(
        user_ids=record.get("user_ids") or [],
        custom=record.get("custom"),
    )


def dump_stack(stack: Stack) -> Record:
    """Return the record of a stack, empty if there is nothing to keep."""
    if stack.empty() and not stack.last_message_id:
        return {}
    content_type = stack.content_type
    # Who may use a stack follows from its id.
    return {
        "_id": stack.id,
        "intents": list(stack.intents),
        "last_message_id": stack.last_message_id,
        "last_reply_keyboard": stack.last_reply_keyboard,
        "last_media_id": stack.last_media_id,
        "last_media_unique_id": stack.last_media_unique_id,
        "last_income_media_group_id": stack.last_income_media_group_id,
        "content_type": content_type and ContentType(content_type).value,
        "has_protected_content": stack.has_protected_content,
    }


def load_stack(stack_id: str, record: Record) -> Stack:
    """Return the stack of a record, a fresh one if nothing is usable."""
    values = {
        field: record[field]
        for field, is_usable in _STACK_FIELDS.items()
        if field in record and is_usable(record[field])
    }
    if "content_type" in values:
        values["content_type"] = ContentType(values["content_type"])
    if "intents" in values:
        values["intents"] = list(values["intents"])
    return Stack(_id=stack_id, **values)


def _optional(kind: type) -> Callable[[Any], bool]:
    return lambda value: value is None or type(value) is kind


_CONTENT_TYPES = frozenset(kind.value for kind in ContentType)
_STACK_FIELDS: dict[str, Callable[[Any], bool]] = {
    "intents": lambda value: (
        type(value) is list and all(type(item) is str for item in value)
    ),
    "last_message_id": _optional(int),
    "last_reply_keyboard": lambda value: type(value) is bool,
    "last_media_id": _optional(str),
    "last_media_unique_id": _optional(str),
    "last_income_media_group_id": _optional(str),
    "content_type": lambda value: (
        type(value) is str and value in _CONTENT_TYPES
    ),
    "has_protected_content": _optional(bool),
}
