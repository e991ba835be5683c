"""The windows of the bot: a states group is a dialog, a state a window."""

from aiogram.fsm.state import State, StatesGroup


class Menu(StatesGroup):
    main = State()
    groups = State()


class Buttons(StatesGroup):
    topics = State()
    layouts = State()
    patterns = State()
    conditions = State()
    styles = State()
    toasts = State()


class Links(StatesGroup):
    main = State()


class Texts(StatesGroup):
    topics = State()
    greeting = State()
    weather = State()
    recipe = State()
    planets = State()
    story = State()


class Pizza(StatesGroup):
    dough = State()
    toppings = State()
    day = State()
    time = State()
    birthday = State()
    summary = State()


class Scrolls(StatesGroup):
    topics = State()
    countries = State()
    shelf = State()
    dishes = State()
    basket = State()
    gallery = State()


class Party(StatesGroup):
    title = State()
    guests = State()
    photo = State()
    place = State()
    greeting = State()
    summary = State()


class Media(StatesGroup):
    topics = State()
    picture = State()
    chart = State()
    file = State()
    sticker = State()
    dice = State()
    preview = State()
    no_preview = State()
    surprise = State()


class Dialogs(StatesGroup):
    topics = State()
    modes = State()


class Colour(StatesGroup):
    choose = State()


class House(StatesGroup):
    hall = State()
    kitchen = State()


class Ladder(StatesGroup):
    rung = State()


class Note(StatesGroup):
    paper = State()


class Mirror(StatesGroup):
    face = State()


class Vault(StatesGroup):
    inside = State()


class Oven(StatesGroup):
    cold = State()
    baking = State()
    done = State()


class Poll(StatesGroup):
    vote = State()
    results = State()
