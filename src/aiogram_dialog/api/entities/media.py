"""Pictures, sounds and files that a window shows."""

from pathlib import Path
from typing import Any

from aiogram.enums import ContentType


class MediaId:
    """Name a file that Telegram already has.

    Two ids are equal if their unique ids are; where one has none, if
    their file ids are.
    """

    __slots__ = ("file_id", "file_unique_id")
    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        file_id: str,
        file_unique_id: str | None = None,
    ) -> None:
        self.file_id = file_id
        self.file_unique_id = file_unique_id

    def __repr__(self) -> str:
        return (
            f"MediaId(file_id={self.file_id!r}, "
            f"file_unique_id={self.file_unique_id!r})"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MediaId) or type(other) is not type(self):
            return False
        if self.file_unique_id is None or other.file_unique_id is None:
            return self.file_id == other.file_id
        return self.file_unique_id == other.file_unique_id


class MediaAttachment:
    """Describe the media of a message.

    One source is needed: a ``url``, a ``path`` of a local file or a
    ``file_id``. ``use_pipe``: download the url here and upload it, instead
    of letting Telegram fetch it. ``kwargs``: further parameters of the send
    method, like ``has_spoiler``.

    Raises ``ValueError`` if there is no source.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        type: ContentType,
        url: str | None = None,
        path: str | Path | None = None,
        file_id: MediaId | None = None,
        use_pipe: bool = False,
        **kwargs: Any,
    ) -> None:
        if not (url or path or file_id):
            raise ValueError(
                "Neither url nor path not file_id are provided: "
                f"media of type {type!r} needs one of them",
            )
        self.type = type
        self.url = url
        self.path = path
        self.file_id = file_id
        self.use_pipe = use_pipe
        self.kwargs = kwargs

    def __repr__(self) -> str:
        return (
            f"<MediaAttachment {self.type} url={self.url!r} "
            f"path={self.path!r} file_id={self.file_id!r}>"
        )

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return False
        return vars(self) == vars(other)
