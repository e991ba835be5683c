"""One bot, one script, two transports: people see the same."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from urllib.parse import quote

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.filters import CommandStart
from aiogram.methods import SendMessage
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReplyKeyboardMarkup,
)
from aiogram.types import KeyboardButton as Key
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import ClientSession, FormData, web

from aiogram_dialog.emulator import (
    BotAccount,
    ChatRef,
    Person,
    World,
    calls,
    connect,
    draw,
    faults,
    feed,
)
from aiogram_dialog.emulator.server import EmulatorServer, bodies

Step = Callable[[], Awaitable[None]]

GOLDEN = """\
Ann: /start
quiz_bot sends m1
  | Hello, Ann
  [Next] [Photo] [Gone]
Ann presses [Next] of m1
quiz_bot edits m1
  | Page two
  [Next] [Photo] [Gone]
quiz_bot notifies Ann: done
Ann presses [Photo] of m1
quiz_bot edits m1
  <photo cat.jpg>
  | A "cat" {in} \\ slashes
  [Gone]
Ann presses [Gone] of m1
quiz_bot deletes m1
Ann sends
  <document notes.txt>
quiz_bot sends m2
  | You wrote: my notes
  {Menu}
Ann: Menu
quiz_bot sends m3 (in reply to u3)
  <document menu \u2013 "1".txt>
