"""The examples, looked at by the check, the explorer and the preview."""

import pytest

from aiogram_dialog.check import check
from aiogram_dialog.tools import render_preview

# What has to be written to come to all windows.
OPTIONS = {
    "wizard": {"texts": ["33", "ann@example.com"]},
    "shop": {},
    "paging": {},
    "stacks": {},
    "progress": {},
    "poll": {"commands": ["/start", "/poll tea, coffee"], "groups": True},
}


@pytest.fixture(params=OPTIONS)
def name(request):
    return request.param


@pytest.fixture
def dispatcher(load_example, name):
    return load_example(name).make_dispatcher()


def test_check(dispatcher):
    findings = check(dispatcher, ignore=["AD802"])

    assert [str(finding) for finding in findings] == []


async def test_explore(explore, name, dispatcher):
    report = await explore(dispatcher, **OPTIONS[name])

    assert not report.findings, str(report)
    assert report.not_reached == []


async def test_preview(dispatcher, tmp_path):
    path = tmp_path / "preview.html"
    await render_preview(dispatcher, str(path))

    assert "cannot be rendered" not in path.read_text("utf-8")
