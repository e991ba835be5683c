"""Files that are uploaded from memory."""

from aiogram.enums import ContentType
from aiogram.types import BufferedInputFile

from aiogram_dialog.api.entities import MediaAttachment

_NAMES = {
    ContentType.ANIMATION: "animation.gif",
    ContentType.AUDIO: "audio.mp3",
    ContentType.DOCUMENT: "document.bin",
    ContentType.PHOTO: "photo.jpg",
    ContentType.STICKER: "sticker.webp",
    ContentType.VIDEO: "video.mp4",
    ContentType.VIDEO_NOTE: "video_note.mp4",
    ContentType.VOICE: "voice.ogg",
}


def memory_file(media: MediaAttachment, data: bytes) -> BufferedInputFile:
    """Return the file as which media from memory is uploaded."""
    name = media.filename or _NAMES.get(media.type, "file.bin")
    return BufferedInputFile(data, filename=name)
