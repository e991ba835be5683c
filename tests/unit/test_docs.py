"""The code of the documentation is run as it stands there."""

import re
import warnings
from pathlib import Path

import pytest

from aiogram_dialog.check import RULES

pytest_plugins = ["pytester"]

DOCS = Path(__file__).parents[2] / "docs"


def blocks(page: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("page", ["beyond-2.6.md"])
def test_code(page):
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        for block in blocks(page):
            exec(compile(block, page, "exec"), names)  # noqa: S102 - the page's own code
    assert names


def test_the_page_about_tests(pytester):
    conftest, *tests = blocks("testing.md")
    pytester.makeini(
        "[pytest]\nasyncio_mode = auto\n"
        "asyncio_default_fixture_loop_scope = function\n",
    )
    pytester.makeconftest(conftest)
    pytester.makepyfile(test_tour="\n".join(tests))
    options = ("-p", "no:cacheprovider", "-p", "no:cov")

    written = pytester.runpytest_inprocess(*options, "--update-transcripts")
    compared = pytester.runpytest_inprocess(*options)

    count = sum(block.count("async def test_") for block in tests)
    written.assert_outcomes(passed=count)
    compared.assert_outcomes(passed=count)
    assert count > 5
    golden = pytester.path / "transcripts" / "tour" / "the_whole_tour.txt"
    assert golden.read_text("utf-8").startswith("Ann: /start\n")


def test_the_page_about_checks_has_all_rules():
    text = (DOCS / "check.md").read_text("utf-8")
    told = dict(re.findall(r"^### (AD\d+) ([\w-]+)$", text, re.MULTILINE))

    assert told == {rule.code: rule.name for rule in RULES}
