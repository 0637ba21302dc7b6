"""The product's Celery application on the rehearsal's clock: `celery -A workers.rehearsal.app`.

Beat sends what a crash makes necessary, and the canary. What the calendar makes due the player
walks itself, at the instants of its plan: else the two would race, and no run be like another.
"""

import os
from pathlib import Path

from workers.rehearsal import clock

clock.follow(Path(os.environ["P2HAM_VAR"]))

from workers.app import app  # noqa: E402 - models take timezone.now when they are loaded

__all__ = ["app"]

KEPT = ("sweep", "canary", "rescan")
app.conf.beat_schedule = {name: app.conf.beat_schedule[name] for name in KEPT}
