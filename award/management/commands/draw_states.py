from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from award.domain.diagram import mermaid, table

PAGE = Path(__file__).resolve().parents[3] / "docs" / "states.md"


class Command(BaseCommand):
    help = "Draw the state machine from its table of edges into docs/states.md"

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page docs/states.md."""
    return (
        "# The states of an application\n\n"
        "Drawn from `award/edges.py` by `manage.py draw_states`; a test compares the two.\n\n"
        f"```mermaid\n{mermaid()}\n```\n\n{table()}\n"
    )
