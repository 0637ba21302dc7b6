"""Refuses to start where the table of edges and the code differ."""

from django.core.checks import CheckMessage, Error

from award.domain.table import load_edge
from award.edges import EDGES
from award.models import Application


def table_is_whole(**_: object) -> list[CheckMessage]:
    """Each edge has its method, each predicate and guard can be imported, and no more."""
    errors: list[CheckMessage] = []
    for edge in EDGES:
        try:
            load_edge(edge.name)
        except (ImportError, KeyError) as error:
            errors.append(Error(f"edge {edge.name}: {error}", id="award.E001"))
    odd = {t.name for t in Application.state_transitions()} ^ {edge.name for edge in EDGES}
    errors += [
        Error(f"{name}: in the table or a method, not both", id="award.E002") for name in odd
    ]
    return errors
