"""Whether the parts work, for container health checks and monitors; nothing secret is in it."""

from collections.abc import Callable
from contextlib import suppress

import redis
import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from record.enums import CANARY
from record.errors import StoreError
from record.queries.jobs import last_done
from record.store import get_store

log = structlog.get_logger(__name__)
REMEMBERED_SECONDS = 5  # so that asking costs nothing, however often
WAIT_SECONDS = 1
LATE_SECONDS = 180  # beat sends a canary each minute


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 only without the database: pages and uploads go on without a broker."""
    parts = cache.get_or_set("healthz", _look, REMEMBERED_SECONDS) or {}
    return JsonResponse(parts, status=200 if parts.get("database") == "ok" else 503)


def _look() -> dict[str, str | int | None]:
    looks = {"database": _database, "broker": _broker, "store": _store}
    parts: dict[str, str | int | None] = {name: _word(name, look) for name, look in looks.items()}
    age = _canary_age() if parts["database"] == "ok" else None
    late = age is None or age > LATE_SECONDS
    return {**parts, "jobs": "down" if late else "ok", "canary_seconds": age}


def _canary_age() -> int | None:
    """Seconds since the last canary went the whole way from beat to a worker; None before that.

    Everything between may run and still nothing be done: only a job that is done tells.
    """
    at = last_done(CANARY)
    return None if at is None else max(0, int((timezone.now() - at).total_seconds()))


def _word(name: str, look: Callable[[], None]) -> str:
    try:
        look()
    except (DatabaseError, redis.RedisError, StoreError, OSError) as why:
        log.warning("part_down", part=name, why=type(why).__name__)
        return "down"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    client = redis.Redis.from_url(
        settings.REDIS_CLIENT_URL, socket_timeout=WAIT_SECONDS, socket_connect_timeout=WAIT_SECONDS
    )
    with client, suppress(redis.BusyLoadingError):
        client.ping()


def _store() -> None:
    get_store().exists("0" * 64)
