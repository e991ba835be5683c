"""Pictures, sounds and files that a window shows."""

from hashlib import blake2b
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

    One source is needed: a ``url``, a ``path`` of a local file, a
    ``file_id`` or ``data``, the bytes of a file that is nowhere but in
    memory. ``use_pipe``: download the url here and upload it, instead
    of letting Telegram fetch it. ``kwargs``: further parameters of the send
    method, like ``has_spoiler``.

    ``data`` stands alone, with two helpers. ``filename``: the name that
    people see; without it one by the kind, like ``photo.jpg``.
    ``cache_key``: whatever has the same key is the same file, so it is
    uploaded once; without it, files of the same bytes and name are.

    A dice is no file: its source is its emoji, as ``url="🎲"``, as ``path``
    or as ``file_id=MediaId("🎲")``.

    Raises ``ValueError`` if there is no source, ``data`` beside another one
    or a helper without it, and ``TypeError`` if ``data`` is not ``bytes``.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        type: ContentType,
        url: str | None = None,
        path: str | Path | None = None,
        file_id: MediaId | None = None,
        use_pipe: bool = False,
        *,
        data: bytes | None = None,
        filename: str | None = None,
        cache_key: str | None = None,
        **kwargs: Any,
    ) -> None:
        _check_data(type, data, {"url": url, "path": path, "file_id": file_id})
        if not (url or path or file_id or data):
            raise ValueError(
                "Neither url nor path not file_id nor data are provided: "
                f"media of type {type!r} needs one of them",
            )
        if data is None and (filename or cache_key):
            raise ValueError(
                "`filename` and `cache_key` are about `data`, "
                "but there is no `data`.",
            )
        self.type = type
        self.url = url
        self.path = path
        self.file_id = file_id
        self.use_pipe = use_pipe
        self.data = data
        self.filename = filename
        self.cache_key = cache_key
        self.kwargs = kwargs
        self._memory_path = (
            f"memory:{cache_key or _digest(data, filename)}" if data else None
        )

    @property
    def storage_path(self) -> str | Path | None:
        """Return the path to ask the media id storage about.

        What is in memory has a path too, ``"memory:..."``, though no file.
        """
        return self._memory_path or self.path

    def __repr__(self) -> str:
        data = f" data={len(self.data)} bytes" if self.data else ""
        return (
            f"<MediaAttachment {self.type} url={self.url!r} "
            f"path={self.path!r} file_id={self.file_id!r}{data}>"
        )

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return False
        return vars(self) == vars(other)


def _check_data(
    media_type: ContentType,
    data: object,
    sources: dict[str, object],
) -> None:
    if data is None:
        return
    if not isinstance(data, bytes):
        raise TypeError(
            f"`data` must be bytes, not {type(data).__name__}: "
            "take `.getvalue()` of a BytesIO, `.read()` of a file.",
        )
    others = [f"`{name}`" for name, source in sources.items() if source]
    if others:
        raise ValueError(
            "`data` is a source of its own, "
            f"but there is {' and '.join(others)} too: which is meant?",
        )
    if media_type == ContentType.DICE:
        raise ValueError("A dice is no file: say its emoji by `url`.")


def _digest(data: bytes, filename: str | None) -> str:
    # The name counts: it is seen, and an id brings the name it was sent with.
    named = blake2b((filename or "").encode(), digest_size=16)
    return blake2b(data, digest_size=16, key=named.digest()).hexdigest()
