"""What must be done before the parts start."""

import hashlib
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

log = structlog.get_logger(__name__)


def collect_static() -> bool:
    """Gather and compress the static files; return False when none has changed since."""
    mark = Path(settings.STATIC_ROOT) / ".collected"
    seen = _static_digest()
    if mark.exists() and mark.read_text() == seen:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(seen)
    return True


def _static_digest() -> str:
    """A digest of name, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
