"""Walk through all bots at random and write down what happens.

It runs with this version of the package and with 2.6.0, which get the same
Telegram, the one of this version::

    python tests/compat/play.py --seeds 0:200 --out FILE
"""

import argparse
import asyncio
import itertools
import json
import sys
import time
from pathlib import Path

# Version 2.6.0 has no more than 100 ids a second: let seconds fly, before
# anybody takes the clock.
time.time = map(float, itertools.count(1_712_345_678)).__next__

import aiogram_dialog  # noqa: E402

SRC = Path(__file__).parents[2] / "src"
aiogram_dialog.__path__.append(str(SRC / "aiogram_dialog"))

from walk import PreparedBot, Walk  # noqa: E402

from bots import buttons, chats, dates, life, scrolls, texts  # noqa: E402

BOTS = [buttons, chats, dates, life, scrolls, texts]


async def play(seeds: range, out: Path, names: list[str]) -> None:
    with out.open("w") as file:
        for bot in BOTS:
            name = bot.__name__.removeprefix("bots.")
            if names and name not in names:
                continue
            prepared = PreparedBot(bot)
            await prepared.starts()
            for seed in seeds:
                steps = await Walk(prepared, seed).steps()
                head = json.dumps({"bot": name, "seed": seed})
                file.write(f'{head[:-1]}, "steps": [{", ".join(steps)}]}}\n')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:200")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bots", nargs="*", default=[])
    options = parser.parse_args()
    first, last = map(int, options.seeds.split(":"))
    asyncio.run(play(range(first, last), options.out, options.bots))


if __name__ == "__main__":
    sys.exit(main())
