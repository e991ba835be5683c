"""What people write and send."""

from typing import Any

from aiogram_dialog.emulator.files import media_content, store_file
from aiogram_dialog.emulator.formatting import format_text
from aiogram_dialog.emulator.messages import Message
from aiogram_dialog.emulator.records import ChatRef, Json
from aiogram_dialog.emulator.state import State

from .base import Actor, ImpossibleDeedError

_PERIOD_OF_EDITING = 48 * 3600


def written(text: str, name: str = "text") -> Json:
    """Show a text as Telegram's apps send it, with automatic entities."""
    formatted = format_text(text, parse_mode=None, entities=None)
    entities = "entities" if name == "text" else f"{name}_entities"
    content: Json = {name: formatted.text}
    if formatted.entities:
        content[entities] = [
            entity.model_dump(mode="json", exclude_none=True)
            for entity in formatted.entities
        ]
    return content


def new_media(
    state: State,
    kind: str,
    file: bytes | None,
    name: str,
    facts: Json,
    size: int | None = None,
) -> Json:
    """Make a medium that somebody sends from their phone."""
    content = f"{kind} from a phone".encode() if file is None else file
    return media_content(
        store_file(state, kind, content, name=name, facts=facts, size=size),
    )


class Writing(Actor):
    """Write, send, edit and delete messages."""

    def says(
        self,
        chat: ChatRef,
        text: str,
        *,
        reply_to: Message | int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send a text."""
        content = written(text)
        if not content["text"]:
            raise ImpossibleDeedError("an empty text can't be sent")
        return self._appear(
            chat,
            "text",
            content,
            reply_to=reply_to,
            thread_id=thread_id,
        )

    def starts(self, chat: ChatRef, payload: str = "") -> Message:
        """Press Start, or follow a deep link with a payload."""
        return self.says(chat, f"/start {payload}".rstrip())

    def replies(
        self,
        chat: ChatRef,
        to: Message | int,
        text: str,
    ) -> Message:
        """Send a text as a reply to a message."""
        return self.says(chat, text, reply_to=self._current(to, chat))

    def sends(
        self,
        chat: ChatRef,
        kind: str,
        *,
        caption: str = "",
        file: bytes | None = None,
        name: str = "",
        reply_to: Message | int | None = None,
        thread_id: int | None = None,
        has_spoiler: bool = False,
        size: int | None = None,
        **facts: Any,
    ) -> Message:
        """Send a medium: photo, video, voice, document, sticker …

        ``facts`` are fields of its object: ``duration=3, emoji="…"``.
        ``size`` declares the file bigger than it is.
        """
        content = new_media(self.state, kind, file, name, facts, size)
        if caption:
            content |= written(caption, "caption")
        if has_spoiler:
            content["has_media_spoiler"] = True
        return self._appear(
            chat,
            kind,
            content,
            reply_to=reply_to,
            thread_id=thread_id,
        )

    def sends_photo(
        self,
        chat: ChatRef,
        caption: str = "",
        *,
        file: bytes | None = None,
    ) -> Message:
        """Send a photo."""
        return self.sends(chat, "photo", caption=caption, file=file)

    def sends_voice(self, chat: ChatRef, *, duration: int = 5) -> Message:
        """Send a voice note."""
        return self.sends(chat, "voice", duration=duration)

    def sends_document(
        self,
        chat: ChatRef,
        caption: str = "",
        *,
        file: bytes | None = None,
        name: str = "file.bin",
    ) -> Message:
        """Send a document."""
        return self.sends(
            chat,
            "document",
            caption=caption,
            file=file,
            name=name,
        )

    def sends_album(
        self,
        chat: ChatRef,
        kinds: list[str],
        *,
        caption: str = "",
    ) -> list[Message]:
        """Send several media as an album; the caption is on the first."""
        album_id = str(self.state.count("album", start=13_000_000_001))
        messages: list[Message] = []
        for kind in kinds:
            content = new_media(self.state, kind, None, "", {})
            if caption and not messages:
                content |= written(caption, "caption")
            messages.append(
                self._appear(chat, kind, content, album_id=album_id),
            )
        return messages

    def sends_content(
        self,
        chat: ChatRef,
        kind: str,
        value: Any,
        *,
        reply_to: Message | int | None = None,
    ) -> Message:
        """Send a message that has no file, by its field of the Bot API.

        For example ``sends_content(chat, "venue", {...})``.
        """
        return self._appear(chat, kind, {kind: value}, reply_to=reply_to)

    def sends_contact(
        self,
        chat: ChatRef,
        phone: str = "+10000000000",
        *,
        reply_to: Message | int | None = None,
    ) -> Message:
        """Send one's own contact."""
        contact = {
            "phone_number": phone,
            "first_name": self.name,
            "user_id": self.id,
        }
        return self.sends_content(chat, "contact", contact, reply_to=reply_to)

    def sends_location(
        self,
        chat: ChatRef,
        latitude: float = 52.5,
        longitude: float = 13.4,
        *,
        reply_to: Message | int | None = None,
    ) -> Message:
        """Send a place on the map."""
        place = {"latitude": latitude, "longitude": longitude}
        return self.sends_content(chat, "location", place, reply_to=reply_to)

    def rolls(self, chat: ChatRef, emoji: str = "\N{GAME DIE}") -> Message:
        """Send a die whose value the server decides."""
        dice = {"emoji": emoji, "value": self.state.chance.randint(1, 5)}
        return self.sends_content(chat, "dice", dice)
