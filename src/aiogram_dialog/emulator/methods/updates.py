"""How a bot gets its updates: polling and the webhook."""

import ipaddress
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from aiogram.types import Update

from aiogram_dialog.emulator.answers import (
    Ok,
    RefusedError,
    bad_request,
    refusal,
)
from aiogram_dialog.emulator.records import Json, Webhook

from .call import Call, rule

UPDATE_KINDS = frozenset(Update.model_fields) - {"update_id"}
_MAX_UPDATES = 100
_SECRET_LIMIT = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_BAD_WEBHOOK = "bad webhook: An HTTPS URL must be provided for webhook"


@rule
def get_updates(call: Call) -> Any:
    """Return what waits for the bot at once; the transports hold polls."""
    if call.settings.webhook is not None:
        raise RefusedError(
            refusal(
                409,
                "can't use getUpdates method while webhook is active; use "
                "deleteWebhook to delete the webhook first",
            ),
        )
    _set_allowed(call)
    waiting = _from_offset(call, call.integer("offset"))
    limit = call.integer("limit")
    if not 1 <= limit <= _MAX_UPDATES:
        limit = _MAX_UPDATES
    return [update.as_json() for update in waiting[:limit]]


def _from_offset(call: Call, offset: int) -> tuple[Any, ...]:
    """Confirm what lies below an offset; a negative one counts from the end.

    An offset beyond the end is invalid and confirms nothing.
    """
    state, bot_id = call.state, call.bot_id
    pending = state.pending(bot_id)
    if not pending:
        return pending
    if offset < 0:
        offset = pending[max(len(pending) + offset, 0)].update_id
    if 0 < offset <= pending[-1].update_id + 1:
        state.confirm(bot_id, offset)
    return state.pending(bot_id)


def _set_allowed(call: Call) -> None:
    """Keep which kinds of updates are wanted; no list keeps the last one."""
    try:
        names = call.json("allowed_updates")
    except ValueError:
        return
    if not isinstance(names, list):
        return
    known = frozenset(map(str, names)) & UPDATE_KINDS
    call.state.settings[call.bot_id] = replace(
        call.settings,
        allowed_updates=known or None,
    )


@rule
def set_webhook(call: Call) -> Any:
    """Set where updates are delivered to; an empty URL deletes it."""
    url = call.text("url")
    if not url:
        return delete_webhook(call)
    _check_url(url)
    secret = call.text("secret_token")
    if len(secret) > _SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _set_allowed(call)
    _drop_pending(call)
    old = call.settings.webhook
    new = Webhook(
        url,
        secret,
        call.text("ip_address") or "127.0.0.1",
        call.integer("max_connections") or 40,
    )
    call.state.settings[call.bot_id] = replace(call.settings, webhook=new)
    is_same = old is not None and (old.url, old.secret_token) == (url, secret)
    return Ok(True, "Webhook is already set" if is_same else "Webhook was set")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise bad_request("invalid webhook URL specified") from error
    if not host:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme != "https" and not _is_loopback(host):
        raise bad_request(_BAD_WEBHOOK)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _drop_pending(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.state.queues[call.bot_id] = ()


@rule
def delete_webhook(call: Call) -> Any:
    """Go back to polling."""
    _drop_pending(call)
    was_set = call.settings.webhook is not None
    call.state.settings[call.bot_id] = replace(call.settings, webhook=None)
    words = "was" if was_set else "is already"
    return Ok(True, f"Webhook {words} deleted")


@rule
def get_webhook_info(call: Call) -> Any:
    """Tell how delivery to the webhook goes."""
    settings = call.settings
    webhook = settings.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.state.pending(call.bot_id)),
    }
    if webhook is not None:
        info["ip_address"] = webhook.ip_address
        info["max_connections"] = webhook.max_connections
        if webhook.last_error_date is not None:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error_message
    if settings.allowed_updates is not None:
        info["allowed_updates"] = sorted(settings.allowed_updates)
    return info


@rule
def log_out(call: Call) -> Any:
    """Leave this server; later calls are refused."""
    call.state.settings[call.bot_id] = replace(
        call.settings,
        is_logged_out=True,
    )
    return True


@rule
def close(call: Call) -> Any:
    """Prepare the bot to move to another server; nothing is to be done."""
    del call
    return True
