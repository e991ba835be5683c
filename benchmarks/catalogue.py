"""Every workload: which bot, what its users do, what is measured."""

from benchmarks.journey import Action, Do, Press, Say
from benchmarks.workload import DIALOGS, START, Figures, Workload

_UP = tuple(Press("Down") for _ in range(4))
_BACK = tuple(Press("Back") for _ in range(4))


def _starts(chats: int) -> tuple[Action, ...]:
    return tuple(Say("/start", chat=chat) for chat in range(1, chats + 1))


UPDATES = (
    Workload(
        "click",
        "Click, small window (edit + answer)",
        "clicks:small_window",
        goal="<= 1.15 raw; counts <= 1.2 raw",
    ),
    Workload(
        "click-wire",
        "Click, wire",
        "clicks:small_window",
        telegram="wire",
        goal="<= 1.12 raw",
    ),
    Workload(
        "click-same",
        "Click that changes nothing",
        "clicks:small_window",
        cycle=(Press("Nothing"),),
    ),
    Workload(
        "text",
        "Text into TextInput, next window",
        "texts:two_questions",
        cycle=(Say("Ann"), Say("Smith")),
        goal="<= 1.15 raw",
    ),
    Workload(
        "levels",
        "Start and done through 5 levels",
        "clicks:five_levels",
        cycle=_UP + _BACK,
        goal="<= 1.15 raw",
    ),
    Workload(
        "start",
        "/start with reset",
        "clicks:five_levels",
        cycle=(START,),
    ),
    Workload(
        "start-nested",
        "Nested start",
        "clicks:five_levels",
        cycle=(Press("Down"), Press("Back", aside=True)),
    ),
    Workload(
        "done",
        "Done",
        "clicks:five_levels",
        cycle=(Press("Down", aside=True), Press("Back")),
    ),
    Workload(
        "jinja",
        "Jinja text",
        "texts:jinja",
        sides=DIALOGS,
        goal="1.5 x faster than other",
    ),
    Workload(
        "lines",
        "10 text lines",
        "texts:ten_lines",
        sides=DIALOGS,
        goal="1.5 x faster than other",
    ),
    Workload(
        "group",
        "Group of 80 buttons",
        "keyboards:group",
        size=80,
        cycle=(Press("Button 7"),),
        goal="3 x faster than other",
    ),
    Workload(
        "select",
        "Select of 50",
        "keyboards:select",
        cycle=(Press("Item 7"),),
        goal="3 x faster than other",
    ),
    Workload(
        "multiselect",
        "Multiselect of 50",
        "keyboards:multiselect",
        cycle=(Press("Item 7"), Press("* Item 7")),
        goal="3 x faster than other",
    ),
    Workload(
        "scrolling",
        "ScrollingGroup of 300, one page shown",
        "keyboards:scrolling",
        cycle=(Press("Item 7"),),
        goal="12 x faster than other",
    ),
    Workload(
        "list-group",
        "ListGroup 20 x 5",
        "keyboards:list_group",
        cycle=(Press("7 c"),),
        goal="3.4 x faster than other",
    ),
    Workload(
        "calendar",
        "Calendar month",
        "keyboards:calendar",
        cycle=(Press("14"),),
        goal="2.7 x faster than other",
    ),
    Workload(
        "bg-update",
        "bg().update(), each of 1000 over 100 chats",
        "background:updates",
        size=100,
        opening=_starts(100),
        cycle=(Do(),),
        sides=DIALOGS,
        units=1000,
        counted=False,
        goal="2 x faster than other",
    ),
    Workload(
        "bg-update-one",
        "bg().update(), one",
        "background:one_update",
        cycle=(Do(),),
        sides=DIALOGS,
    ),
    *(
        Workload(
            f"dialogs-{size}",
            f"Click handled by the last of {size} dialogs",
            "routing:many_dialogs",
            size=size,
            goal="1 dialog + 10 %",
        )
        for size in (1, 10, 100, 1000)
    ),
    Workload(
        "unhandled",
        "Text that nobody handles, 1000 dialogs",
        "routing:many_dialogs",
        size=1000,
        opening=(),
        cycle=(Say("Hello?"),),
        sides=DIALOGS,
        goal="120 x faster than other",
    ),
    Workload(
        "windows",
        "1000 windows in a dialog",
        "routing:many_windows",
        size=1000,
        sides=DIALOGS,
        goal="2.5 x faster than other",
    ),
    Workload(
        "hidden",
        "1000 hidden widgets in a window",
        "routing:hidden_widgets",
        size=1000,
        sides=DIALOGS,
        goal="2.5 x faster than other",
    ),
    Workload(
        "find",
        "manager.find() in 1000 widgets",
        "routing:find",
        size=1000,
        cycle=(Do(),),
        sides=DIALOGS,
        units=10,
        goal="40 x faster than other",
    ),
    Workload(
        "command",
        "Plain command in a bot with dialogs",
        "routing:plain_command",
        size=0,
        opening=(),
        cycle=(Say("/help"),),
        goal="<= 1.35 raw",
    ),
    Workload(
        "command-10",
        "Plain command with 10 dialogs before it",
        "routing:plain_command",
        size=10,
        opening=(),
        cycle=(Say("/help"),),
        goal="<= 1.35 raw",
    ),
    Workload(
        "redis",
        "Click on Redis, 0.5 ms each way, wall time",
        "clicks:small_window",
        storage="redis",
        counted=False,
        goal="<= 1.15 raw",
    ),
)

FIGURES = (
    Figures(
        "build",
        "Build and start a bot of 1000 dialogs",
        "startup:build",
        size=1000,
        goal="below raw",
    ),
    Figures(
        "import",
        "Import beyond aiogram's own",
        "imports:import_time",
        sides=DIALOGS,
        goal="25 ms",
    ),
    Figures(
        "users",
        "Memory per user at 10000 users, locks kept",
        "startup:memory_of_users",
        size=10000,
        steady=True,
        goal="2000 B; 0",
    ),
)

# The rows of the table of rounds to the storage, in its order.
ROUNDS = {
    "click": "5",
    "click-same": "4",
    "text": "6",
    "start": "6",
    "start-nested": "5",
    "done": "6",
    "bg-update-one": "5",
    "command": "4",
}


# What is drawn: cost by size.
PLOTS = {
    "dialogs": tuple(
        Workload(
            f"plot-dialogs-{size}",
            f"A click in the last of {size} dialogs",
            "routing:many_dialogs",
            size=size,
        )
        for size in (1, 10, 100, 1000)
    ),
    "buttons": tuple(
        Workload(
            f"plot-buttons-{size}",
            f"A click in a window of {size} buttons",
            "keyboards:group",
            size=size,
            cycle=(Press("Button 1"),),
        )
        for size in (1, 10, 20, 40, 80)
    ),
    "users": tuple(
        Workload(
            f"plot-users-{size}",
            f"A click in a bot of {size} users",
            "clicks:small_window",
            opening=_starts(size),
            size=size,
        )
        for size in (1, 100, 1000, 10000)
    ),
}


def by_name(name: str) -> Workload | Figures:
    """Find a workload; raises ``LookupError`` if there is none."""
    drawn = [workload for family in PLOTS.values() for workload in family]
    everything = [*UPDATES, *FIGURES, *drawn]
    for workload in everything:
        if workload.name == name:
            return workload
    names = ", ".join(workload.name for workload in [*UPDATES, *FIGURES])
    raise LookupError(f"No workload {name!r}, there are: {names}")
