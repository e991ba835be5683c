"""Why a message is edited, sent or left alone, in words for people."""

from aiogram_dialog.api.entities import ShowMode

from .plan import CleanUp, DoNothing, Edit, EditKeyboard, Facts, Keep, Plan

_CLEANING = {
    CleanUp.NOTHING: "",
    CleanUp.DELETE: ", and the old one is deleted",
    CleanUp.REMOVE_KEYBOARD: ", and the old one loses its keyboard",
}


def explain(facts: Facts, plan: Plan) -> str:
    """Say what a plan does to the screen and which facts have led to it."""
    match plan:
        case DoNothing():
            return "Nothing is shown: the show mode is NO_UPDATE."
        case Keep():
            return "Nothing is shown: the message is as wanted already."
        case Edit():
            return "Edited: Telegram can make the old message the new one."
        case EditKeyboard():
            return (
                "Only the keyboard is edited: the sticker, video note or "
                "dice stays the same, and nothing else of it can change."
            )
    cleaning = max(plan.before, plan.after, key=lambda it: len(_CLEANING[it]))
    return f"Sent anew{_CLEANING[cleaning]}: {_why_sent(facts)}."


def _why_sent(facts: Facts) -> str:
    if not facts.has_old:
        return "there is no message of this dialog yet"
    if facts.show_mode is ShowMode.DELETE_AND_SEND:
        return "the show mode is DELETE_AND_SEND"
    if facts.show_mode is ShowMode.SEND:
        return (
            "what is new belongs below what was written (the show mode is "
            "SEND)"
        )
    if facts.had_reply_keyboard:
        return "a message with a reply keyboard cannot be edited"
    if facts.needs_reply_keyboard:
        return "a reply keyboard cannot be edited in"
    return (
        "whether it may be forwarded cannot be edited"
        if facts.is_editable
        else "Telegram cannot edit the old kind of message into the new one"
    )
