"""Records that cannot be read: cut short, overwritten, of another kind."""

# What decoders raise: of JSON, texts, pickles and the like.
_DECODING = ("DecodeError", "UnpicklingError")


def is_damage(error: Exception) -> bool:
    """Tell whether an error of reading is about the record itself.

    All else – a connection that fails, a storage that is set up wrongly – may
    go away, and the record with it if it were taken for damaged.

    Args:
        error: What the storage has raised.
    """
    if isinstance(error, RecursionError):
        # Too deep for JSON.
        return True
    if any(kind.__name__.endswith(_DECODING) for kind in type(error).__mro__):
        return True
    # Redis keeps something else under this name.
    return str(error).startswith("WRONGTYPE")
