"""How mail leaves: an SMTP server, the console of a demo, or the memory of a test."""

from urllib.parse import unquote, urlsplit

from config.settings.base import env

_BACKENDS = {"console": "console", "memory": "locmem", "file": "filebased"}
_url = urlsplit(env.email_url)

EMAIL_BACKEND = f"django.core.mail.backends.{_BACKENDS.get(_url.scheme, 'smtp')}.EmailBackend"
EMAIL_HOST = _url.hostname or ""
EMAIL_PORT = _url.port or (465 if _url.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_USE_TLS = _url.scheme == "smtp" and _url.query != "plain"
EMAIL_FILE_PATH = _url.path or None
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.email_from
