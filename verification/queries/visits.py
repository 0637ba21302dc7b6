"""Visits with what was seen on them."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from award.models import Application
from verification.models import Visit, VisitObservation, VisitPhoto, VisitWaiver


def visits_of(application: Application) -> QuerySet[Visit]:
    """The application's visits with observations and photos loaded."""
    observations = VisitObservation.objects.select_related("by")
    photos = VisitPhoto.objects.select_related("by")
    visits = Visit.objects.filter(application=application)
    return visits.select_related("by").prefetch_related(
        Prefetch("observations", queryset=observations), Prefetch("photos", queryset=photos)
    )


def observations_by_indicator(application: Application) -> dict[str, list[VisitObservation]]:
    """What was seen for each indicator, over all visits, oldest first."""
    seen: dict[str, list[VisitObservation]] = {}
    rows = VisitObservation.objects.filter(visit__application=application)
    for row in rows.select_related("visit", "by"):
        seen.setdefault(row.indicator, []).append(row)
    return seen


def waiver_of(application: Application) -> VisitWaiver | None:
    """The Kanwil head's waiver of the visit, if any."""
    return VisitWaiver.objects.filter(application=application).select_related("by").first()


def visited_or_waived(application: Application) -> bool:
    """Whether a visit is recorded or the Kanwil head lets it be done without."""
    of_it = {"application": OuterRef("pk")}
    found = Exists(Visit.objects.filter(**of_it)) | Exists(VisitWaiver.objects.filter(**of_it))
    return Application.objects.filter(found, pk=application.pk).exists()
