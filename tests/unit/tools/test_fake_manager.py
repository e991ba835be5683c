import pytest
from aiogram.fsm.state import State

from aiogram_dialog import ShowMode
from aiogram_dialog.api.entities import DialogUpdateEvent
from aiogram_dialog.api.exceptions import NoContextError
from aiogram_dialog.setup import collect_dialogs
from aiogram_dialog.tools.preview import FakeManager


@pytest.fixture
def dialog(shop):
    return next(collect_dialogs(shop.router))


@pytest.fixture
def manager(dialog):
    manager = FakeManager()
    manager.set_dialog(dialog)
    return manager


def test_nothing_is_open_at_first():
    manager = FakeManager()

    assert not manager.has_context()
    with pytest.raises(NoContextError, match="set_dialog"):
        manager.current_context()
    with pytest.raises(NoContextError, match="set_dialog"):
        manager.find("check")


def test_the_context_is_empty(manager):
    context = manager.current_context()

    assert manager.has_context()
    assert (context.id, context.stack_id) == ("0", "0")
    assert context.state == State()
    assert context.start_data == manager.start_data == {}
    assert manager.dialog_data == context.widget_data == {}
    assert manager.is_preview()


def test_the_event_is_of_a_fake_person(manager):
    event = manager.event

    assert isinstance(event, DialogUpdateEvent)
    assert (event.from_user.first_name, event.chat.type) == ("Fake", "private")
    assert set(manager.middleware_data) == {
        "dialog_manager",
        "event_chat",
        "event_from_user",
        "aiogd_event_context",
    }


async def test_it_remembers_where_it_was_told_to_go(manager, shop):
    await manager.switch_to(shop.Shop.item)
    await manager.back()
    assert manager.current_context().state == shop.Shop.list
    with pytest.raises(ValueError, match="first window"):
        await manager.back()

    await manager.switch_to(shop.Shop.paid)
    with pytest.raises(ValueError, match="last window"):
        await manager.next()

    await manager.start(shop.Help.only, {"a": 1})
    assert manager.current_context().state == shop.Help.only
    assert manager.start_data == {}

    await manager.done("result")
    assert manager.current_context().state.state == "@:-"

    await manager.reset_stack()
    assert manager.current_context().state == State()


async def test_widgets_keep_their_state(manager):
    checkbox = manager.find("check")

    await checkbox.set_checked(True)

    assert manager.find("check").is_checked()
    assert manager.find("unknown") is None


async def test_it_renders(manager, shop):
    manager.set_state(shop.Shop.paid)

    assert (await manager.show_raw()).text == "Paid"


async def test_it_is_its_own_background(manager):
    assert manager.bg(user_id=5) is manager
    async with manager.fg() as foreground:
        assert foreground is manager


async def test_it_shows_nothing(manager, shop):
    manager.set_state(shop.Shop.paid)
    before = manager.current_context()

    manager.show_mode = ShowMode.EDIT
    await manager.show()
    await manager.update({"a": 1})
    await manager.answer_callback()
    manager.toast("Hello")
    await manager.mark_closed()
    await manager.close_manager()

    assert manager.show_mode is ShowMode.AUTO
    assert manager.current_context() is before
    assert manager.dialog_data == {}
    assert manager.current_stack().empty()
