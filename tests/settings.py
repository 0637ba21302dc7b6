"""Settings of a test run: those of the product, with a private folder and quick passwords."""

from tests.support import environment

environment.provide()

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES  # noqa: E402

# Argon2 and PBKDF2 are slow on purpose; a suite that signs in a thousand times need not be.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # The manifest needs collectstatic; tests/config proves it apart.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, never memory: workers and the browser's server are other processes and threads.
    DATABASES["default"]["TEST"] = {"NAME": environment.sqlite_file()}
