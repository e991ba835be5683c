"""What servers do: a Redis, workers, and a balancer before them."""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, web
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

HOST = "127.0.0.1"
EXAMPLES = Path(__file__).parents[1]


@asynccontextmanager
async def running(
    *command: str,
    **environment: str,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a program; end it politely."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdout=asyncio.subprocess.PIPE,
        cwd=EXAMPLES,
        env={**os.environ, **environment},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        # What it still prints is read, or it might never end.
        await process.communicate()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port


@asynccontextmanager
async def redis_server() -> AsyncIterator[str]:
    """Run a Redis that keeps nothing; yields its URL."""
    program = shutil.which("redis-server")
    if program is None:
        raise SystemExit("Install Redis first: apt install redis-server")
    port = str(free_port())
    with TemporaryDirectory() as directory:
        options = ("--bind", HOST, "--save", "", "--dir", directory)
        async with running(
            program, "--port", port, *options, "--loglevel", "warning"
        ):
            url = f"redis://{HOST}:{port}"
            await reached(url)
            yield url


async def reached(url: str) -> None:
    async with Redis.from_url(url) as redis:
        for _ in range(100):
            try:
                await redis.ping()
                return
            except RedisConnectionError:
                await asyncio.sleep(0.05)
    raise SystemExit("Redis does not start")


@asynccontextmanager
async def worker(**environment: str) -> AsyncIterator[str]:
    """Run a worker; yields its URL."""
    command = (sys.executable, "-m", "many_workers.worker")
    async with running(*command, **environment) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        port = (await process.stdout.readline()).decode().strip()
        if not port:
            raise SystemExit("A worker does not start")
        yield f"http://{HOST}:{port}"


@asynccontextmanager
async def balancer(*urls: str) -> AsyncIterator[str]:
    """Hand requests on to the workers in turn; yields its URL."""
    turn = cycle(urls)

    async def hand_on(request: web.Request) -> web.Response:
        async with http.post(
            next(turn) + request.path,
            data=await request.read(),
            headers={"Content-Type": request.content_type},
        ) as response:
            return web.Response(
                status=response.status,
                body=await response.read(),
                content_type=response.content_type,
            )

    app = web.Application()
    app.router.add_post("/{path:.*}", hand_on)
    runner = web.AppRunner(app, access_log=None)
    async with ClientSession() as http:
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, 0).start()
            yield f"http://{HOST}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()
