import pytest

from aiogram_dialog.widgets.kbd import Button, Next
from aiogram_dialog.widgets.text import Const
from aiogram_dialog.widgets.widget_event import (
    SimpleEventProcessor,
    WidgetEventProcessor,
    ensure_event_processor,
)


async def test_functions_are_called(manager, noted):
    processor = ensure_event_processor(noted)

    await processor.process_event("event", "source", manager, 1, 2)

    assert isinstance(processor, SimpleEventProcessor)
    assert processor.callback is noted
    assert noted.calls == [("event", "source", manager, 1, 2)]


async def test_keywords_are_handed_on(manager):
    seen = {}

    async def callback(event, source, manager, **kwargs) -> None:
        seen.update(kwargs)

    await SimpleEventProcessor(callback).process_event(
        "event",
        "source",
        manager,
        x=1,
    )

    assert seen == {"x": 1}


async def test_no_function(manager):
    processor = ensure_event_processor(None)

    await processor.process_event("event", "source", manager, 1, x=2)

    assert processor.callback is None


def test_processors_stay_as_they_are():
    following = Next()
    simple = SimpleEventProcessor(None)

    assert ensure_event_processor(following) is following
    assert ensure_event_processor(simple) is simple


async def test_the_base_does_nothing(manager):
    with pytest.raises(NotImplementedError):
        await WidgetEventProcessor().process_event(None, None, manager)


@pytest.mark.parametrize("thing", ["go", 5, Button(Const(""), id="a")])
def test_what_cannot_be_called(thing):
    with pytest.raises(TypeError, match="cannot process events"):
        ensure_event_processor(thing)


async def test_plain_functions_that_return_what_is_awaited(manager, noted):
    processor = ensure_event_processor(lambda *args: noted(*args))  # noqa: PLW0108 - such functions are meant

    await processor.process_event("event", "source", manager)

    assert noted.calls == [("event", "source", manager)]
