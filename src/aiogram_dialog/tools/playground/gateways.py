"""Finding what `setup_dialogs()` has put into a bot."""

from collections.abc import Iterator

from aiogram import Router

from aiogram_dialog.wiring.gateway import Gateway


def gateways_of(router: Router) -> Iterator[Gateway]:
    """Yield the gateway of each set of dialogs in a router."""
    observer = router.observers["message"]
    for middleware in observer.outer_middleware:
        if isinstance(middleware, Gateway):
            yield middleware
    for inner in router.sub_routers:
        yield from gateways_of(inner)
