"""Whether a window is alive and steady, looked at by itself."""

from .actions import Choice, actions
from .stage import Stage


async def is_alive(stage: Stage, window: str) -> bool:
    """Tell whether anything that can be done in a window changes anything.

    A window that is not open is not dead.
    """
    moment, before = stage.keep(), stage.look()
    if window not in before.windows:
        return True
    if any(it.leads_out and it.window == window for it in before.buttons):
        return True
    people = stage.people
    for step in actions(before, stage.windows, people, Choice()):
        if step.window == window:
            faults = await stage.perform(step)
            has_changed = stage.look().content != before.content
            await stage.go_back(moment)
            if faults or has_changed:
                return True
    return False


async def looks_of(stage: Stage, window: str) -> list[object]:
    """Return what a window looks like, shown again twice."""
    moment = stage.keep()
    looks = []
    for view in stage.look().views:
        if view.window == window:
            looks = [await stage.refreshed(view), await stage.refreshed(view)]
            await stage.go_back(moment)
            break
    return looks


async def is_steady(stage: Stage, window: str) -> bool:
    """Tell whether a window shown again is the same."""
    looks = await looks_of(stage, window)
    return looks[:1] == looks[1:]
