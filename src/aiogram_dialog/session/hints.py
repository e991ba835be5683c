"""Which dialog is on top of which stack, as far as this process has seen.

These are hints: they save rounds to the storage, for what is probably
needed can be asked for at once. Only what is read under the lock counts.
"""

from aiogram_dialog.context.storage import StorageProxy

# A hash, for it takes the least memory: a hint may be wrong.
_Place = int

_LIMIT = 100_000


class Hints:
    """Remember the dialogs that were seen last."""

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._tops: dict[_Place, str] = {}
        # For dialogs that are not in the usual stack of their place.
        self._stacks: dict[_Place, str] = {}

    def find_top(self, proxy: StorageProxy, stack_id: str) -> str | None:
        """Return the intent id of the dialog on top of a stack."""
        return self._tops.get(_place(proxy, proxy.stack_id(stack_id)))

    def find_stack(self, proxy: StorageProxy, intent_id: str) -> str | None:
        """Return the id of the stack that a dialog is in."""
        usual_id = proxy.usual_stack_id
        if self._tops.get(_place(proxy, usual_id)) == intent_id:
            return usual_id
        return self._stacks.get(_place(proxy, intent_id))

    def note(
        self,
        proxy: StorageProxy,
        stack_id: str,
        intent_id: str | None,
    ) -> None:
        """Remember what is on top of a stack.

        Args:
            proxy: The storage of the chat.
            stack_id: The id under which the stack is kept.
            intent_id: The top dialog, None if the stack is empty.
        """
        place = _place(proxy, stack_id)
        if intent_id is None:
            self._tops.pop(place, None)
            return
        if self._tops.get(place) == intent_id:
            return
        _put(self._tops, place, intent_id, self._limit)
        if stack_id != proxy.usual_stack_id:
            where = _place(proxy, intent_id)
            _put(self._stacks, where, stack_id, self._limit)


def _place(proxy: StorageProxy, name: str) -> _Place:
    return hash(
        (
            proxy.bot.id,
            proxy.chat_id,
            proxy.thread_id,
            proxy.business_connection_id,
            name,
        ),
    )


def _put(
    known: dict[_Place, str],
    place: _Place,
    value: str,
    limit: int,
) -> None:
    known[place] = value
    if len(known) > limit:
        # The one that was put in first.
        del known[next(iter(known))]
