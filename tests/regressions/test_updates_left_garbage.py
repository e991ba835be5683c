"""Each event left its session, and all it holds, to the garbage collector."""

import gc

import pytest


@pytest.fixture
def garbage():
    """Collect what only the garbage collector frees; yield the list."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.garbage.clear()
    yield gc.garbage
    gc.set_debug(0)
    gc.garbage.clear()
    gc.enable()


@pytest.mark.parametrize(
    "deeds",
    [
        [("says", "/start")],
        [("presses", "Click")],
        [("presses", "Sub"), ("presses", "Cancel")],
        [("says", "a text that is for nobody")],
    ],
)
async def test_what_is_done_is_free(stage, garbage, deeds):
    for _ in range(3):
        for deed, what in deeds:
            await getattr(stage, deed)(what)
    gc.collect()

    assert not [
        kind
        for kind in {type(it).__module__ for it in garbage}
        if kind.startswith("aiogram_dialog.")
        and not kind.startswith("aiogram_dialog.emulator")
    ]


async def test_a_foreground_is_free(stage, garbage):
    bg = stage.bg_factory.bg(stage.bot, stage.ann.id, stage.ann.id)
    for _ in range(3):
        async with bg.fg() as manager:
            manager.dialog_data["seen"] = True
    await bg.update({})
    await stage.quiet()
    del manager
    gc.collect()

    names = {type(it).__qualname__ for it in garbage}
    assert not names & {"Session", "StorageProxy", "ManagerImpl"}
