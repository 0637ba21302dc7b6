"""What the machine did with a file: how far it is, what each check said, its fingerprint."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from verification.enums import CheckState, CheckStatus
from verification.models.evidence import EvidenceVersion


class Checking(models.Model):
    """How far the checks of one version are.

    `sealed` means malware: the bytes are never served and count for nothing. `run` counts how
    often somebody asked for the checks. `reason` says why a check could not be done.
    """

    version = models.OneToOneField(
        EvidenceVersion, on_delete=models.PROTECT, primary_key=True, related_name="checking"
    )
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.WAITING)
    scanned = models.BooleanField(default=False, help_text="the antivirus looked at it")
    sealed = models.BooleanField(default=False)
    run = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    waived_at = models.DateTimeField(null=True, blank=True)
    waive_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CheckState.values), name="checking_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=CheckState.WAIVED)
                | (Q(waived_by__isnull=False) & ~Q(waive_reason="")),
                name="checking_waived_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.state}"


class CheckResult(models.Model):
    """What one check of one version said about one file. Insert only.

    `parameters` are what it was told, so that its word can be reproduced; `facts` what it read.
    A check that could not be done may be tried again: then `run` tells the tries apart.
    """

    version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="results")
    check_name = models.CharField(max_length=60)
    check_version = models.PositiveSmallIntegerField()
    run = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=16, choices=CheckStatus)
    reason = models.CharField(max_length=60, blank=True)
    parameters = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    seconds = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "check_name", "check_version", "run"], name="check_result_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=CheckStatus.values), name="check_result_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name} {self.check_version}: {self.status}"


class Fingerprint(models.Model):
    """A perceptual hash of a picture: 256 bits as 64 hexadecimal digits. Insert only.

    A picture inside a document has a row of its own, named by `part`.
    `dihedral` holds the hashes of the eight turned and mirrored pictures, one after the other.
    """

    version = models.ForeignKey(
        EvidenceVersion, on_delete=models.PROTECT, related_name="fingerprints"
    )
    algorithm = models.CharField(max_length=20)
    bits = models.CharField(max_length=64)
    dihedral = models.CharField(max_length=512)
    quality = models.PositiveSmallIntegerField(help_text="0 to 100; under 50 it says little")
    part = models.CharField(max_length=120, blank=True, help_text="the picture in a document")
    page = models.PositiveIntegerField(null=True, help_text="where that picture stands, from 1")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "algorithm", "part"], name="fingerprint_once_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.algorithm} {self.version_id}"
