"""The interpreters of the sides, and the environment of version 2.6.0."""

import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.workload import Side

ROOT = Path(__file__).parents[1]
MAKE_OTHER = ROOT / "tests" / "compat" / "make_other.py"


def interpreters(sides: set[Side], other: str | None) -> dict[Side, str]:
    """Find the interpreter of each side.

    ``other``: the one with version 2.6.0; without it an environment of its
    own is made, once, in the user's cache.
    """
    found: dict[Side, str] = {"ours": sys.executable, "raw": sys.executable}
    if "other" in sides:
        found["other"] = other or _made_other()
    return {side: path for side, path in found.items() if side in sides}


def versions() -> dict[str, str]:
    """Tell on what the measuring is done."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "aiogram": version("aiogram"),
        "aiogram-dialog": version("aiogram-dialog"),
        "machine": _processor(),
        "system": platform.platform(),
        "cpus": str(os.cpu_count()),
    }


def _made_other() -> str:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    python = ".".join(platform.python_version_tuple()[:2])
    name = f"2.6.0-aiogram-{version('aiogram')}-python-{python}"
    directory = cache / "aiogram-dialog-benchmarks" / name
    interpreter = directory / "bin" / "python"
    if not (directory / "done").exists():
        # What is printed here is no result.
        quietly = {"check": True, "stdout": sys.stderr}
        subprocess.run([sys.executable, MAKE_OTHER, directory], **quietly)
        redis = f"redis=={version('redis')}"
        subprocess.run(
            [interpreter, "-m", "pip", "install", redis],
            **quietly,
        )
    return str(interpreter)


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
