"""The drawn state machine, made from the table of edges."""

from collections.abc import Iterator

from award.edges import EDGES
from award.enums import FINAL_STATES, State


def mermaid() -> str:
    """The states and edges as a Mermaid state diagram; many edges into one state share a line."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield "    direction LR"
    yield f"    [*] --> {State.DRAFT.value}"
    for edge in EDGES:
        for source in edge.sources:
            for target in edge.targets:
                if source != target:
                    yield f"    {source.value} --> {target.value}: {edge.name}"
    for state in sorted(FINAL_STATES):
        yield f"    {state.value} --> [*]"


def table() -> str:
    """The table of edges as Markdown: edge, states, people, guards."""
    rows = ["| edge | from | to | who | what must hold |", "|---|---|---|---|---|"]
    for edge in EDGES:
        people = [*edge.who, f"and {edge.second}"] if edge.second else edge.who
        rows.append(
            "| "
            + " | ".join(
                (
                    edge.name,
                    ", ".join(edge.sources),
                    ", ".join(edge.targets),
                    ", ".join(path.rsplit(".", 1)[-1] for path in people),
                    ", ".join(path.rsplit(".", 1)[-1] for path in edge.guards) or "–",
                )
            )
            + " |"
        )
    return "\n".join(rows)
