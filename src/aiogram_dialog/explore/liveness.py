"""Whether a window is alive and steady, looked at by itself."""

from .actions import Choice, actions
from .sandbox import Sandbox


async def is_alive(sandbox: Sandbox, window: str) -> bool:
    """Tell whether anything that can be done in a window changes anything.

    A window that is not open is not dead.
    """
    snapshot, before = sandbox.snapshot(), sandbox.look()
    if window not in before.windows:
        return True
    if any(
        button.leads_out and button.window == window
        for button in before.buttons
    ):
        return True
    people = sandbox.people
    for step in actions(before, sandbox.windows, people, Choice()):
        if step.window == window:
            faults = await sandbox.perform(step)
            has_changed = sandbox.look().content != before.content
            await sandbox.restore(snapshot)
            if faults or has_changed:
                return True
    return False


async def looks_of(sandbox: Sandbox, window: str) -> list[object]:
    """Return what a window looks like, shown again twice."""
    snapshot = sandbox.snapshot()
    looks = []
    for view in sandbox.look().views:
        if view.window == window:
            looks = [
                await sandbox.refreshed(view),
                await sandbox.refreshed(view),
            ]
            await sandbox.restore(snapshot)
            break
    return looks


async def is_steady(sandbox: Sandbox, window: str) -> bool:
    """Tell whether a window shown again is the same."""
    looks = await looks_of(sandbox, window)
    return looks[:1] == looks[1:]
