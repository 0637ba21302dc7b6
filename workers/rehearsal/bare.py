"""Settings for a machine on which nothing is installed yet: a rehearsal needs none of its own."""

import os
import secrets
import tempfile
from collections.abc import MutableMapping


def provide(env: MutableMapping[str, str] = os.environ) -> None:
    """Set what is missing, so that settings can be read; none of it is ever opened.

    What is set stays as it is: by it a rehearsal knows the database that it must keep away from.
    """
    nowhere = tempfile.gettempdir()
    missing = {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATABASE_URL": f"sqlite:///{nowhere}/p2ham-none.sqlite3",
        "REDIS_URL": f"redis+socket://{nowhere}/p2ham-none.sock?virtual_host=0",
        "EVIDENCE_STORE": f"file://{nowhere}/p2ham-none",
    }
    if "PUBLIC_URL" not in env:
        missing |= {
            "PUBLIC_URL": "http://127.0.0.1:8000",
            "ALLOWED_HOSTS": "127.0.0.1",
            "INSECURE_HTTP": "true",
        }
    for name, value in missing.items():
        env.setdefault(name, value)
