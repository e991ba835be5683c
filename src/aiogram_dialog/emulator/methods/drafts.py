"""Drafts: what people see of a message that is still being written."""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.journal import Acted
from aiogram_dialog.emulator.messages import Draft

from . import access
from .call import Call, rule
from .rich import read_rich
from .texts import formatted_text


def _show(call: Call, text: str) -> bool:
    chat = access.find_chat(call)
    if not chat.is_private:
        raise bad_request("TEXTDRAFT_PEER_INVALID")
    access.require_write(call, chat, "text")
    access.require_unblocked(call, chat)
    draft_id = call.integer("draft_id")
    if not draft_id:
        raise bad_request("draft_id must be non-zero")
    state = call.state
    state.drafts[chat.ref, draft_id] = Draft(
        call.bot_id,
        chat.ref,
        draft_id,
        state.now,
        text,
        call.flag("can_stop"),
    )
    shown = f"is writing: {text}" if text else "is thinking"
    state.journal.append(Acted(call.bot_id, chat.ref, shown))
    return True


@rule
def send_message_draft(call: Call) -> Any:
    """Show a part of a text that is being written."""
    mode = call.text("parse_mode")
    return _show(call, formatted_text(call.text("text"), mode, None).text)


@rule
def send_rich_message_draft(call: Call) -> Any:
    """Show a part of a rich message that is being written."""
    blocks = read_rich(call)["rich_message"]["blocks"]
    texts = (str(block.get("text", block["type"])) for block in blocks)
    return _show(call, "\n".join(texts))
