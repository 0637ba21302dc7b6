"""Where evidence and static files lie, and how large a request may be."""

from config.environment import BASE
from config.settings.base import VAR, env

EVIDENCE_STORE = env.evidence_store
# What finds copies among stored pictures: a copy of the database, made anew where it is missing.
PICTURE_BANK = VAR / "bank"
CLAMD_URL = env.clamd_url

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "config/static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20  # bytes of a request without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a whole self-assessment is one form
DATA_UPLOAD_MAX_NUMBER_FILES = 100
