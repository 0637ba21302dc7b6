"""Papers of the centre that are printed and may be signed outside the application."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from jury.enums import PaperKind

_SUBJECTS = ("publication", "decision", "closing", "meeting")


def _only(kind: str, subject: str = "") -> Q:
    """A paper of that kind is about that row and no other."""
    about = {f"{each}__isnull": each != subject for each in _SUBJECTS}
    return Q(kind=kind, **about)


class Paper(models.Model):
    """A paper as it was made: all that it says, and its PDF. Insert only; the last one counts.

    A draft of the decree is made by a person, as often as needed, and `number` counts the drafts
    of a season. The others are made by a job, once: the list of laureates for a publication, the
    letter for a decision, the minutes for a closing or a meeting; their number is 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=PaperKind)
    season = models.ForeignKey("award.Season", on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField(default=0)
    publication = models.OneToOneField(
        "jury.Publication", on_delete=models.PROTECT, null=True, related_name="laureates"
    )
    decision = models.OneToOneField(
        "jury.Decision", on_delete=models.PROTECT, null=True, related_name="letter"
    )
    closing = models.OneToOneField(
        "jury.Closing", on_delete=models.PROTECT, null=True, related_name="minutes"
    )
    meeting = models.OneToOneField(
        "jury.Meeting", on_delete=models.PROTECT, null=True, related_name="minutes"
    )
    content = models.TextField(help_text="canonical JSON of all that the PDF shows")
    blob = models.ForeignKey("record.Blob", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["season", "number"], condition=Q(kind="decree"), name="jury_decree_drafts"
            ),
            models.CheckConstraint(
                name="jury_paper_of_its_subject",
                condition=_only("decree")
                | _only("laureates", "publication")
                | _only("letter", "decision")
                | _only("closing", "closing")
                | _only("meeting", "meeting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season_id} {self.kind} {self.number}"
