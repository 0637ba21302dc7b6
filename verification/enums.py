"""The words of verification: states of checks, findings and what people decide about them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CheckState(TextChoices):
    """How far the checks of one file are. All but the first two are settled or can be waived."""

    WAITING = "waiting", _("Menunggu pemeriksaan")
    RUNNING = "running", _("Sedang diperiksa")
    DONE = "done", _("Selesai diperiksa")
    FLAGGED = "flagged", _("Ada temuan")
    UNCHECKED = "unchecked", _("Tidak dapat diperiksa")
    WAIVED = "waived", _("Pemeriksaan dikesampingkan")


SETTLED_STATES = frozenset({CheckState.DONE, CheckState.FLAGGED, CheckState.WAIVED})


class CheckStatus(TextChoices):
    """How the run of one check ended; the same words as `workers.checks.finding.Status`."""

    DONE = "done", _("Selesai")
    COULD_NOT_CHECK = "could_not_check", _("Tidak dapat diperiksa")
    SKIPPED = "skipped", _("Tidak berlaku")


class Severity(TextChoices):
    """How much a finding deserves attention; `info` is a note and asks nothing of anybody."""

    INFO = "info", _("Catatan")
    LOW = "low", _("Rendah")
    MEDIUM = "medium", _("Sedang")
    HIGH = "high", _("Tinggi")


class Verdict(TextChoices):
    """What a person decided about a finding; the latest decision counts."""

    NO_ISSUE = "no_issue", _("Tidak ada masalah")
    ASK = "ask", _("Minta penjelasan UPT")
    REPAIR = "repair", _("Perlu diperbaiki UPT")
    SUSPECTED_FALSE = "suspected_false", _("Diduga bukti palsu")
    CONFIRMED_FALSE = "confirmed_false", _("Terbukti bukti palsu")


# What ends a finding. A question or a suspicion is still open.
SETTLING_VERDICTS = frozenset({Verdict.NO_ISSUE, Verdict.REPAIR, Verdict.CONFIRMED_FALSE})
# Of what ends a finding: that its question was a right one to ask.
REAL_VERDICTS = frozenset({Verdict.REPAIR, Verdict.CONFIRMED_FALSE})
# What the unit is asked to answer.
ASKING_VERDICTS = frozenset({Verdict.ASK, Verdict.REPAIR, Verdict.SUSPECTED_FALSE})


class Issuer(TextChoices):
    """Who may issue a team's decree; the instrument names one (`decree_issuer`)."""

    CENTRE = "centre", _("Unit Eselon I (pusat)")
    REGION = "region", _("Kanwil")


class TeamFunction(TextChoices):
    """What a decree makes of a person."""

    LEADER = "leader", _("Ketua")
    SECRETARY = "secretary", _("Sekretaris")
    MEMBER = "member", _("Anggota")


class RepairCode(TextChoices):
    """Why an indicator goes back to the unit; several may hold at once."""

    DOES_NOT_MATCH = "does_not_match", _("Tidak sesuai dengan indikator")
    TOO_FEW = "too_few", _("Jumlahnya kurang")
    DUPLICATE = "duplicate", _("Foto atau dokumen yang sama dipakai lagi")
    UNREADABLE_OR_OUTDATED = "unreadable_or_outdated", _("Tidak terbaca atau tidak mutakhir")
    SUSPECTED_FALSE = "suspected_false", _("Diduga bukti palsu")
    OTHER = "other", _("Lainnya")


class ClosingKind(TextChoices):
    """The two documents that close a verification."""

    MINUTES = "minutes", _("Berita Acara")
    LETTER = "letter", _("Surat Keterangan")


class Purpose(TextChoices):
    """What a file was sent for."""

    ASSESSMENT = "assessment", _("Penilaian")
    OBJECTION = "objection", _("Keberatan")
