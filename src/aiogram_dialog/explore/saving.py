"""Findings as tests: they fail until the mistake is gone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from textwrap import indent

from .finding import Finding
from .rules import DEAD_END, UNSTEADY

_ASSERTIONS = {
    DEAD_END.code: "assert await bot.is_alive({window!r})",
    UNSTEADY.code: "assert await bot.is_steady({window!r})",
}

_TEMPLATE = '''\
"""Found by `aiogram-dialog explore`.

{told}
"""

import sys
from pathlib import Path

{path}

from {module} import {attribute}

from aiogram_dialog.test_tools import Telegram
from aiogram_dialog.test_tools.replaying import replaying

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]


async def test_{name}(telegram: Telegram) -> None:
    async with replaying(telegram, {attribute}) as bot:
        ann = telegram.person("Ann")
{body}
'''


@dataclass(frozen=True, slots=True)
class Source:
    """Say where tests import a bot from: ``directory/module:attribute``."""

    directory: Path
    module: str
    attribute: str


def save(
    findings: Sequence[Finding],
    directory: Path,
    source: Source,
) -> list[Path]:
    """Write a test for each finding; return the files.

    Files that are there already stay as they are.
    """
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for finding in findings:
        name = _name(finding)
        path = _free_path(directory, name)
        text = code_of(finding, name, source, directory)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def _name(finding: Finding) -> str:
    words = f"{finding.rule.name} {finding.where}".lower()
    return re.sub(r"\W+", "_", words).strip("_")


def _free_path(directory: Path, name: str) -> Path:
    for number in count(1):
        ending = "" if number == 1 else f"_{number}"
        path = directory / f"test_{name}{ending}.py"
        if not path.exists():
            return path
    raise AssertionError  # Numbers have no end.


def code_of(
    finding: Finding,
    name: str,
    source: Source,
    directory: Path,
) -> str:
    """Return the code of a test that fails while the mistake is there."""
    # Words of the bot stand in a docstring.
    told = f"{finding.where}: {finding.rule.code} {finding.message}"
    told = told.replace("\\", "\\\\").replace('"""', "'''")
    return _TEMPLATE.format(
        told=told,
        path=_path_line(source.directory, directory),
        module=source.module,
        attribute=source.attribute,
        name=name,
        body=indent("\n".join(_body(finding)), " " * 8),
    )


def _path_line(wanted: Path, directory: Path) -> str:
    """Write how the directory of the bot is found from that of the tests."""
    try:
        steps, rest = _relative(wanted.resolve(), directory.resolve())
    except ValueError:
        return f"sys.path.append({str(wanted.resolve())!r})"
    where = f"Path(__file__).resolve().parents[{steps}]"
    if rest != ".":
        where += f" / {rest!r}"
    return f"sys.path.append(str({where}))"


def _relative(wanted: Path, directory: Path) -> tuple[int, str]:
    """Return how many directories to go up, and where to go then."""
    for steps, parent in enumerate([directory, *directory.parents]):
        if wanted.is_relative_to(parent) and parent.parent != parent:
            return steps, wanted.relative_to(parent).as_posix()
    raise ValueError("They have nothing in common.")


def _body(finding: Finding) -> list[str]:
    assertion = _ASSERTIONS.get(finding.rule.code)
    if assertion is not None:
        lines = [step.code() for step in finding.path]
        return [*lines, assertion.format(window=finding.where)]
    *before, last = finding.path
    lines = [step.code() for step in before]
    lines.append(f"with bot.watching({finding.rule.code!r}) as faults:")
    lines.append(f"    {last.code()}")
    return [*lines, "assert faults == []"]
