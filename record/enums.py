from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    """Where a job stands. The last three are final."""

    QUEUED = "queued", _("menunggu")
    RUNNING = "running", _("sedang dikerjakan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")
    POISON = "poison", _("dihentikan setelah berulang kali macet")


class WorkState(TextChoices):
    """Where a long work stands, for who asked for it. The last three are final."""

    WAITING = "waiting", _("menunggu giliran")
    RUNNING = "running", _("sedang dikerjakan")
    DONE = "done", _("selesai")
    REFUSED = "refused", _("tidak dapat dikerjakan")
    FAILED = "failed", _("gagal")


FINAL_STATES = (JobState.DONE, JobState.FAILED, JobState.POISON)
CANARY = "canary"  # the kind of a job that does nothing but to have been done
CRASH_CAP = 3
