"""Parameters and files of an HTTP request, as the Bot API reads them."""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from aiogram_dialog.emulator.json_reading import parse_json
from aiogram_dialog.emulator.methods import Upload

Body: TypeAlias = tuple[dict[str, str], dict[str, Upload]]
"""Parameters by name, and uploads by the names of their parts."""

_LARGEST_PARAMETERS = 1024 * 1024
_LARGEST_FILE = 50 * 1024 * 1024


class TooLargeError(Exception):
    """A request holds more than the Bot API takes."""


async def read_request(request: web.Request) -> Body:
    """Read the query string, then the body; the first occurrence wins.

    Bodies may be urlencoded, multipart or JSON. Raises TooLargeError, and
    UnicodeDecodeError for what is not UTF-8.
    """
    params: dict[str, str] = {}
    _add(params, parse_qsl(request.query_string, keep_blank_values=True))
    if request.content_type == "multipart/form-data":
        files = await read_multipart(await request.multipart(), params)
    else:
        files = {}
        _add(params, read_body(request.content_type, await request.read()))
    size = sum(len(k) + len(v.encode()) for k, v in params.items())
    if size > _LARGEST_PARAMETERS:
        raise TooLargeError("too many parameters")
    return params, files


def _add(params: dict[str, str], more: Iterable[tuple[str, str]]) -> None:
    for name, value in more:
        params.setdefault(name, value)


def read_body(content_type: str, body: bytes) -> list[tuple[str, str]]:
    """Read a JSON or urlencoded body; malformed JSON has no parameters."""
    if content_type == "application/json":
        return _read_json(body)
    if content_type != "application/x-www-form-urlencoded":
        return []
    return parse_qsl(
        body.decode(),
        keep_blank_values=True,
        errors="strict",
    )


def _read_json(body: bytes) -> list[tuple[str, str]]:
    try:
        values = parse_json(body.decode())
    except UnicodeDecodeError:
        raise
    except ValueError:
        return []
    if not isinstance(values, dict):
        return []
    return [(name, _as_text(value)) for name, value in values.items()]


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


async def read_multipart(
    reader: MultipartReader,
    params: dict[str, str],
) -> dict[str, Upload]:
    """Read the parts: those with a file name are files.

    Raises ValueError for what is no multipart, and TooLargeError.
    """
    files: dict[str, Upload] = {}
    while (part := await _next_part(reader)) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = await _read_part(part)
        if part.filename is None:
            params.setdefault(part.name, content.decode())
        elif len(content) > _LARGEST_FILE:
            raise TooLargeError("")
        else:
            files.setdefault(part.name, Upload(part.filename, content))
    return files


async def _next_part(
    reader: MultipartReader,
) -> MultipartReader | BodyPartReader | None:
    try:
        return await reader.next()
    except HttpProcessingError as error:
        raise ValueError(str(error)) from error


async def _read_part(part: BodyPartReader) -> bytes:
    try:
        return bytes(await part.read(decode=True))
    except RuntimeError as error:
        # So aiohttp tells of an encoding that it does not know.
        raise ValueError(str(error)) from error
