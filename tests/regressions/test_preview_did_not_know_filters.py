"""Filters of ``setup_jinja()`` were not known in previews."""

import pytest
from aiogram import Dispatcher, Router

from aiogram_dialog import Dialog, Window
from aiogram_dialog.tools.preview import render_preview_content
from aiogram_dialog.widgets.text import Jinja, setup_jinja


@pytest.fixture
def router(small):
    router = Router()
    router.include_router(
        Dialog(Window(Jinja("{{ 'abc'|loud }}"), state=small.sub.only)),
    )
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    setup_jinja(dispatcher, filters={"loud": str.upper})
    return router


async def test_filters_of_the_dispatcher(router):
    for root in (router.parent_router, router):
        page = await render_preview_content(root)

        assert '<div class="text">ABC</div>' in page


async def test_getters_get_what_handlers_get(small):
    async def getter(shop, dispatcher, **kwargs):
        return {"shop": shop, "is_there": dispatcher is not None}

    dispatcher = Dispatcher(shop="bakery")
    dispatcher.include_router(
        Dialog(
            Window(
                Jinja("{{ shop }} {{ is_there }}"),
                state=small.sub.only,
                preview_data=getter,
            ),
        ),
    )

    assert "bakery True" in await render_preview_content(dispatcher)
