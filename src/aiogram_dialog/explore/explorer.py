"""Going everywhere, the shortest way first."""

import time
from collections import deque
from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Sequence,
)
from dataclasses import dataclass

from .actions import Choice, actions
from .faults import without_ids
from .finding import Fault, Findings
from .liveness import looks_of
from .report import Progress, Report
from .rules import DEAD_END, UNSTEADY
from .sandbox import Sandbox
from .screen import Screen
from .snapshot import SandboxSnapshot
from .steps import Path, Say, Step, Wait


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a snapshot that was reached, and the path to it."""

    snapshot: SandboxSnapshot
    path: Path


class Explorer:
    """Do everything that can be done, breadth first, within bounds."""

    def __init__(
        self,
        sandbox: Sandbox,
        choice: Choice,
        commands: Sequence[str],
        findings: Findings,
        report: Report,
        progress: Callable[[Progress], object],
    ) -> None:
        self._sandbox = sandbox
        self._choice = choice
        self._commands = commands
        self._findings = findings
        self._report = report
        self._progress = progress
        self._frontier: deque[Node] = deque()
        self._seen: set[object] = set()
        self._tried: set[object] = set()
        # How windows were come to, and those that something changes.
        self._paths: dict[str, Path] = {}
        self._alive: set[str] = set()
        self._finished: set[str] = set()

    async def explore_from(
        self,
        snapshot: SandboxSnapshot,
        path: Path,
    ) -> None:
        """Go everywhere from a snapshot."""
        await self._sandbox.restore(snapshot)
        for step in path:
            self._note(await self._sandbox.perform(step), path)
        self._arrive(self._sandbox.look(), path)
        while self._frontier and self._report.is_complete:
            await self._expand(self._frontier.popleft())

    async def _expand(self, node: Node) -> None:
        """Try all that can be done from a snapshot."""
        await self._sandbox.restore(node.snapshot)
        screen = self._sandbox.look()
        await self._check_steadiness(screen, node)
        for step in self._steps(screen):
            if self._is_over():
                return
            await self._sandbox.restore(node.snapshot)
            await self._try(step, screen, node.path)
        self._finished |= {view.window for view in screen.views}
        self._alive |= {
            button.window for button in screen.buttons if button.leads_out
        }

    def _steps(self, screen: Screen) -> Iterator[Step]:
        """Yield what was not tried yet where all looked the same."""
        people = self._sandbox.people
        scopes = screen.scopes()
        for step in actions(
            screen,
            self._sandbox.windows,
            people,
            self._choice,
        ):
            if self._is_new(len(people), scopes[step.window], step.identity):
                yield step
        for window in screen.windows or [screen.fsm_state]:
            for command in self._commands:
                if self._is_new(len(people), window, command):
                    yield Say(who=people[0], text=command)

    def _is_new(self, *deed: object) -> bool:
        is_new = deed not in self._tried
        self._tried.add(deed)
        return is_new

    async def _try(self, step: Step, before: Screen, path: Path) -> None:
        faults = await self._perform(step, before, (*path, step))
        is_broken = any(fault.traceback for fault in faults)
        if is_broken:
            return
        self._arrive(self._sandbox.look(), (*path, step))
        if self._sandbox.has_sleepers:
            who, window = step.who, next(iter(before.windows), "")
            wait = Wait(who=who, window=window)
            after = self._sandbox.look()
            await self._perform(wait, after, (*path, step, wait))
            self._arrive(self._sandbox.look(), (*path, step, wait))
            self._alive |= {view.window for view in after.views}

    async def _perform(
        self,
        step: Step,
        before: Screen,
        path: Path,
    ) -> list[Fault]:
        faults = await self._sandbox.perform(step)
        self._report.presses += 1
        self._note(faults, path)
        self._progress(self._report.progress(len(self._frontier)))
        if faults or self._sandbox.look().content != before.content:
            self._alive.add(step.window)
        return faults

    def _note(self, faults: Iterable[Fault], path: Path) -> None:
        for fault in faults:
            self._findings.add(fault, path)

    def _arrive(self, screen: Screen, path: Path) -> None:
        for window in screen.windows:
            self._paths.setdefault(window, path)
            self._report.reached.add(window)
        people = len(self._sandbox.people)
        keys = {(people, *scope) for scope in screen.scopes().items()}
        if not keys <= self._seen:
            self._seen |= keys
            self._frontier.append(Node(self._sandbox.snapshot(), path))

    def _is_over(self) -> bool:
        report = self._report
        if report.presses >= report.max_presses:
            report.stopped_by = f"{report.max_presses} presses"
        elif time.monotonic() - report.started >= report.max_seconds:
            report.stopped_by = f"{report.max_seconds:g} seconds"
        return not report.is_complete

    async def _check_steadiness(self, screen: Screen, node: Node) -> None:
        """Show windows again twice: the second time nothing has changed."""
        for window, scope in screen.scopes().items():
            if window and self._is_new("shown again", window, scope):
                looks = await looks_of(self._sandbox, window)
                if looks[:1] != looks[1:]:
                    self._note([_unsteady(window, *looks)], node.path)

    def find_dead_ends(self) -> None:
        """Add windows in which nothing that was done changes anything."""
        for window in sorted(self._finished - self._alive):
            fault = Fault(
                DEAD_END,
                window,
                "Nothing that can be done here changes anything: no button, "
                "no input. Give it a Cancel(), or a way back.",
                window,
            )
            self._findings.add(fault, self._paths[window])


def _unsteady(window: str, first: object, second: object) -> Fault:
    message = (
        "Shown again with nothing done, it is another one: a getter does not "
        f"give the same each time. First {first!r}, then {second!r}."
    )
    # Ids of dialogs are random.
    return Fault(UNSTEADY, window, without_ids(message), window)
