from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_BACKENDS = {"console": "console", "memory": "locmem", "file": "filebased"}


class MailServer(NamedTuple):
    """An EMAIL_URL taken apart, in the words of Django's settings."""

    backend: str
    host: str
    port: int
    user: str
    password: str
    use_ssl: bool
    use_tls: bool
    folder: str | None


def mail_server(url: str) -> MailServer:
    """smtp:// begins with STARTTLS, unless it ends in ?plain; smtps:// is TLS from the start."""
    parts = urlsplit(url)
    return MailServer(
        backend=f"django.core.mail.backends.{_BACKENDS.get(parts.scheme, 'smtp')}.EmailBackend",
        host=parts.hostname or "",
        port=parts.port or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp" and parts.query != "plain",
        folder=parts.path or None,
    )
