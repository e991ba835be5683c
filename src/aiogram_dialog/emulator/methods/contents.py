"""Sending what is neither text nor file: dice, places, contacts …"""

from typing import Any

from aiogram_dialog.emulator.answers import bad_request
from aiogram_dialog.emulator.journal import Acted
from aiogram_dialog.emulator.records import Json

from . import access
from .call import Call, rule
from .sending import send

_DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


@rule
def send_dice(call: Call) -> Any:
    """Send a die; the server decides its value."""
    emoji = call.text("emoji") or "🎲"
    sides = _DICE.get(emoji.rstrip("\ufe0f"))
    if sides is None:
        raise bad_request("wrong dice emoji specified")

    def rolled() -> Json:
        value = call.state.chance.randint(1, sides)
        return {"dice": {"emoji": emoji, "value": value}}

    return send(call, "dice", {}, rolled)


def read_place(call: Call) -> Json:
    """Read latitude and longitude, or refuse."""
    place: Json = {}
    for name in ("latitude", "longitude"):
        value = call.number(name)
        if value is None:
            raise bad_request(f"{name} is empty")
        place[name] = value
    for name in ("live_period", "heading", "proximity_alert_radius"):
        if call.integer(name):
            place[name] = call.integer(name)
    accuracy = call.number("horizontal_accuracy")
    if accuracy:
        place["horizontal_accuracy"] = accuracy
    return place


@rule
def send_location(call: Call) -> Any:
    """Send a place; with `live_period` one that moves."""
    return send(call, "location", {"location": read_place(call)})


@rule
def send_venue(call: Call) -> Any:
    """Send a place with a name and an address."""
    place = read_place(call)
    venue = {
        "location": place,
        "title": call.text("title"),
        "address": call.text("address"),
    }
    return send(call, "venue", {"venue": venue, "location": place})


@rule
def send_contact(call: Call) -> Any:
    """Send a phone number with a name."""
    phone = call.text("phone_number")
    if not phone:
        raise bad_request("wrong phone number specified")
    contact = {"phone_number": phone, "first_name": call.text("first_name")}
    for name in ("last_name", "vcard"):
        if call.has(name):
            contact[name] = call.text(name)
    return send(call, "contact", {"contact": contact})


@rule
def send_invoice(call: Call) -> Any:
    """Send an invoice."""
    try:
        prices = call.json("prices", default=[])
        total = sum(int(price["amount"]) for price in prices)
    except (ValueError, TypeError, KeyError) as error:
        raise bad_request("can't parse prices JSON object") from error
    invoice = {
        "title": call.text("title"),
        "description": call.text("description"),
        "start_parameter": call.text("start_parameter"),
        "currency": call.text("currency"),
        "total_amount": total,
    }
    return send(call, "invoice", {"invoice": invoice})


@rule
def send_game(call: Call) -> Any:
    """Send a game."""
    name = call.text("game_short_name")
    if not name:
        raise bad_request("game_short_name is empty")
    game = {"title": name, "description": name, "photo": []}
    return send(call, "game", {"game": game})


@rule
def send_chat_action(call: Call) -> Any:
    """Show that the bot is typing, or busy with a medium."""
    action = call.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = access.find_chat(call)
    access.require_write(call, chat, "text")
    words = action.replace("_", " ")
    call.state.journal.append(
        Acted(call.bot_id, chat.ref, f"is busy: {words}"),
    )
    return True
