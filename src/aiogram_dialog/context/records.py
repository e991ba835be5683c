"""Stacks and contexts as the records that storages keep.

Records of older and newer versions are read: unknown fields are passed
over, and fields of a wrong shape are taken for absent.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State, StatesGroup

from aiogram_dialog.api.entities import AccessSettings, Context, Stack
from aiogram_dialog.api.exceptions import UnknownIntent, UnknownState

from .metadata import (
    METADATA_KEY,
    NO_METADATA,
    Metadata,
    take_metadata,
    with_metadata,
)
from .plain_data import copy_data, same_data
from .upgrades import Upgrades

Record = dict[str, Any]
StatesGroups = Mapping[str, type[StatesGroup]]


def dump_context(context: Context) -> Record:
    """Return the record of a context; its data is not copied."""
    settings = context.access_settings
    widget_data = context.widget_data
    if (
        context.version
        or context.needs_redraw
        or context.started_at is not None
    ):
        metadata = Metadata(
            context.version,
            context.started_at,
            context.needs_redraw,
        )
        widget_data = with_metadata(widget_data, metadata)
    return {
        "_intent_id": context.id,
        "_stack_id": context.stack_id,
        "state": context.state.state,
        "start_data": context.start_data,
        "dialog_data": context.dialog_data,
        "widget_data": widget_data,
        "access_settings": settings
        and {
            "user_ids": settings.user_ids,
            "custom": settings.custom,
        },
    }


def copy_record(record: Record) -> Record:
    """Return a copy of the record of a context, with data of its own."""
    settings = record["access_settings"]
    return {
        **record,
        "start_data": copy_data(record["start_data"]),
        "dialog_data": copy_data(record["dialog_data"]),
        "widget_data": copy_data(record["widget_data"]),
        "access_settings": settings
        and {
            "user_ids": copy_data(settings["user_ids"]),
            "custom": copy_data(settings["custom"]),
        },
    }


def same_record(record: Record, stored: Record) -> bool:
    """Tell whether the record of a context is for certain what is stored."""
    try:
        # Most changes are seen at once; ``True == 1`` only looks the same.
        return record == stored and all(
            same_data(record[name], stored[name]) for name in _DATA
        )
    except Exception:  # noqa: BLE001 - objects of a bot fail in many ways
        return False


# Where a bot keeps what it likes.
_DATA = ("start_data", "dialog_data", "widget_data", "access_settings")


def copy_access(settings: AccessSettings | None) -> AccessSettings | None:
    """Return access settings with lists of their own."""
    if type(settings) is not AccessSettings:
        return settings
    return AccessSettings(
        user_ids=copy_data(settings.user_ids),
        custom=copy_data(settings.custom),
    )


def load_context(
    intent_id: str,
    record: Record,
    states_groups: StatesGroups,
    upgrades: Upgrades | None = None,
) -> Context:
    """Return the context of a record, with data of its own.

    Raises ``UnknownIntent`` if nothing or nothing usable is stored,
    ``UnknownState`` if the code has no such state, and
    ``IncompatibleDialog`` if it cannot read what is stored.
    """
    if not record:
        raise UnknownIntent(intent_id=intent_id)
    stack_id = record.get("_stack_id")
    dialog_data = record.get("dialog_data", {})
    widget_data = record.get("widget_data", {})
    if not (
        isinstance(stack_id, str)
        and isinstance(dialog_data, dict)
        and isinstance(widget_data, dict)
    ):
        raise _damaged(intent_id, record)
    if upgrades is not None and (
        upgrades.is_needed or METADATA_KEY in widget_data
    ):
        record = upgrades(intent_id, record)
        widget_data = record["widget_data"]
    widget_data = copy_data(widget_data)
    metadata = NO_METADATA
    if METADATA_KEY in widget_data:
        metadata = take_metadata(widget_data)
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
        dialog_data=copy_data(record.get("dialog_data", {})),
        widget_data=widget_data,
        access_settings=_load_access(record.get("access_settings"), intent_id),
        version=metadata.version,
        started_at=metadata.started_at,
        needs_redraw=metadata.needs_redraw,
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
            intent_id=intent_id,
            stack_id=stack_id,
            state=str(name),
            known_groups=sorted(states_groups),
        )
    state = _states_by_name(group).get(str(name))
    if state is not None:
        return state
    raise UnknownState(
        intent_id=intent_id,
        stack_id=stack_id,
        state=str(name),
        known_states=[str(state.state) for state in group.__all_states__],
    )


@lru_cache(maxsize=10_000)
def _states_by_name(group: type[StatesGroup]) -> dict[str | None, State]:
    return {state.state: state for state in group.__all_states__}


def _load_access(record: Any, intent_id: str) -> AccessSettings | None:
    if not isinstance(record, dict) or not record:
        return None
    user_ids = record.get("user_ids")
    # It is a list where nothing is damaged.
    if type(user_ids) is not list and not _may_be_ids(user_ids):
        raise _damaged(intent_id, record)
    return AccessSettings(
        user_ids=copy_data(user_ids) or [],
        custom=copy_data(record.get("custom")),
    )


def _may_be_ids(value: Any) -> bool:
    return value is None or (
        isinstance(value, Collection)
        and not isinstance(value, str | bytes | Mapping)
    )


def _damaged(intent_id: str, record: Record) -> UnknownIntent:
    return UnknownIntent(intent_id=intent_id, damaged_fields=sorted(record))


def dump_stack(stack: Stack) -> Record:
    """Return the record of a stack, empty if there is nothing to keep."""
    if stack.empty() and not stack.last_message_id:
        return {}
    # Who may use a stack follows from its id.
    return {
        "_id": stack.id,
        "intents": list(stack.intents),
        "last_message_id": stack.last_message_id,
        "last_reply_keyboard": stack.last_reply_keyboard,
        "last_media_id": stack.last_media_id,
        "last_media_unique_id": stack.last_media_unique_id,
        "last_income_media_group_id": stack.last_income_media_group_id,
        "content_type": _name_content(stack.content_type),
        "has_protected_content": stack.has_protected_content,
    }


def load_stack(stack_id: str, record: Record) -> Stack:
    """Return the stack of a record, a fresh one if nothing is usable."""
    stack = Stack(_id=stack_id)
    kinds = zip(record, map(type, record.values()), strict=True)
    if not _FIELDS.issuperset(kinds):
        record = {
            name: value
            for name, value in record.items()
            if (name, type(value)) in _FIELDS
        }
    vars(stack).update(record, _id=stack_id)
    if not _TEXT.issuperset(map(type, stack.intents)):
        stack.intents = []
    stack.intents = stack.intents.copy()
    if stack.content_type is not None:
        stack.content_type = _CONTENT_TYPES.get(stack.content_type)
    return stack


# What is stored of a stack.
_FIELDS = frozenset(
    {
        ("_id", str),
        ("intents", list),
        ("last_message_id", int),
        ("last_message_id", type(None)),
        ("last_reply_keyboard", bool),
        ("last_media_id", str),
        ("last_media_id", type(None)),
        ("last_media_unique_id", str),
        ("last_media_unique_id", type(None)),
        ("last_income_media_group_id", str),
        ("last_income_media_group_id", type(None)),
        ("content_type", str),
        ("content_type", type(None)),
        ("has_protected_content", bool),
        ("has_protected_content", type(None)),
    },
)
_TEXT = frozenset({str})
# Kinds of content are texts themselves: they are found here, too.
_CONTENT_TYPES = {kind.value: kind for kind in ContentType}


def _name_content(content_type: str | None) -> str | None:
    if content_type is None:
        return None
    known = _CONTENT_TYPES.get(content_type)
    return str(content_type) if known is None else known.value
