"""The view that uploads are measured against: sign-in, SHA-256, fsync, one committed row.

As short as Django allows while it promises the same to who sends a file: it is on disk under its
digest, and a row says so. `python -m bench.load.bare` makes its tables and prints a signed-in session.
BARE_DATABASE and BARE_FOLDER say where; the database is one of its own.
"""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import dj_database_url
import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

SESSION, CSRF = "sessionid", "csrftoken"
TABLE = (
    "CREATE TABLE bare_file (id bigserial PRIMARY KEY, sha256 text, size bigint, person integer)"
)

if __name__ in {"__main__", "bench.load.bare"} and "BARE_DATABASE" in os.environ:
    settings.configure(
        SECRET_KEY="only-for-a-measurement",  # noqa: S106 - nobody else reaches it
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench.load.bare",
        DATABASES={"default": dj_database_url.parse(os.environ["BARE_DATABASE"], conn_max_age=600)},
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
    )  # fmt: skip
    django.setup()
    from django.contrib.auth import SESSION_KEY
    from django.contrib.auth.decorators import login_required
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.urls import path

    FOLDER = Path(os.environ["BARE_FOLDER"])

    @login_required
    def take(request: HttpRequest) -> HttpResponse:
        """Keep one file and tell its digest."""
        [file], digest = request.FILES.getlist("files"), hashlib.sha256()
        with tempfile.NamedTemporaryFile(dir=FOLDER, delete=False) as out:
            for chunk in file.chunks():
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        name = digest.hexdigest()
        Path(out.name).replace(FOLDER / name)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bare_file (sha256, size, person) VALUES (%s, %s, %s)",
                [name, file.size, request.user.pk],
            )
        return JsonResponse({"sha256": name}, status=201)

    urlpatterns = [path("", take)]
    application = get_wsgi_application()


def prepare() -> str:
    """Make the tables and one person; returns the key of a session of theirs."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    person = User.objects.create(username="bench")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    sys.stdout.write(prepare())
