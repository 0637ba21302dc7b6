"""What was seen on a visit, by indicator, with its pictures."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from award.models import Application
from award.queries.instruments import indicator_names
from verification.models import Visit, VisitObservation, VisitPhoto, VisitPicture


@dataclass(kw_only=True)
class Notes:
    """One indicator's observations and photos of one visit."""

    title: str
    observations: list[VisitObservation] = field(default_factory=list)
    photos: list[dict[str, Any]] = field(default_factory=list)


def notes_by_indicator(application: Application, visit: Visit) -> list[Notes]:
    """The notes of a visit in the instrument's order; photos of no indicator come last."""
    found = {code: Notes(title=name) for code, name in indicator_names(application).items()}
    found[""] = Notes(title=_("Foto umum"))
    for observation in visit.observations.select_related("by"):
        found[observation.indicator].observations.append(observation)
    drawn = set(VisitPicture.objects.filter(photo__visit=visit).values_list("photo", "name"))
    for photo in visit.photos.all():
        found[photo.indicator].photos.append(_row(photo, drawn))
    return [notes for notes in found.values() if notes.observations or notes.photos]


def _row(photo: VisitPhoto, drawn: set[tuple[UUID, str]]) -> dict[str, Any]:
    def address(name: str) -> str:
        if (photo.pk, name) not in drawn:
            return ""
        return reverse("verification:visit_photo", args=[photo.pk, name])

    return {
        "preview_url": address("thumbnail"),
        "url": address("preview"),
        "caption": photo.name,
        "alt": photo.name,
    }
