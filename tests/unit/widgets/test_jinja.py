import pytest
from aiogram import Bot, Dispatcher
from jinja2 import DictLoader, UndefinedError

from aiogram_dialog.widgets.text import Jinja, setup_jinja
from aiogram_dialog.widgets.text.jinja import (
    JINJA_ENV_FIELD,
    StubLoader,
    default_env,
)

TOKEN = "1:token"


async def test_html_is_escaped_and_blocks_are_trimmed(text_of):
    text = Jinja("<b>{{x}}</b> {% if y %}\n q\n{% endif %}")

    assert await text_of(text, x="<a>", y=1) == "<b>&lt;a&gt;</b>  q\n"


async def test_a_hidden_template_is_not_rendered(text_of):
    assert await text_of(Jinja("{{ x.y.z }}", when="x")) == ""


async def test_undefined_names(text_of):
    assert await text_of(Jinja("[{{ nothing }}]")) == "[]"
    with pytest.raises(UndefinedError):
        await text_of(Jinja("{{ nothing.at_all }}"))


async def test_environment_of_the_dispatcher(text_of, manager):
    dispatcher = Dispatcher()
    environment = setup_jinja(
        dispatcher,
        filters={"shout": str.upper},
        autoescape=False,
    )
    manager.middleware_data[JINJA_ENV_FIELD] = dispatcher[JINJA_ENV_FIELD]

    rendered = await text_of(Jinja("{{ x|shout }}"), x="<a>")

    assert dispatcher[JINJA_ENV_FIELD] is environment
    assert rendered == "<A>"


async def test_environment_of_a_bot(text_of, manager):
    bot = Bot(TOKEN)

    with pytest.warns(DeprecationWarning, match="give the Dispatcher"):
        environment = setup_jinja(bot, filters=[("shout", str.upper)])
    manager.middleware_data["bot"] = bot

    assert getattr(bot, JINJA_ENV_FIELD) is environment
    assert await text_of(Jinja("{{ 'a'|shout }}")) == "A"


async def test_a_bot_without_an_environment(text_of, manager):
    manager.middleware_data["bot"] = Bot(TOKEN)

    assert await text_of(Jinja("{{ 1 + 1 }}")) == "2"


async def test_asynchronous_environment(text_of, manager):
    async def double(number):
        return 2 * number

    manager.middleware_data[JINJA_ENV_FIELD] = setup_jinja(
        Dispatcher(),
        filters={"double": double},
        enable_async=True,
    )

    assert await text_of(Jinja("{{ 2|double }}")) == "4"


async def test_templates_from_a_loader(text_of, manager):
    manager.middleware_data[JINJA_ENV_FIELD] = setup_jinja(
        Dispatcher(),
        loader=DictLoader({"hello": "Hello, {{ name }}"}),
    )

    assert await text_of(Jinja("hello"), name="Ann") == "Hello, Ann"


def test_templates_are_parsed_once(manager):
    text = Jinja("{{ x }}")

    assert text._get_template(manager) is text._get_template(manager)


def test_a_name_is_a_template():
    source, name, is_current = StubLoader().get_source(default_env, "{{ x }}")

    assert (source, name, is_current()) == ("{{ x }}", "{{ x }}", True)
