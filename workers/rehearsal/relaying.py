"""The product's relay on the rehearsal's clock: `python -m workers.rehearsal.relaying`."""

import os
from pathlib import Path

import django

from workers.rehearsal import clock

if __name__ == "__main__":
    clock.follow(Path(os.environ["P2HAM_VAR"]))
    django.setup()
    from workers.relay import run_until_told

    run_until_told()
