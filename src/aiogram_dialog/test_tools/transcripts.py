"""Golden transcripts: what a chat looked like when it was right."""

import re
from difflib import unified_diff
from pathlib import Path


class TranscriptDiffersError(AssertionError):
    """Tell that a chat does not look as it did."""


class GoldenTranscripts:
    """Compare drawings with files, or write them.

    ``base``: the path of the files without their endings.
    """

    def __init__(self, base: Path, *, updates: bool) -> None:
        self.base = base
        self.updates = updates

    def __call__(self, drawing: str, name: str = "") -> None:
        """Compare a drawing with the file of this test.

        ``name``: tells several files of one test apart.

        Raises ``TranscriptDiffersError`` if it is another one.
        """
        path = self.base.with_name(f"{self.base.name}{name and '.'}{name}.txt")
        if self.updates:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawing, encoding="utf-8")
            return
        if not path.exists():
            raise TranscriptDiffersError(
                f"There is no transcript {path}. Run pytest with "
                f"--update-transcripts to write it:\n{drawing}",
            )
        golden = path.read_text(encoding="utf-8")
        if golden != drawing:
            diff = unified_diff(
                golden.splitlines(),
                drawing.splitlines(),
                fromfile=str(path),
                tofile="now",
                lineterm="",
            )
            raise TranscriptDiffersError(
                "The chat is another one than in its transcript. If that is "
                "right, run pytest with --update-transcripts.\n"
                + "\n".join(diff),
            )


def file_stem(test_name: str) -> str:
    """Return the name of a test as one that any file system takes."""
    return re.sub(r"[^\w.,=+-]+", "-", test_name).strip("-")
