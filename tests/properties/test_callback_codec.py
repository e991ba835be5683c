"""Callback data comes back as it was sent, whatever it is."""

from aiogram.types import InlineKeyboardButton
from hypothesis import given
from hypothesis import strategies as st

from aiogram_dialog.api.entities.stack import id_to_str
from aiogram_dialog.utils import (
    CB_SEP,
    REPLY_CALLBACK_SYMBOLS,
    add_intent_id,
    decode_reply_callback,
    encode_reply_callback,
    intent_callback_data,
    join_reply_callback,
    remove_intent_id,
    split_reply_callback,
    transform_to_reply_keyboard,
)

texts = st.text()
# What is seen of a button does not end in symbols that are not seen.
labels = st.text(min_size=1).map(
    lambda text: text.rstrip(REPLY_CALLBACK_SYMBOLS) + ".",
)
intent_ids = st.integers(0, 62**6 - 1).map(id_to_str)


@given(intent_ids, texts)
def test_marked_and_unmarked(intent_id, data):
    marked = intent_callback_data(intent_id, data)

    if data.startswith(intent_id + CB_SEP):
        assert marked == data
    else:
        assert remove_intent_id(marked) == (intent_id, data)


@given(intent_ids, texts)
def test_marked_once(intent_id, data):
    marked = intent_callback_data(intent_id, data)

    assert intent_callback_data(intent_id, marked) == marked


@given(texts)
def test_bare_data_has_no_intent(data):
    bare = data.replace(CB_SEP, "")

    assert remove_intent_id(bare) == (None, bare)


@given(texts)
def test_hidden_and_found(data):
    hidden = encode_reply_callback(data)

    assert decode_reply_callback(hidden) == data
    assert set(hidden) <= set(REPLY_CALLBACK_SYMBOLS)
    assert len(hidden) == 2 * len(data.encode())


@given(labels, texts)
def test_joined_and_split(label, data):
    assert split_reply_callback(join_reply_callback(label, data)) == (
        label,
        data,
    )


@given(st.text(REPLY_CALLBACK_SYMBOLS))
def test_what_was_not_hidden_here_is_refused_or_read(symbols):
    try:
        data = decode_reply_callback(symbols)
    except UnicodeDecodeError:
        return
    assert encode_reply_callback(data) == symbols[: len(symbols) // 2 * 2]


@given(
    st.lists(st.lists(st.tuples(texts, intent_ids, texts))),
    intent_ids,
)
def test_keyboards_go_both_ways(faces, intent_id):
    keyboard = [
        [
            InlineKeyboardButton(text=label, callback_data=f"{widget}:{data}")
            for label, widget, data in row
        ]
        for row in faces
    ]
    add_intent_id(keyboard, intent_id)

    reply = transform_to_reply_keyboard(keyboard)

    found = [
        [
            (label, *remove_intent_id(data))
            for label, data in (
                split_reply_callback(button.text) for button in row
            )
        ]
        for row in reply
    ]
    assert found == [
        [
            (
                label.rstrip(REPLY_CALLBACK_SYMBOLS),
                intent_id,
                f"{widget}:{data}",
            )
            for label, widget, data in row
        ]
        for row in faces
    ]
