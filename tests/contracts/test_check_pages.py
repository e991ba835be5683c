"""Every rule of the check has a page, whose example is found and mended.

``--update-transcripts`` writes what is printed into the pages, and the list
of rules into the page about the check.
"""

import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from aiogram import Dispatcher

from aiogram_dialog import Dialog, DialogWarning, setup_dialogs
from aiogram_dialog.check import RULES, Finding, Rule, check
from aiogram_dialog.test_tools.memory_storage import JsonMemoryStorage
from aiogram_dialog.tools.check_output import as_text

DOCS = Path(__file__).parents[2] / "docs"
PAGES = DOCS / "check"
SECTIONS = ["Found", "Mended", "Switched off"]
PRINTED = re.compile(r"```text\n(.*?)\n```", re.DOTALL)
LIST = re.compile(r"(?<=\|---\|---\|---\|\n).*?(?=\n\n)", re.DOTALL)
BY_CODE = pytest.mark.parametrize("rule", RULES, ids=lambda it: it.code)


def path_of(rule: Rule) -> Path:
    return PAGES / f"{rule.code.lower()}.md"


def run(rule: Rule, count: int) -> dict[str, Any]:
    """Return what the first Python blocks of a page define."""
    text = path_of(rule).read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 2, "one is found, the other is mended"
    names: dict[str, Any] = {}
    with warnings.catch_warnings():
        # What some rules find is told when a window is made, too.
        warnings.simplefilter("ignore", DialogWarning)
        for block in blocks[:count]:
            exec(compile(block, str(path_of(rule)), "exec"), names)  # noqa: S102 - the page's own code
    return names


def make_dispatcher(names: dict[str, Any]) -> Dispatcher:
    """Return the bot of a page: its own one, or one of its dialogs."""
    if "make_dispatcher" in names:
        return names["make_dispatcher"]()
    dispatcher = Dispatcher(storage=JsonMemoryStorage())
    dialogs = [it for it in names.values() if isinstance(it, Dialog)]
    dispatcher.include_routers(*dialogs)
    setup_dialogs(dispatcher)
    return dispatcher


def findings_of(rule: Rule, count: int) -> list[Finding]:
    # Nothing starts the dialogs of most pages, and nothing keeps them.
    around = {"AD301", "AD802"} - {rule.code}
    return check(make_dispatcher(run(rule, count)), ignore=around)


@BY_CODE
def test_example_is_found(rule, request):
    findings = findings_of(rule, 1)
    printed = as_text(findings).rpartition("\n")[0]
    path = path_of(rule)
    if request.config.getoption("--update-transcripts"):
        text = path.read_text("utf-8")
        told = f"```text\n{printed}\n```"
        path.write_text(PRINTED.sub(lambda _: told, text, count=1), "utf-8")

    assert {finding.rule for finding in findings} == {rule}
    assert PRINTED.findall(path.read_text("utf-8")) == [printed]


@BY_CODE
def test_example_is_mended(rule):
    assert [str(finding) for finding in findings_of(rule, 2)] == []


@BY_CODE
def test_it_can_be_switched_off(rule):
    text = path_of(rule).read_text("utf-8")
    told = re.findall(r"--ignore (AD[\w:]+)", text)

    dispatcher = make_dispatcher(run(rule, 1))
    around = [it.code for it in RULES if it != rule]
    assert told
    for ignored in told:
        assert check(dispatcher, ignore=[*around, ignored]) == []


@BY_CODE
def test_shape(rule):
    text = path_of(rule).read_text("utf-8")

    assert text.startswith(
        f"# {rule.code} {rule.name}\n\n*{rule.severity.value.title()}.* ",
    )
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS


def test_every_page_has_a_rule():
    assert set(PAGES.glob("*.md")) == {path_of(rule) for rule in RULES}


def test_list_has_all_rules(request):
    expected = "\n".join(
        f"| [{rule.code} {rule.name}](check/{path_of(rule).name}) "
        f"| {rule.severity.value} | {rule.summary} |"
        for rule in RULES
    )
    path = DOCS / "check.md"
    if request.config.getoption("--update-transcripts"):
        text = path.read_text("utf-8")
        path.write_text(LIST.sub(lambda _: expected, text, count=1), "utf-8")

    assert LIST.findall(path.read_text("utf-8"))[:1] == [expected]
