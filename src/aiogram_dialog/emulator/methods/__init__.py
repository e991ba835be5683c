"""Rules of the Bot API's methods: what each changes, what it refuses."""

from . import answering, chats, deleting, editing, sending
from .call import RULES, Call, Upload
from .generic import answer_generically, known_method

__all__ = [
    "RULES",
    "Call",
    "Upload",
    "answer_generically",
    "answering",
    "chats",
    "deleting",
    "editing",
    "known_method",
    "sending",
]
