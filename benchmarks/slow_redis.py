"""A Redis of its own, half a millisecond away.

    python -m benchmarks.slow_redis PORT

is the way to it: what it is sent is handed on to the port a little later.
It prints the port on which it listens.
"""

import asyncio
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from time import monotonic, sleep

DELAY = 0.0005
HOST = "127.0.0.1"


@contextmanager
def slow_redis() -> Iterator[str | None]:
    """Run a Redis and the way to it; give its URL, None if none is here."""
    server = shutil.which("redis-server")
    if server is None:
        yield None
        return
    port = _free_port()
    with tempfile.TemporaryDirectory() as directory:
        redis = [server, "--port", str(port), "--bind", HOST]
        redis += ["--save", "", "--appendonly", "no", "--dir", directory]
        way = [sys.executable, "-m", "benchmarks.slow_redis", str(port)]
        with _running(redis), _running(way) as process:
            _wait_for(port)
            yield f"redis://{HOST}:{int(process.stdout.readline())}/0"


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


def _wait_for(port: int) -> None:
    until = monotonic() + 10
    while True:
        try:
            with closing(socket.create_connection((HOST, port))):
                return
        except ConnectionRefusedError:
            if monotonic() > until:
                raise
            sleep(0.05)


async def hand_on(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    """Hand on what comes, each piece after the delay."""
    loop = asyncio.get_running_loop()
    while piece := await reader.read(65536):
        loop.call_later(DELAY, writer.write, piece)
    loop.call_later(2 * DELAY, writer.close)


async def serve(port: int) -> None:
    """Connect those who come with a port."""

    async def connect(
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        there, back = await asyncio.open_connection(HOST, port)
        await asyncio.gather(hand_on(reader, back), hand_on(there, writer))

    server = await asyncio.start_server(connect, HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    """Be the way to a Redis."""
    # epoll counts whole milliseconds, which is too coarse here.
    loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
    loop.run_until_complete(serve(int(sys.argv[1])))


if __name__ == "__main__":
    main()
