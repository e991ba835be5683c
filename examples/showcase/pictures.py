"""Pictures that are made here, so that the bot needs no files.

PNG and WEBP are written by hand: a few bytes about the size, then pixels.
"""

import atexit
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 160, 100
WHITE: Colour = (255, 255, 255)
CHART_COLOURS: Sequence[Colour] = [(220, 60, 60), (60, 160, 80), (60, 90, 200)]


def draw_png(colour_at: Callable[[int, int], Colour]) -> bytes:
    """Return a PNG whose pixels have the colours that a function tells."""
    # Each line begins with the number of its filter: none.
    lines = [
        b"\0" + bytes(part for x in range(WIDTH) for part in colour_at(x, y))
        for y in range(HEIGHT)
    ]
    header = struct.pack(">2I5B", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(b"".join(lines)))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    size = struct.pack(">I", len(content))
    return size + kind + content + struct.pack(">I", checksum)


def draw_sky(top: Colour, bottom: Colour) -> bytes:
    """Return a picture of two colours that become one another."""

    def colour_at(_x: int, y: int) -> Colour:
        share = y / (HEIGHT - 1)
        red, green, blue = (
            round(above + (below - above) * share)
            for above, below in zip(top, bottom, strict=True)
        )
        return red, green, blue

    return draw_png(colour_at)


def draw_chart(bars: Sequence[int], highest: int) -> bytes:
    """Return a picture of a bar for each number."""
    bar_width = WIDTH // len(bars)

    def colour_at(x: int, y: int) -> Colour:
        bar = min(x // bar_width, len(bars) - 1)
        is_gap = x % bar_width < bar_width // 5
        is_above = HEIGHT - y > bars[bar] * HEIGHT / highest
        return WHITE if is_gap or is_above else CHART_COLOURS[bar]

    return draw_png(colour_at)


def draw_sticker(colour: Colour) -> bytes:
    """Return a WEBP of 512 x 512 pixels that are all the same."""
    red, green, blue = colour
    last = 512 - 1
    bits = _Bits()
    bits.add(0x2F, 8)
    bits.add(last, 14)
    bits.add(last, 14)
    bits.add(0, 1 + 3 + 1 + 1 + 1)
    for channel in (green, red, blue, 255):
        # A code of one symbol of eight bits: its pixels need no bits.
        bits.add(0b101, 3)
        bits.add(channel, 8)
    bits.add(0b0001, 4)
    pixels = bits.as_bytes()
    size = struct.pack("<I", len(pixels))
    body = b"WEBPVP8L" + size + pixels + b"\0" * (len(pixels) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


class _Bits:
    def __init__(self) -> None:
        self._value = 0
        self._size = 0

    def add(self, value: int, size: int) -> None:
        self._value |= value << self._size
        self._size += size

    def as_bytes(self) -> bytes:
        return self._value.to_bytes(-(-self._size // 8), "little")


def _make_folder() -> Path:
    folder = Path(mkdtemp(prefix="showcase-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    return folder


FOLDER = _make_folder()

SKIES = {
    "Morning": draw_sky((250, 220, 150), (250, 160, 170)),
    "Noon": draw_sky((60, 140, 240), (200, 230, 250)),
    "Evening": draw_sky((90, 60, 140), (250, 130, 60)),
    "Night": draw_sky((10, 10, 40), (50, 50, 110)),
}
for name, picture in SKIES.items():
    (FOLDER / f"{name}.png").write_bytes(picture)

STICKER = FOLDER / "sticker.webp"
STICKER.write_bytes(draw_sticker((250, 190, 40)))
