"""The latest checkpoint as a paper bears it: whoever keeps the paper keeps the checkpoint."""

from django.conf import settings
from django.urls import reverse

from record.canonical import Json
from record.domain.documents import qr_svg
from record.models import Checkpoint


def latest_checkpoint() -> dict[str, Json] | None:
    """Number of entries, root, day and public address; None where nothing was signed yet."""
    row = Checkpoint.objects.order_by("-size").first()
    if row is None:
        return None
    path = reverse("record:checkpoint", args=[row.size])
    return {
        "size": row.size,
        "root": row.root,
        "date": row.at.date().isoformat(),
        "address": f"{settings.PUBLIC_URL}{path}",
    }


def with_code(found: Json) -> Json:
    """The same with the QR code of its address, for a template; None stays None."""
    if not isinstance(found, dict):
        return None
    return {**found, "qr": qr_svg(str(found["address"]))}
