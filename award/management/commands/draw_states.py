import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from award.domain.diagram import mermaid, road, table

ROOT = Path(__file__).resolve().parents[3]
PAGE, README = ROOT / "docs/states.md", ROOT / "README.md"
DRAWN = re.compile(r"(?<=```mermaid\n).*?(?=\n```)", re.DOTALL)

GUARDED = """\
The drawing shows what the table of edges permits. Guards permit less: an upheld objection leads
from `not_passed` to `under_verification`, from `awarded` and `not_awarded` to `scored` or
`in_scoring`, from `not_assessable` and `disqualified` to the state before (`jury/guards.py`). Who
is reinstated is again in the state before, and a lapsed application was in `draft` or
`evidence_open`.
"""


class Command(BaseCommand):
    help = "Draw the state machine from its table of edges into docs/states.md and README.md"

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")
        README.write_text(readme(), encoding="utf-8")


def readme() -> str:
    """README.md with its diagram drawn anew."""
    return DRAWN.sub(lambda _old: road(), README.read_text(encoding="utf-8"))


def page() -> str:
    """The whole page docs/states.md."""
    return (
        "# The states of an application\n\n"
        "Drawn from `award/edges.py` by `manage.py draw_states`; a test compares the two.\n\n"
        f"```mermaid\n{mermaid()}\n```\n\n{GUARDED}\n{table()}\n"
    )
