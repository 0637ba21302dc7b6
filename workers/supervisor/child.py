"""A process that is kept running."""

import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workers.supervisor.processes import die_with_parent

FIRST_PAUSE = 1.0  # seconds before a dead child is started again, doubled each time
LONGEST_PAUSE = 30.0
SETTLED = 60.0  # seconds after which a child counts as healthy again


@dataclass
class Child:
    """One part: how it is started, how long it may take to stop, and whether it lives."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    log: Path
    stop_seconds: float = 10
    _process: subprocess.Popen[bytes] | None = None
    _started: float = 0.0
    _pause: float = field(default=FIRST_PAUSE)
    _again_at: float = 0.0

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def ended_with(self) -> int | None:
        """The exit code of its last run; negative: the signal that ended it."""
        return self._process.poll() if self._process else None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command, env=dict(self.env), stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True,
                preexec_fn=die_with_parent(),  # noqa: PLW1509 - the child only asks the kernel
            )  # fmt: skip
        self._started = time.monotonic()
        self._again_at = 0.0

    def tend(self) -> str:
        """Start it again when it is time to, and return what to tell about it, if anything."""
        if self.runs:
            return ""
        now = time.monotonic()
        if not self._again_at:
            if now - self._started > SETTLED:
                self._pause = FIRST_PAUSE
            self._again_at = now + self._pause
            told = f"{self.name} ended ({self.ended_with}); again in {self._pause:.0f} s"
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
            return f"{told}. Its output: {self.log}"
        if now >= self._again_at:
            self.start()
            return f"{self.name} is started again"
        return ""

    def tell(self, number: int = signal.SIGTERM) -> None:
        """Send it a signal, if it runs."""
        if self._process is not None and self.runs:
            self._process.send_signal(number)

    def last_words(self, lines: int = 20) -> str:
        """The end of its output."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
