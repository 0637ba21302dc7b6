from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    """Where a job stands. The last three are final."""

    QUEUED = "queued", _("menunggu")
    RUNNING = "running", _("sedang dikerjakan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")
    POISON = "poison", _("dihentikan setelah berulang kali macet")


FINAL_STATES = (JobState.DONE, JobState.FAILED, JobState.POISON)
CRASH_CAP = 3
