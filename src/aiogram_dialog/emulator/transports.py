"""What both transports share: faults on the way, and polls that are held."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from .answers import Answer, Ok
from .faults import Dropped, Fault, Outcome
from .journal import Faulted
from .methods import Upload
from .methods.call import as_integer
from .polling import ANOTHER_POLL, WEBHOOK_SET, seconds_to_hold
from .world import World


@dataclass(frozen=True, slots=True)
class Request:
    """Hold a call as a transport has received it."""

    token: str
    method: str
    params: Mapping[str, str]
    files: Mapping[str, Upload]


async def serve(world: World, request: Request) -> Outcome:
    """Carry out a call with the fault that strikes it, if one does.

    Empty parameters count as absent.
    """
    given = {name: value for name, value in request.params.items() if value}
    call = Request(request.token, request.method, given, request.files)
    bot_id = world.bot_id(call.token)
    fault = world.faults.choose(world.state, bot_id, call.method, given)
    if fault is None:
        return await _apply(world, call)
    world.state.journal.append(Faulted(bot_id, call.method, fault.name))
    return await _struck(world, call, fault)


async def _struck(world: World, call: Request, fault: Fault) -> Outcome:
    await asyncio.sleep(fault.before)
    if fault.gate is not None:
        await fault.gate.passed()
    if fault.instead is not None:
        world.note_refused(call.token, call.method, call.params, fault.instead)
        return fault.instead
    outcome = await _apply(world, call)
    await asyncio.sleep(fault.after)
    if fault.gate_after is not None:
        await fault.gate_after.passed()
    return Dropped() if fault.loses_answer else outcome


async def _apply(world: World, call: Request) -> Answer:
    method = call.method.lower()
    if method == "getupdates":
        return await _poll(world, call)
    answer = world.call(call.token, call.method, call.params, call.files)
    if method == "setwebhook" and isinstance(answer, Ok):
        bot_id = world.bot_id(call.token)
        world.desk.end(bot_id, WEBHOOK_SET)
        world.state.notify(bot_id)
    return answer


async def _poll(world: World, call: Request) -> Answer:
    """Answer a poll once there is something, or its time is over."""
    bot_id = world.bot_id(call.token)
    world.desk.end(bot_id, ANOTHER_POLL)
    seconds = seconds_to_hold(as_integer(call.params.get("timeout", "")))
    answer = world.call(call.token, call.method, call.params)
    if not isinstance(answer, Ok) or answer.result or not seconds:
        return answer
    ended = await world.desk.hold(world.state, bot_id, seconds)
    if ended is not None:
        return ended
    return world.call(call.token, call.method, call.params)
