"""What both doors share: faults on the way, and polls that are held."""

import asyncio
from collections.abc import Mapping

from .faults import Dropped, Fault, Html, Outcome
from .journal import Faulted
from .methods.call import Upload
from .world import World


async def serve(
    world: World,
    token: str,
    method: str,
    params: Mapping[str, str],
    files: Mapping[str, Upload],
) -> Outcome:
    """Carry out a call with the faults that strike it.

    Empty parameters count as absent.
    """
    given = {name: value for name, value in params.items() if value}
    fault = world.faults.choose(world.state, method, given)
    if fault is None:
        return await _apply(world, token, method, given, files)
    world.state.journal.append(
        Faulted(world.bot_id(token), method, fault.name),
    )
    return await _struck(world, token, method, given, files, fault)


async def _struck(
    world: World,
    token: str,
    method: str,
    params: Mapping[str, str],
    files: Mapping[str, Upload],
    fault: Fault,
) -> Outcome:
    await asyncio.sleep(fault.before)
    if fault.gate is not None:
        await fault.gate.passed()
    if fault.instead is not None:
        world.note_refused(token, method, params, fault.instead)
        return fault.instead
    outcome = await _apply(world, token, method, params, files)
    await asyncio.sleep(fault.after)
    if fault.gate_after is not None:
        await fault.gate_after.passed()
    return Dropped() if fault.loses_answer else outcome


async def _apply(
    world: World,
    token: str,
    method: str,
    params: Mapping[str, str],
    files: Mapping[str, Upload],
) -> Outcome:
    return world.call(token, method, params, files)


__all__ = ["Dropped", "Html", "serve"]
