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


class NoticeTopic(TextChoices):
    """What a notice is about, where a person may choose how to hear of it.

    A kind without a topic tells what must be told (results, deadlines that bind, security): its
    mail goes out at once, whatever was chosen.
    """

    STEPS = "steps", _("Langkah pengajuan")
    TASKS = "tasks", _("Tugas dan tanda tangan")
    FINDINGS = "findings", _("Temuan dan penjelasannya")
    QUESTIONS = "questions", _("Pertanyaan tentang indikator")
    ANNOUNCEMENTS = "announcements", _("Pengumuman")


class MailWay(TextChoices):
    """How a notice goes out by mail; on the site it stands in any case."""

    NOW = "now", _("Surel segera")
    DAILY = "daily", _("Satu ringkasan sehari")
    NONE = "none", _("Tanpa surel")


FINAL_STATES = (JobState.DONE, JobState.FAILED, JobState.POISON)
CANARY = "canary"  # the kind of a job that does nothing but to have been done
CRASH_CAP = 3
DIGEST_HOUR = 7  # by the clock of who reads it
