import sys

import pytest
from aiogram import Dispatcher, Router

from aiogram_dialog.tools.target import (
    Target,
    TargetError,
    load_router,
    parse_target,
)

BOT = """
from aiogram import Dispatcher, Router

router = Router()
dispatcher = Dispatcher()
number = 5

def make():
    return Router()

async def make_later():
    return Router()

def make_nothing():
    return None

def needs(name):
    return Router()

def fails():
    raise LookupError("no token")
"""


@pytest.fixture
def shop_dir(tmp_path, monkeypatch):
    """Make a package ``shop_package`` with a module ``bot``."""
    monkeypatch.setattr(sys, "path", list(sys.path))
    package = tmp_path / "shop_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "bot.py").write_text(BOT)
    (package / "lost.py").write_text("import nowhere_to_be_found")
    yield tmp_path
    for name in [it for it in sys.modules if it.startswith("shop_package")]:
        del sys.modules[name]


async def load(directory, name):
    return await load_router(parse_target(f"{directory}/{name}"))


@pytest.mark.parametrize(
    ("text", "directory", "module", "attribute"),
    [
        ("bot:router", ".", "bot", "router"),
        ("a.b:c", ".", "a.b", "c"),
        ("example/bot:router", "example", "bot", "router"),
        ("/a/b/shop.bot:make", "/a/b", "shop.bot", "make"),
        ("/bot:make", "/", "bot", "make"),
        ("C:/x/bot:make", "C:/x", "bot", "make"),
        ("example/bot.py:make", "example", "bot", "make"),
    ],
)
def test_targets(text, directory, module, attribute):
    expected = Target(directory, module, attribute)

    target = parse_target(text)

    assert target == parse_target(str(target)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "bot", "bot:", ":router", "a:b:c", "a/b", "a-b:c"],
)
def test_texts_that_are_no_targets(text):
    with pytest.raises(TargetError, match="should look like"):
        parse_target(text)


@pytest.mark.parametrize(
    "name", ["router", "dispatcher", "make", "make_later"]
)
async def test_what_may_be_named(shop_dir, name):
    found = await load(shop_dir, f"shop_package.bot:{name}")

    assert isinstance(found, Router)
    assert isinstance(found, Dispatcher) is (name == "dispatcher")


async def test_the_current_directory(shop_dir, monkeypatch):
    monkeypatch.chdir(shop_dir)

    found = await load_router(parse_target("shop_package.bot:router"))

    assert isinstance(found, Router)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("shop_pakage.bot:a", "'shop_pakage'.*Did you mean 'shop_package'"),
        ("shop_package.bat:a", r"'shop_package\.bat'.*Did you mean 'bot'"),
        ("shop_package.zzz:a", "There is: bot, lost"),
        ("zzz.bot:a", "'zzz'.*There is: shop_package"),
        ("shop_package.bot:ruoter", "has no 'ruoter'.*Did you mean 'router'"),
        ("shop_package.bot:zzz", "There is: router, dispatcher"),
        ("shop_package:zzz", "'shop_package'.*has no 'zzz'"),
        ("shop_package.bot:number", "is 5, but it should be a Router"),
        ("shop_package.bot:make_nothing", "has returned None"),
        ("shop_package.bot:needs", "missing a required argument: 'name'"),
        ("nowhere/bot:router", "no directory .*nowhere"),
    ],
)
async def test_what_is_wrong_is_told(shop_dir, name, message):
    with pytest.raises(TargetError, match=message):
        await load(shop_dir, name)


async def test_errors_of_the_bot_are_its_own(shop_dir):
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found"):
        await load(shop_dir, "shop_package.lost:router")
    with pytest.raises(LookupError, match="no token"):
        await load(shop_dir, "shop_package.bot:fails")
