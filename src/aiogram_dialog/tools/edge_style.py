"""The colours of ways between windows."""

from dataclasses import dataclass

from .transition_graph import EdgeKind


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """Hold how ways of one kind are drawn."""

    color: str
    is_dashed: bool = False


STYLES = {
    EdgeKind.START: EdgeStyle("#338a3e"),
    EdgeKind.SWITCH: EdgeStyle("#0086c3"),
    EdgeKind.NEXT: EdgeStyle("#0086c3"),
    EdgeKind.BACK: EdgeStyle("grey"),
    EdgeKind.CANCEL: EdgeStyle("grey", is_dashed=True),
}
