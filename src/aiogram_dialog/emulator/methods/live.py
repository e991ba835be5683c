"""Places that move, until they are stopped or their period ends."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.records import Json

from .call import Call, rule
from .contents import read_place
from .editing import is_live
from .target import (
    CANNOT_EDIT,
    Target,
    apply_edit,
    find_target,
    read_inline,
)


def _live(call: Call) -> tuple[Target, Json]:
    target = find_target(call)
    message = target.message
    place: Json = message.content.get("location", {})
    if message.kind != "location" or "live_period" not in place:
        raise bad_request("there is no live location in the message to edit")
    if not is_live(call, message):
        raise bad_request(CANNOT_EDIT)
    return target, place


@rule
def edit_message_live_location(call: Call) -> Any:
    """Move a live location."""
    moved = read_place(call)
    shape = read_inline(call)
    target, place = _live(call)
    moved.setdefault("live_period", place["live_period"])
    return apply_edit(call, target, {"location": moved}, shape)


@rule
def stop_message_live_location(call: Call) -> Any:
    """Leave a live location where it is."""
    shape = read_inline(call)
    target, place = _live(call)
    kept = {"latitude", "longitude", "horizontal_accuracy"}
    stopped = {k: v for k, v in place.items() if k in kept}
    return apply_edit(call, target, {"location": stopped}, shape)
