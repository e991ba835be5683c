"""What goes wrong on the way to Telegram, as the page has set it."""

from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args

from aiogram_dialog.emulator import World, faults
from aiogram_dialog.emulator.faults import Fault, Gate

from .plain import Json

Mode = Literal["none", "429", "500", "silent"]
MODES: dict[str, Mode] = {mode: mode for mode in get_args(Mode)}


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold how calls are treated; ``chance`` is that of the mode."""

    latency_ms: float = 0
    mode: Mode = "none"
    chance: float = 1


class FaultyTelegram:
    """Let calls of the bot take long, or fail."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._settings = Settings()
        self._gate = Gate()

    @property
    def view(self) -> Json:
        """What is set."""
        return asdict(self._settings)

    def set(self, settings: Settings) -> None:
        """Change it; calls that have waited for an answer go on."""
        self._settings = settings
        self._gate.open()
        self._gate = Gate()
        seconds = settings.latency_ms / 1000
        switches = self._world.faults
        switches.clear()
        fault = self._fault(settings.mode)
        if fault is not None:
            late = replace(fault, before=seconds)
            switches.add(late, chance=settings.chance)
        if seconds:
            switches.add(faults.slow(before=seconds))

    def _fault(self, mode: Mode) -> Fault | None:
        match mode:
            case "429":
                return faults.retry_after(1)
            case "500":
                return faults.restarting()
            case "silent":
                return faults.held(before=self._gate)
        return None
