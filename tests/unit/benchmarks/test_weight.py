"""What users weigh, and what a bot takes to be built."""

import pytest
from benchmarks.bench import builder
from benchmarks.catalogue import by_name
from benchmarks.memory import per_user


async def test_users_weigh_something_and_raw_keeps_no_locks():
    weighed = await per_user("raw", 50)

    assert 100 < weighed["bytes_per_user"] < 5000
    assert weighed["locks"] == 0


@pytest.mark.parametrize("side", ["ours", "raw"])
async def test_a_bot_is_built(side):
    weighed = await builder(by_name("build").make, side)(5)

    assert weighed["cpu_ms"] > 0
    assert weighed["memory_mb"] >= 0


async def test_imports_take_time():
    took = await builder(by_name("import").make, "ours")(1)

    assert took["cpu_ms"] >= 0
