"""The drawn state machine, made from the table of edges."""

from collections.abc import Collection, Iterator

from award.edges import EDGES, Edge
from award.enums import FINAL_STATES, State

# An edge out of more states than this is no part of the road, but a way off it from anywhere.
FEW = 2


def mermaid() -> str:
    """All states and edges as a Mermaid state diagram."""
    return "\n".join(_lines(EDGES))


def road() -> str:
    """The same without the edges that leave or enter the road almost anywhere, for a first look."""
    few = [edge for edge in EDGES if max(len(edge.sources), len(edge.targets)) <= FEW]
    return "\n".join(_lines(few))


def _lines(edges: Collection[Edge]) -> Iterator[str]:
    yield "stateDiagram-v2"
    yield "    direction LR"
    yield f"    [*] --> {State.DRAFT.value}"
    for edge in edges:
        for source in edge.sources:
            for target in edge.targets:
                if source != target:
                    yield f"    {source.value} --> {target.value}: {edge.name}"
    reached = {target for edge in edges for target in edge.targets}
    for state in sorted(FINAL_STATES & reached):
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
