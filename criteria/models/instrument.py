import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Instrument(models.Model):
    """A version of an instrument as its file was read. Published, it never changes: a season
    that uses it must find the same words and numbers for good. The database refuses it too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("Kode"), max_length=80)
    version = models.CharField(_("Versi"), max_length=20)
    title = models.CharField(_("Judul"), max_length=300)
    toml = models.TextField(_("Isi berkas"))
    digest = models.CharField(_("Sidik SHA-256"), max_length=64)
    created_at = models.DateTimeField(_("Didaftarkan"), auto_now_add=True)
    published_at = models.DateTimeField(_("Diterbitkan"), null=True, blank=True)

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="criteria_instrument_version"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"