"""
MENU_FILE = 'menu \u2013 "1".txt'


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    row = [
        InlineKeyboardButton(text=label, callback_data=label)
        for label in labels
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def make_dispatcher() -> Dispatcher:
    router = Router()

    @router.message(CommandStart())
    async def start(message: Message) -> None:
        name = message.from_user.first_name
        markup = keyboard("Next", "Photo", "Gone")
        await message.answer(f"Hello, {name}", reply_markup=markup)

    @router.callback_query(F.data == "Next")
    async def go_on(query: CallbackQuery) -> None:
        markup = query.message.reply_markup
        await query.message.edit_text("Page two", reply_markup=markup)
        with pytest.raises(TelegramBadRequest, match="is not modified"):
            await query.message.edit_text("Page two", reply_markup=markup)
        await query.answer("done")

    @router.callback_query(F.data == "Photo")
    async def photo(query: CallbackQuery) -> None:
        file = BufferedInputFile(b"bytes of a cat", "cat.jpg")
        media = InputMediaPhoto(
            media=file,
            caption='A "cat" {in} \\ slashes',
        )
        markup = keyboard("Gone")
        await query.message.edit_media(media, reply_markup=markup)
        await query.answer()

    @router.callback_query(F.data == "Gone")
    async def gone(query: CallbackQuery) -> None:
        await query.message.delete()
        await query.answer()

    @router.message(F.document)
    async def read(message: Message, bot: Bot) -> None:
        content = await bot.download(message.document)
        markup = ReplyKeyboardMarkup(keyboard=[[Key(text="Menu")]])
        text = f"You wrote: {content.read().decode()}"
        await message.answer(text, reply_markup=markup)

    @router.message(F.text == "Menu")
    async def menu(message: Message) -> SendMessage:
        file = BufferedInputFile(b"soup", MENU_FILE)
        return message.reply_document(file)

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


class Story:
    def __init__(self) -> None:
        self.world = World()
        self.account: BotAccount = self.world.add_bot("quiz_bot")
        self.ann: Person = self.world.add_person("Ann")
        self.chat: ChatRef = self.world.private_chat(self.ann, self.account)

    async def play(self, step: Step) -> None:
        ann, chat = self.ann, self.chat
        ann.says(chat, "/start")
        await step()
        for button in ("Next", "Photo", "Gone"):
            ann.presses(chat, button)
            await step()
        ann.sends_document(chat, file=b"my notes", name="notes.txt")
        await step()
        ann.taps(chat, "Menu")
        await step()

    async def settled(self) -> None:
        """Wait until all updates are confirmed and nothing is written."""
        size = -1
        while size != len(self.world.journal) or self.world.pending(
            self.account,
        ):
            size = len(self.world.journal)
            await asyncio.sleep(0.02)


@pytest.fixture
def story() -> Story:
    return Story()


@asynccontextmanager
async def http_bot(
    server: EmulatorServer,
    account: BotAccount,
) -> AsyncIterator[Bot]:
    api = TelegramAPIServer.from_base(server.base_url)
    session = AiohttpSession(api=api)
    bot = Bot(account.token, session=session)
    try:
        yield bot
    finally:
        # AiohttpSession.close() sleeps; its client closes at once.
        client = await session.create_session()
        await client.close()


async def test_in_process(story: Story) -> None:
    bot, dispatcher = connect(story.world, story.account), make_dispatcher()

    async def step() -> None:
        await feed(dispatcher, bot, story.world)

    await story.play(step)
    assert draw(story.world, story.chat) == GOLDEN


async def test_http_with_fed_updates(story: Story) -> None:
    dispatcher = make_dispatcher()
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
    ):

        async def step() -> None:
            await feed(dispatcher, bot, story.world)

        await story.play(step)
    assert draw(story.world, story.chat) == GOLDEN


async def test_both_transports_make_the_same_calls() -> None:
    lines = []
    for transport in ("socket", "process"):
        story = Story()
        dispatcher = make_dispatcher()
        async with (
            EmulatorServer(story.world) as server,
            http_bot(server, story.account) as over_http,
        ):
            bot = over_http
            if transport == "process":
                bot = connect(story.world, story.account)

            async def step(
                dispatcher: Dispatcher = dispatcher,
                bot: Bot = bot,
                story: Story = story,
            ) -> None:
                await feed(dispatcher, bot, story.world)

            await story.play(step)
        lines.append(calls(story.world))
    assert lines[0] == lines[1]
    assert lines[0][:2] == [
        'SendMessage(m1, "Hello, Ann", inline [[Next, Photo, Gone]])',
        'EditMessageText(m1, "Page two", inline [[Next, Photo, Gone]])',
    ]


@pytest.mark.parametrize("transport", ["socket", "process"])
async def test_polling(story: Story, transport: str) -> None:
    dispatcher = make_dispatcher()
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as over_http,
    ):
        bot = over_http
        if transport == "process":
            bot = connect(story.world, story.account)
        polling = asyncio.create_task(
            dispatcher.start_polling(bot, handle_signals=False),
        )
        await story.play(story.settled)
        await dispatcher.stop_polling()
        with suppress(asyncio.CancelledError):
            await polling
    assert draw(story.world, story.chat) == GOLDEN


async def test_webhook(story: Story) -> None:
    dispatcher = make_dispatcher()
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
    ):
        app = web.Application()
        handler = SimpleRequestHandler(
            dispatcher,
            bot,
            handle_in_background=False,
            secret_token="s3cret",
        )
        handler.register(app, path="/hook")
        async with serving(app) as url:
            await bot.set_webhook(f"{url}/hook", secret_token="s3cret")
            await story.play(story.settled)
            info = await bot.get_webhook_info()
            with pytest.raises(TelegramConflictError, match="is active"):
                await bot.get_updates()
            await bot.delete_webhook()
    assert info.pending_update_count == 0
    assert info.last_error_message is None
    # aiogram percent-encodes names of files in its answers to a webhook.
    quoted = GOLDEN.replace(MENU_FILE, quote(MENU_FILE))
    assert draw(story.world, story.chat) == quoted


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_webhook_is_retried_and_its_answers_are_carried_out(
    story: Story,
) -> None:
    received: list[int] = []

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        received.append(update["update_id"])
        if len(received) < 4:
            return web.Response(status=500)
        answer = {
            "method": "sendMessage",
            "chat_id": story.chat.id,
            "text": "late",
        }
        return web.json_response(answer)

    app = web.Application()
    app.router.add_post("/hook", hook)
    async with (
        EmulatorServer(story.world, retry_delay=0.01) as server,
        http_bot(server, story.account) as bot,
        serving(app) as url,
    ):
        await bot.set_webhook(f"{url}/hook")
        story.ann.says(story.chat, "/start")
        await story.settled()
        info = await bot.get_webhook_info()
    assert len(set(received)) == 1
    assert len(received) == 4
    assert info.last_error_message == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    assert story.world.last_message(story.chat).text == "late"


@pytest.mark.parametrize(
    "kind",
    ["form", "multipart", "get", "broken", "nothing"],
)
async def test_webhook_answers_of_other_kinds(story: Story, kind: str) -> None:
    params = {"chat_id": str(story.chat.id), "text": "hi"}

    async def hook(_: web.Request) -> web.Response:
        if kind == "form":
            body = "method=sendMessage&chat_id=101&text=hi"
            form = "application/x-www-form-urlencoded"
            return web.Response(text=body, content_type=form)
        if kind == "multipart":
            form_data = FormData({"method": "sendMessage", **params})
            form_data.add_field("x", b"y", filename="z")
            return web.Response(body=form_data())
        if kind == "get":
            return web.json_response({"method": "getMe"})
        if kind == "broken":
            form = "application/x-www-form-urlencoded"
            return web.Response(body=b"method=%ff", content_type=form)
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/hook", hook)
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
        serving(app) as url,
    ):
        await bot.set_webhook(f"{url}/hook")
        story.ann.says(story.chat, "/start")
        await story.settled()
    expected = "hi" if kind in {"form", "multipart"} else "/start"
    assert story.world.last_message(story.chat).text == expected


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/hook", "https://example.com/hook"],
)
async def test_dead_webhook(story: Story, url: str) -> None:
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
    ):
        await bot.set_webhook(url)
        story.ann.says(story.chat, "/start")
        await asyncio.sleep(0.05)
        info = await bot.get_webhook_info()
    assert info.last_error_message == "Connection refused"
    assert info.pending_update_count == 1


async def test_second_poll_ends_the_first(story: Story) -> None:
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
    ):
        first = asyncio.create_task(bot.get_updates(timeout=10))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(bot.get_updates(timeout=10))
        with pytest.raises(TelegramConflictError, match="terminated by other"):
            await first
        story.ann.says(story.chat, "hi")
        (update,) = await second
        third = asyncio.create_task(bot.get_updates(offset=2000, timeout=10))
        await third
        fourth = asyncio.create_task(
            bot.get_updates(offset=update.update_id + 1, timeout=10),
        )
        await asyncio.sleep(0.05)
        await bot.set_webhook("http://127.0.0.1:1/")
        with pytest.raises(TelegramConflictError, match="by setWebhook"):
            await fourth
    assert update.message.text == "hi"


@asynccontextmanager
async def raw_client(
    story: Story,
) -> AsyncIterator[tuple[ClientSession, str]]:
    async with EmulatorServer(story.world) as server, ClientSession() as http:
        yield http, f"{server.base_url}/bot{story.account.token}"


async def test_every_way_to_pass_parameters(story: Story) -> None:
    story.ann.says(story.chat, "/start")
    params = {"chat_id": str(story.chat.id), "text": "hi"}
    form = FormData(params)
    form.add_field("unused", b"x", filename="x.txt")
    async with raw_client(story) as (http, base):
        responses = [
            await http.get(f"{base}/sendMessage", params=params),
            await http.post(f"{base}/SENDMESSAGE", params=params),
            await http.post(f"{base}/sendMessage", data=params),
            await http.post(f"{base}/test/sendMessage", data=form),
            await http.post(
                f"{base}/sendMessage",
                json={"chat_id": story.chat.id, "text": "hi"},
            ),
            await http.post(
                f"{base}/sendMessage",
                params={"text": "hi"},
                data={"text": "not this", "chat_id": str(story.chat.id)},
            ),
        ]
        for response in responses:
            body = await response.json()
            assert body["result"]["text"] == "hi"


@pytest.mark.parametrize(
    ("path", "data", "headers", "status", "description"),
    [
        ("", None, {}, 404, "Not Found"),
        ("/sendMessage/x", None, {}, 404, "Not Found"),
        ("/nonsense", None, {}, 404, "Not Found: method not found"),
        (
            "/sendMessage",
            b"{",
            {"Content-Type": "application/json"},
            400,
            "Bad Request: message text is empty",
        ),
        (
            "/sendMessage",
            b"[1]",
            {"Content-Type": "application/json"},
            400,
            "Bad Request: message text is empty",
        ),
        (
            "/sendMessage",
            b"text=hi",
            {"Content-Type": "text/plain"},
            400,
            "Bad Request: message text is empty",
        ),
        (
            "/sendMessage",
            b"text=%ff",
            {"Content-Type": "application/x-www-form-urlencoded"},
            400,
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            "/sendMessage",
            b"text=" + b"x" * 2**20,
            {"Content-Type": "application/x-www-form-urlencoded"},
            413,
            "Request Entity Too Large: too many parameters",
        ),
        (
            "/sendMessage",
            b"--x\r\n\r\na part without a name\r\n--x--\r\n",
            {"Content-Type": "multipart/form-data; boundary=x"},
            400,
            "Bad Request: message text is empty",
        ),
        (
            "/sendMessage",
            b"--x\r\nnonsense",
            {"Content-Type": "multipart/form-data; boundary=x"},
            400,
            "Bad Request: can't parse the request",
        ),
        (
            "/sendMessage",
            b'{"text": "hi", "chat_id": 101, "reply_markup": null}',
            {"Content-Type": "application/json"},
            400,
            "Bad Request: object expected as reply markup",
        ),
    ],
)
async def test_refused_requests(
    story: Story,
    path: str,
    data: bytes | None,
    headers: dict[str, str],
    status: int,
    description: str,
) -> None:
    async with raw_client(story) as (http, base):
        response = await http.post(
            base + path,
            data=BytesIO(data or b""),
            headers=headers,
        )
        body = json.loads(await response.text())
    assert (response.status, body["description"]) == (status, description)
    assert body["error_code"] == status


async def test_tokens_and_files(story: Story) -> None:
    message = story.ann.sends_document(story.chat, file=b"x", name="a.txt")
    unique_id = message.content["document"]["file_unique_id"]
    path = story.world.state.files[unique_id].path
    async with EmulatorServer(story.world) as server, ClientSession() as http:
        token = story.account.token
        base = server.base_url
        expected = {
            f"/file/bot{token}/{path}": 200,
            f"/file/bot{token}/documents/no.txt": 404,
            f"/file/bot{token}x/{path}": 401,
            f"/bot{token}x/getMe": 401,
            "/botnonsense/getMe": 401,
            "/": 404,
        }
        for url, status in expected.items():
            response = await http.get(base + url)
            assert (url, response.status) == (url, status)


async def test_faults_over_http(story: Story) -> None:
    world, chat = story.world, story.chat
    story.ann.says(chat, "/start")
    switches = world.faults
    method = "sendMessage"
    switches.add(faults.retry_after(3), method=method, nth=1)
    switches.add(faults.restarting(), method=method, nth=2)
    switches.add(faults.bad_gateway(), method=method, nth=3)
    switches.add(faults.dropped_before(), method=method, nth=4)
    switches.add(faults.dropped_after(), method=method, nth=5)
    async with (
        EmulatorServer(world) as server,
        http_bot(server, story.account) as bot,
    ):
        for expected in (
            TelegramRetryAfter,
            RestartingTelegram,
            ClientDecodeError,
            TelegramNetworkError,
            TelegramNetworkError,
        ):
            with pytest.raises(expected):
                await bot.send_message(chat.id, "hi")
    texts = [message.text for message in world.messages(chat)]
    assert texts == ["/start", "hi"]


async def test_retry_after_has_its_header(story: Story) -> None:
    story.world.faults.add(faults.retry_after(7))
    async with raw_client(story) as (http, base):
        response = await http.post(f"{base}/getMe")
    assert (response.status, response.headers["Retry-After"]) == (429, "7")


async def test_webhook_gets_what_waited_before_it(story: Story) -> None:
    received: list[str] = []

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        if not received:
            received.append("slow down")
            return web.Response(status=429, headers={"Retry-After": "0"})
        received.extend(name for name in update if name != "update_id")
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    story.ann.says(story.chat, "/start")
    story.ann.blocks(story.chat)
    bob = story.world.add_person("Bob")
    bob.says(story.world.private_chat(bob, story.account), "hi")
    async with (
        EmulatorServer(story.world, retry_delay=0.01) as server,
        http_bot(server, story.account) as bot,
        serving(app) as url,
    ):
        await bot.set_webhook(f"{url}/hook")
        await story.settled()
    assert sorted(received) == [
        "message",
        "message",
        "my_chat_member",
        "slow down",
    ]


async def test_uploads_have_a_limit(
    story: Story,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "_LARGEST_FILE", 10)
    async with (
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
    ):
        with pytest.raises(TelegramEntityTooLarge):
            await bot.send_photo(101, BufferedInputFile(b"x" * 11, "x"))


async def test_stopping_leaves_a_slow_webhook_alone(story: Story) -> None:
    reached = asyncio.Event()

    async def hook(_: web.Request) -> web.Response:
        reached.set()
        await asyncio.sleep(10)
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    async with (
        serving(app) as url,
        EmulatorServer(story.world) as server,
        http_bot(server, story.account) as bot,
    ):
        await bot.set_webhook(f"{url}/hook")
        story.ann.says(story.chat, "hi")
        await reached.wait()
    assert len(story.world.pending(story.account)) == 1
