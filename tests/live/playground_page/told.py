"""What the server of the page tests tells beside messages."""

from typing import Any

from talks import ANN, BOB, BOT, BUSY, GROUP, NAMES, PRIVATE

Json = dict[str, Any]


def person(number: int, username: str, language: str) -> Json:
    return {
        "id": number,
        "name": NAMES[number],
        "first_name": NAMES[number],
        "last_name": None,
        "username": username,
        "language": language,
        "blocked": False,
    }


def chat(key: str, kind: str, people: list[int], **fields: Any) -> Json:
    return {
        "key": key,
        "type": kind,
        "title": fields.pop("title", "Chat"),
        "forum": False,
        "people": people,
        "topics": [],
        "commands": [
            {"command": "start", "description": "Begin anew"},
            {"command": "help", "description": "What I can do"},
        ],
        "typing": None,
        "reply_keyboard": {str(it): None for it in people},
        **fields,
    }


def world() -> Json:
    return {
        "type": "world",
        "bot": {
            "id": BOT,
            "username": "pizza_bot",
            "name": "Pizza Bot",
            "target": "pizza.bot:make_dispatcher",
        },
        "people": [person(ANN, "ann", "en"), person(BOB, "bob", "de")],
        "chats": [
            chat(PRIVATE, "private", [ANN], title="Ann"),
            chat(BUSY, "private", [BOB], title="Bob"),
            chat(
                GROUP,
                "supergroup",
                [ANN, BOB],
                title="Cooks of Naples",
                forum=True,
                topics=[
                    {"thread": 7, "title": "Dinner"},
                    {"thread": 8, "title": "Wine"},
                ],
            ),
        ],
        "faults": {"latency_ms": 0, "mode": "none", "chance": 0.0},
        "reload": True,
        "storage": "MemoryStorage",
        "running": True,
        "error": None,
    }


def widget(kind: str, number: int, *children: Json, **fields: Any) -> Json:
    return {
        "id": fields.get("id"),
        "type": kind,
        "file": "/bots/pizza/windows.py",
        "line": number,
        "children": list(children),
    }


def state() -> Json:
    tree = [
        widget("Const", 31),
        widget(
            "Group",
            32,
            widget("Select", 33, id="kind"),
            widget(
                "Row",
                39,
                widget("Button", 40, id="order"),
                widget("SwitchTo", 41, id="details"),
                widget("Cancel", 42),
            ),
        ),
        widget("Url", 45),
    ]
    contexts = [
        {
            "intent": "aB3dE9",
            "state": "Menu:main",
            "start_data": None,
            "dialog_data": {},
            "widget_data": {},
            "access_settings": None,
            "window": None,
        },
        {
            "intent": "kQ7xZ2",
            "state": "Pizza:choose",
            "start_data": {"guest": "Ann"},
            "dialog_data": {"size": 32, "extra": ["olives"], "paid": False},
            "widget_data": {"kind": "margherita"},
            "access_settings": None,
            "window": {"dialog": "Pizza", "tree": tree},
        },
    ]
    return {
        "type": "state",
        "stacks": [
            {
                "chat": PRIVATE,
                "person": ANN,
                "stack": "",
                "thread": None,
                "record": {"intents": ["aB3dE9", "kQ7xZ2"]},
                "contexts": contexts,
            },
        ],
        "other": [
            {
                "chat": BUSY,
                "person": BOB,
                "state": "Form:name",
                "data": {"step": 1},
            },
        ],
    }


TRACEBACK = """Traceback (most recent call last):
  File "/bots/pizza/windows.py", line 51, in on_order
    total = sum(prices[it] for it in chosen)
KeyError: 'olives'"""


def entry(number: int, kind: str, title: str, **fields: Any) -> Json:
    return {
        "n": number,
        "update": 1 if number > 1 else None,
        "at": 2.5 + number / 100,
        "ms": None,
        "kind": kind,
        "chat": PRIVATE,
        "message": None,
        "person": ANN,
        "title": title,
        "reason": None,
        "details": None,
        "traceback": None,
        "ok": True,
        **fields,
    }


def timeline() -> list[Json]:
    return [
        entry(1, "update", "Ann presses “Order”", ms=18.4, message=25),
        entry(2, "storage", "get_data", ms=0.3, details={"destiny": "stack"}),
        entry(3, "handler", "Button order in Pizza:choose", ms=2.1),
        entry(
            4,
            "plan",
            "Edit the text of the message",
            message=25,
            reason="why edit: the window changed, its message is the last",
        ),
        entry(
            5,
            "call",
            "editMessageText",
            ms=4.2,
            message=25,
            details={"chat_id": 7, "text": "Choose, and press a button."},
        ),
        entry(6, "storage", "set_data", ms=0.4),
        entry(
            7,
            "call",
            "answerCallbackQuery: refused",
            ms=1.0,
            ok=False,
            reason="Bad Request: query is too old",
        ),
        entry(
            8,
            "error",
            "KeyError: 'olives'",
            traceback=TRACEBACK,
            ok=False,
            update=None,
        ),
        entry(9, "control", "The bot was restarted", update=None),
    ]
