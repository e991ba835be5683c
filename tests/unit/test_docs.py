"""The code of the documentation is run as it stands there."""

import re
import sys
import warnings
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from pathlib import Path

import pytest
from aiogram import Dispatcher
from aiogram.types import Message

from aiogram_dialog.tools import render_transitions

pytest_plugins = ["pytester"]

DOCS = Path(__file__).parents[2] / "docs"


def blocks(page: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("page", ["beyond-2.6.md", "migration.md", "tools.md"])
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


async def test_what_the_page_about_tools_draws(tmp_path):
    names: dict[str, object] = {}
    for block in blocks("tools.md"):
        exec(compile(block, "tools.md", "exec"), names)  # noqa: S102 - as above

    await names["draw"](tmp_path)

    assert "That is 5 €." in (tmp_path / "shop.html").read_text("utf-8")
    assert "<svg" in (tmp_path / "shop.svg").read_text("utf-8")


async def test_what_the_page_about_the_emulator_prints(capsys):
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text)

    page = (DOCS / "api" / "emulator.md").read_text("utf-8")
    (example,) = blocks("api/emulator.md")
    code = compile(example, "emulator.md", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT)
    await eval(code, {"dispatcher": dispatcher})  # noqa: S307 - as above

    assert f"```text\n{capsys.readouterr().out}```" in page


@pytest.fixture
def showcase(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS.parent / "examples"))
    from showcase.bot import make_dispatcher  # noqa: PLC0415 - an example

    yield make_dispatcher()
    for name in list(sys.modules):
        if name.partition(".")[0] == "showcase":
            del sys.modules[name]


def test_pictures_of_the_showcase_are_up_to_date(showcase, request, tmp_path):
    render_transitions(showcase, "Showcase", str(tmp_path / "it"), "svg")
    render_transitions(showcase, "Showcase", str(tmp_path / "it"), "mermaid")
    svg = (tmp_path / "it.svg").read_text("utf-8")
    mermaid = (tmp_path / "it.mmd").read_text("utf-8").strip()
    page = DOCS / "tools.md"
    before, rest = page.read_text("utf-8").split("```mermaid\n")
    shown, after = rest.split("\n```", 1)

    if request.config.getoption("--update-pictures"):
        (DOCS / "images" / "showcase.svg").write_text(svg, "utf-8")
        page.write_text(f"{before}```mermaid\n{mermaid}\n```{after}", "utf-8")
        return
    assert shown == mermaid
    assert (DOCS / "images" / "showcase.svg").read_text("utf-8") == svg
