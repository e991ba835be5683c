"""The list of commands that a bot shows."""

import json
import re
from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.records import Json

from .call import Call, rule

_LIMIT = 100
_DESCRIPTION_LIMIT = 256
_NAME = re.compile(r"/?[a-z0-9_]{1,32}")


def _key(call: Call) -> tuple[int, str, str]:
    try:
        scope = call.json("scope", default={"type": "default"})
    except ValueError as error:
        raise bad_request("can't parse BotCommandScope") from error
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad_request("can't parse BotCommandScope")
    shown = json.dumps(scope, sort_keys=True)
    return call.bot_id, shown, call.text("language_code")


@rule
def set_my_commands(call: Call) -> Any:
    """Replace the commands of a scope and language."""
    try:
        values = call.json("commands", default=[])
    except ValueError as error:
        raise bad_request("can't parse commands JSON object") from error
    if not isinstance(values, list):
        raise bad_request("expected an Array of BotCommand")
    if len(values) > _LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.state.commands[_key(call)] = tuple(map(_command, values))
    return True


def _command(value: Any) -> Json:
    if not isinstance(value, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(value.get("command", ""))
    description = str(value.get("description", ""))
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    command: Json = {
        "command": name.removeprefix("/"),
        "description": description,
    }
    if value.get("is_ephemeral"):
        command["is_ephemeral"] = True
    return command


@rule
def get_my_commands(call: Call) -> Any:
    """List the commands of a scope and language."""
    return list(call.state.commands.get(_key(call), ()))


@rule
def delete_my_commands(call: Call) -> Any:
    """Forget the commands of a scope and language."""
    call.state.commands.pop(_key(call), None)
    return True
