"""The start-up check of the evidence store: better no start than an upload that cannot be kept."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from record.store import get_store

TAG = "store"


@register(TAG)
def check_store(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Write a probe into the store's folder, or ask for its bucket."""
    try:
        problems = get_store().problems()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="record.E001")]
    where = settings.EVIDENCE_STORE
    return [Error(f"The evidence store {where}: {each}", id="record.E002") for each in problems]
