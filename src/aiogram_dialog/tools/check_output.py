"""What a check has found, for people and for programs."""

import json
from collections import Counter
from collections.abc import Callable, Sequence

from aiogram_dialog.check import Finding, Severity

# Commands of workflows: ``::error title=…::message``.
_GITHUB_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}
_GITHUB_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def as_text(findings: Sequence[Finding]) -> str:
    """Return a line for each finding, and how many there are."""
    lines = [
        f"{finding.where}: {finding.rule.severity.value} "
        f"{finding.rule.code} {finding.message}"
        for finding in findings
    ]
    return "\n".join([*lines, _summary(findings)])


def _summary(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.rule.severity for finding in findings)
    if not counts:
        return "Nothing found."
    found = ", ".join(
        f"{counts[severity]} {severity.value}{'s' * (counts[severity] != 1)}"
        for severity in Severity
        if counts[severity]
    )
    return f"Found {found}."


def as_json(findings: Sequence[Finding]) -> str:
    """Return a list of objects.

    Their keys: ``code``, ``name``, ``severity``, ``where``, ``message``.
    """
    found = [
        {
            "code": finding.rule.code,
            "name": finding.rule.name,
            "severity": finding.rule.severity.value,
            "where": finding.where,
            "message": finding.message,
        }
        for finding in findings
    ]
    return json.dumps(found, indent=2, ensure_ascii=False)


def as_github(findings: Sequence[Finding]) -> str:
    """Return annotations for a workflow of GitHub."""
    return "\n".join(
        f"::{_GITHUB_LEVELS[finding.rule.severity]} "
        f"title={finding.rule.code} {finding.rule.name}::"
        f"{_escape(f'{finding.where}: {finding.message}')}"
        for finding in findings
    )


def _escape(text: str) -> str:
    for symbol, escaped in _GITHUB_ESCAPES.items():
        text = text.replace(symbol, escaped)
    return text


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
