"""Starting the parts in order, keeping them running, stopping them in the opposite order."""

import signal
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

from workers.supervisor import broker
from workers.supervisor.child import Child
from workers.supervisor.crew import Place, crew, environment, once
from workers.supervisor.source import source_digest

LOOK_SECONDS = 0.1
BROKER_SECONDS = 20
FIRST_PAGE_SECONDS = 60


class Stopped(Exception):
    """The person asked us to stop."""


class Failed(Exception):
    """A part did not come up; the message has its last words."""


class Supervisor:
    """The parts of one installation."""

    def __init__(self, place: Place, tell: Callable[[str], None]) -> None:
        self._place = place
        self._tell = tell
        self._env = environment(place)
        self._once = once("prepare", place, self._env)
        self._crew = crew(place, self._env)
        self._stop = threading.Event()
        self._asked = 0

    def listen(self) -> None:
        """Stop on Ctrl-C and SIGTERM; a second one ends what is still running at once."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._asked += 1
        self._stop.set()

    def start(self) -> None:
        """Start everything; return when it is ready to be used. Raises Stopped, Failed."""
        valkey, worker, relay, web = self._crew
        if self._place.folder.seeding:
            self._tell("The demo seasons were not finished; they are made anew.")
            self._place.folder.forget()
        valkey.start()
        self._prepare()
        self._until(lambda: broker.answers(self._place.socket), valkey, BROKER_SECONDS)
        web.start()
        # The page first: the others need the processor too, and their jobs wait for them.
        self._until(lambda: _page_answers(self._place.address), web, FIRST_PAGE_SECONDS)
        self._seed()
        worker.start()
        relay.start()

    def _prepare(self) -> None:
        """Bring the data folder up to date, unless this very program did so before."""
        folder, seen = self._place.folder, source_digest()
        if folder.prepared_for() != seen:
            self._run_once("prepare")
            folder.note_prepared_for(seen)

    def _seed(self) -> None:
        """Fill the demo seasons, once for each data folder."""
        folder = self._place.folder
        if folder.seeded:
            return
        self._tell(f"The first page is at {self._place.address}")
        self._tell("Playing three demo seasons, which takes a minute or two; the accounts follow.")
        folder.note_seeding()
        self._run_once("seed_demo")
        folder.note_seeded()

    def _run_once(self, command: str) -> None:
        self._once = once(command, self._place, self._env)
        self._once.start()
        self._until(lambda: not self._once.runs, self._once)
        if self._once.ended_with != 0:
            raise Failed(f"{command} failed:\n{self._once.last_words()}")

    def _until(self, true: Callable[[], bool], child: Child, seconds: float = float("inf")) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            if not child.runs or time.monotonic() > deadline:
                raise Failed(f"{child.name} did not come up:\n{child.last_words()}")
            if self._stop.wait(LOOK_SECONDS):
                raise Stopped

    def run(self) -> None:
        """Keep everything running until asked to stop."""
        while not self._stop.wait(LOOK_SECONDS * 5):
            for child in self._crew:
                if said := child.tend():
                    self._tell(said)

    def stop(self) -> None:
        """Web, relay, worker, broker: nobody takes what the next one can no longer keep."""
        for child in (self._once, *reversed(self._crew)):
            if not child.runs:
                continue
            child.tell()
            deadline = time.monotonic() + child.stop_seconds
            while child.runs and time.monotonic() < deadline and self._asked < 2:
                time.sleep(LOOK_SECONDS / 2)
            if child.runs:
                child.tell(signal.SIGKILL)
            self._tell(f"{child.name} stopped")


def _page_answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:  # noqa: S310 - our own address
            return bool(page.status == 200)
    except (urllib.error.URLError, OSError):
        return False
