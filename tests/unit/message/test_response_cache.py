import gc

from aiogram.methods import Response, SendMessage

from aiogram_dialog.message.response_cache import cache_responses


def test_what_is_kept_is_what_aiogram_asks_for():
    kept = set(map(id, cache_responses()))
    gc.collect()

    # Were it built anew, it would be another one.
    assert id(Response[SendMessage.__returning__]) in kept
    assert id(Response[bool]) in kept
    assert cache_responses() is cache_responses()
