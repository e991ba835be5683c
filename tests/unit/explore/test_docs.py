"""The page about exploring: its code runs, and it has all rules."""

import re
from pathlib import Path

from aiogram_dialog.explore import EXPLORE_RULES

pytest_plugins = ["aiogram_dialog.test_tools.pytest_plugin"]

PAGE = Path(__file__).parents[3] / "docs" / "explore.md"


async def test_code(explore):
    text = PAGE.read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(block, PAGE.name, "exec"), names)  # noqa: S102 - the page's own code

    await names["test_nothing_breaks"](explore)


def test_rules():
    text = PAGE.read_text("utf-8")
    told = dict(re.findall(r"^### (EX\d+) ([\w-]+)$", text, re.MULTILINE))
    severities = re.findall(r"^\*(\w+)\.\*", text, re.MULTILINE)

    assert told == {rule.code: rule.name for rule in EXPLORE_RULES}
    assert [it.lower() for it in severities] == [
        rule.severity.value for rule in EXPLORE_RULES
    ]
