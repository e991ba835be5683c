"""Make the fonts of the tests anew, from those of Debian.

``python tests/data/fonts/make.py``; it needs ``fonttools``.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DEBIAN = Path("/usr/share/fonts/truetype")
EMOJI = DEBIAN / "noto" / "NotoColorEmoji.ttf"
DEJAVU = (
    "DejaVuSans",
    "DejaVuSans-Bold",
    "DejaVuSansMono",
    "DejaVuSerif",
    "DejaVuSerif-Bold",
)
# Latin and Cyrillic letters, signs, arrows, lines and shapes.
RANGES = (
    "U+0020-007E,U+00A0-00FF,U+0400-045F,U+2010-203A,U+20AC,U+2190-21FF,"
    "U+2500-25FF,U+2605-2606,U+2610-2612,U+2713-2718,U+2726,U+FE0F,U+FFFD"
)
# What joins emoji, and what makes one of a digit.
JOINERS = "\u200d\ufe0f\u20e3"
SHOWN = (
    "examples/**/*.py",
    "src/aiogram_dialog/**/*.py",
    "src/aiogram_dialog/**/*.js",
    "src/aiogram_dialog/**/*.html",
    "src/aiogram_dialog/**/*.css",
)


def symbols() -> str:
    """Return the emoji that examples and pages have."""
    known = TTFont(EMOJI).getBestCmap()
    files = [path for pattern in SHOWN for path in ROOT.glob(pattern)]
    texts = "".join(path.read_text("utf-8") for path in sorted(files))
    emoji = {it for it in texts if ord(it) > 0xFF and ord(it) in known}
    return "".join(sorted(emoji)) + JOINERS


def make(source: Path, *options: str) -> None:
    target = HERE / source.name
    subset.main([str(source), f"--output-file={target}", *options])


def main() -> None:
    for name in DEJAVU:
        source = DEBIAN / "dejavu" / f"{name}.ttf"
        make(source, "--no-hinting", f"--unicodes={RANGES}")
    make(EMOJI, f"--text={symbols()}")


if __name__ == "__main__":
    main()
