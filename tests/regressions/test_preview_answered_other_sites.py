"""The preview server ran handlers of a bot for pages of other sites."""

import pytest
from aiohttp.test_utils import TestClient, TestServer

from aiogram_dialog.tools import web_preview
from aiogram_dialog.tools.target import Target


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.evil.example:9876"},
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/transitions", "/transitions.svg"])
async def test_nothing_is_rendered(headers, path, monkeypatch):
    rendered = []
    monkeypatch.setattr(web_preview, "call_apart", rendered.append)
    app = web_preview._make_app(Target(".", "bot", "router"))

    async with TestClient(TestServer(app)) as client:
        response = await client.get(path, headers=headers)

    assert response.status == 403
    assert rendered == []
