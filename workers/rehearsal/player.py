"""The process that plays: `python -m workers.rehearsal.player FOLDER`.

It begins only in a folder that `manage.py rehearse` has made for it, on a database and a store with
nothing in them. It tells on stdout how far it is, and leaves its figures in `figures.json`.
"""

import sys
from pathlib import Path

import django

from workers.rehearsal import clock


def main(folder: Path) -> int:
    """Play and return 0, or 2 where the database or the store is not a rehearsal's."""
    clock.follow(folder)
    django.setup()
    from workers.rehearsal.play import NotOurs, play  # noqa: PLC0415 - models are loaded now

    try:
        play(folder, _tell)
    except NotOurs as why:
        _tell(str(why))
        return 2
    return 0


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
