"""What the centre or a Kanwil tells many units at once, and whom it reached."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from award.enums import AnnouncementKind, Audience
from award.models.application import Application


class Announcement(models.Model):
    """A text to many units, or a reminder to those that have not begun; never changed.

    Without a region it goes to all. `delivered_at` is set when the last of its people was told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    season = models.ForeignKey(
        "award.Season", on_delete=models.PROTECT, related_name="announcements"
    )
    kind = models.CharField(max_length=12, choices=AnnouncementKind)
    audience = models.CharField(max_length=10, choices=Audience)
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT, null=True)
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_centre = models.BooleanField(help_text="not by the region's own secretariat")
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="announcement_has_words",
                condition=Q(kind="reminder", audience="not_begun", title="", body="")
                | Q(kind="text") & ~Q(title="") & ~Q(body=""),
            )
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Addressee(models.Model):
    """Whom an announcement reached; insert only.

    A person of a unit with its application, a person of a Kanwil without one, or an application
    without a person: then nobody held an office at that unit on that day.
    """

    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="addressees"
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "application", "person"], name="addressee_once"
            ),
            models.UniqueConstraint(
                fields=["announcement", "application"],
                condition=Q(person=None),
                name="addressee_nobody_once",
            ),
            models.UniqueConstraint(
                fields=["announcement", "person"],
                condition=Q(application=None),
                name="addressee_region_once",
            ),
            models.CheckConstraint(
                name="addressee_is_somebody",
                condition=Q(application__isnull=False) | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.application_id} {self.person_id}"
