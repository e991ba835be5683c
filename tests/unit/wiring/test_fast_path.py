"""What is called directly behaves as if aiogram had found the way."""

from datetime import datetime, timezone
from typing import Any

import pytest
from aiogram import Router
from aiogram.dispatcher.event.bases import (
    REJECTED,
    UNHANDLED,
    CancelHandler,
    SkipHandler,
)
from aiogram.types import Chat, Message

from aiogram_dialog.wiring.fast_path import find_line

MESSAGE = Message(
    message_id=1,
    date=datetime.now(tz=timezone.utc),
    chat=Chat(id=1, type="private"),
    text="Hello",
)


class Place:
    """Three routers in each other, and what was seen on the way."""

    def __init__(self) -> None:
        self.seen: list[tuple[Any, ...]] = []
        self.routers = [Router(name=name) for name in ("root", "mid", "leaf")]
        root, mid, self.leaf = self.routers
        root.include_router(mid)
        mid.include_router(self.leaf)

    def watch(self, router: Router, name: str, **given: Any) -> None:
        async def middleware(handler: Any, event: Any, data: Any) -> Any:
            self.seen.append((name, *self.known(data)))
            data.update(given)
            result = await handler(event, data)
            self.seen.append((f"after {name}", result))
            return result

        router.message.middleware(middleware)

    @staticmethod
    def known(data: dict[str, Any]) -> tuple[Any, ...]:
        return (
            sorted(data),
            data["event_router"].name,
            data["handler"].callback.__name__,
        )

    async def outcome(self, call: Any) -> tuple[Any, ...]:
        self.seen.clear()
        try:
            result = await call()
        except Exception as error:  # noqa: BLE001 - compared
            result = repr(error)
        return result, [*self.seen]

    async def ensure_same(self) -> tuple[Any, ...]:
        """Go both ways, and return what came of them."""
        line = find_line(self.leaf, "message")
        assert line is not None
        usual = await self.outcome(
            lambda: self.leaf.propagate_event("message", MESSAGE, given=1),
        )
        direct = await self.outcome(lambda: line(MESSAGE, {"given": 1}))
        assert direct == usual
        return direct


@pytest.fixture
def place() -> Place:
    return Place()


async def test_middlewares_of_all_parents_are_called(place: Place) -> None:
    for router in place.routers:
        place.watch(router, f"first {router.name}", **{router.name: 2})
        place.watch(router, f"second {router.name}")

    @place.leaf.message()
    async def handle(event: Message, leaf: int, **data: Any) -> str:
        place.seen.append((event.text, leaf, *place.known(data)))
        return "done"

    result, seen = await place.ensure_same()

    assert result == "done"
    names = [name for name, *_ in seen]
    assert names[:7] == [
        "first root",
        "second root",
        "first mid",
        "second mid",
        "first leaf",
        "second leaf",
        "Hello",
    ]
    assert seen[6][2] == ["event_router", "given", "handler", "mid", "root"]


async def test_handler_gets_what_it_asks_for(place: Place) -> None:
    @place.leaf.message()
    async def handle(_event: Message, given: int) -> int:
        return given

    assert await place.ensure_same() == (1, [])


async def test_plain_functions_are_called_in_a_thread(place: Place) -> None:
    @place.leaf.message()
    def handle(_event: Message) -> str:
        return "from a thread"

    assert await place.ensure_same() == ("from a thread", [])


async def test_filters_of_the_router_give_data(place: Place) -> None:
    async def give(_event: Message) -> dict[str, Any]:
        return {"found": 3}

    place.leaf.message.filter(give)
    place.watch(place.leaf, "leaf")

    @place.leaf.message()
    async def handle(_event: Message, found: int) -> int:
        return found

    result, seen = await place.ensure_same()

    assert result == 3
    assert "found" in seen[0][1]


async def test_filters_of_the_router_refuse(place: Place) -> None:
    async def refuse(_event: Message) -> bool:
        return False

    place.leaf.message.filter(refuse)

    @place.leaf.message()
    async def handle(_event: Message) -> None:
        place.seen.append(("handled",))

    assert await place.ensure_same() == (UNHANDLED, [])


@pytest.mark.parametrize("returned", [UNHANDLED, REJECTED, None, 1])
async def test_results_are_the_same(place: Place, returned: Any) -> None:
    @place.leaf.message()
    async def handle(_event: Message) -> Any:
        return returned

    result, _ = await place.ensure_same()

    assert result == (UNHANDLED if returned is REJECTED else returned)


@pytest.mark.parametrize(
    ("raised", "result"),
    [
        (SkipHandler(), UNHANDLED),
        (CancelHandler(), "CancelHandler()"),
        (ValueError("wrong"), "ValueError('wrong')"),
    ],
)
async def test_errors_are_the_same(
    place: Place,
    raised: Exception,
    result: Any,
) -> None:
    place.watch(place.routers[0], "root")

    @place.leaf.message()
    async def handle(_event: Message) -> None:
        raise raised

    assert (await place.ensure_same())[0] == result


async def test_middleware_that_answers_itself(place: Place) -> None:
    async def middleware(*_: Any) -> str:
        return "not today"

    place.leaf.message.middleware(middleware)

    @place.leaf.message()
    async def handle(_event: Message) -> None:
        place.seen.append(("handled",))

    assert await place.ensure_same() == ("not today", [])


class TestNoLine:
    async def handle(self, event: Message) -> None:
        """Be a handler."""

    def test_no_handler(self, place: Place) -> None:
        assert find_line(place.leaf, "message") is None

    def test_several_handlers(self, place: Place) -> None:
        place.leaf.message.register(self.handle)
        assert find_line(place.leaf, "message") is not None
        place.leaf.message.register(self.handle)
        assert find_line(place.leaf, "message") is None

    def test_handler_with_a_filter(self, place: Place) -> None:
        place.leaf.message.register(self.handle, lambda _event: True)
        assert find_line(place.leaf, "message") is None

    def test_outer_middleware(self, place: Place) -> None:
        place.leaf.message.register(self.handle)
        place.leaf.message.outer_middleware(lambda *_: None)
        assert find_line(place.leaf, "message") is None

    def test_unknown_event(self, place: Place) -> None:
        assert find_line(place.leaf, "aiogd_update") is None
