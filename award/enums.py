"""The words of the award: states, capacities, dates."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where an application stands; only `award.domain.transitions` changes it."""

    DRAFT = "draft", _("Draf")
    SELF_ASSESSED = "self_assessed", _("Penilaian mandiri terkirim")
    EVIDENCE_OPEN = "evidence_open", _("Pengisian data dukung")
    UNDER_VERIFICATION = "under_verification", _("Verifikasi Kanwil")
    VERIFIED = "verified", _("Terverifikasi")
    IN_SCORING = "in_scoring", _("Penilaian juri")
    SCORED = "scored", _("Selesai dinilai")
    AWARDED = "awarded", _("Menerima penghargaan")
    NOT_AWARDED = "not_awarded", _("Belum menerima penghargaan")
    NOT_PASSED = "not_passed", _("Tidak lolos verifikasi")
    NOT_ASSESSABLE = "not_assessable", _("Tidak dapat dinilai")
    DISQUALIFIED = "disqualified", _("Didiskualifikasi")
    REVOKED = "revoked", _("Penghargaan dicabut")
    WITHDRAWN = "withdrawn", _("Mengundurkan diri")
    LAPSED = "lapsed", _("Gugur karena lewat waktu")


FINAL_STATES = frozenset(
    {
        State.AWARDED,
        State.NOT_AWARDED,
        State.NOT_PASSED,
        State.NOT_ASSESSABLE,
        State.DISQUALIFIED,
        State.REVOKED,
        State.WITHDRAWN,
        State.LAPSED,
    }
)


class SeasonState(TextChoices):
    PREPARED = "prepared", _("Disiapkan")
    OPEN = "open", _("Berjalan")
    SCORING = "scoring", _("Penilaian")
    DECIDED = "decided", _("Diputuskan")
    PUBLISHED = "published", _("Diumumkan")
    ARCHIVED = "archived", _("Diarsipkan")


class DateKind(TextChoices):
    """The instants of a season's calendar, in their order."""

    SELF_ASSESSMENT_OPENS = "self_assessment_opens", _("Penilaian mandiri dibuka")
    SELF_ASSESSMENT_DUE = "self_assessment_due", _("Batas penilaian mandiri")
    TEAM_DUE = "team_due", _("Batas penetapan tim Kanwil")
    EVIDENCE_DUE = "evidence_due", _("Batas data dukung")
    VERIFICATION_DUE = "verification_due", _("Batas verifikasi")
    FORWARDING_DUE = "forwarding_due", _("Batas penerusan ke pusat")
    SCORING_DUE = "scoring_due", _("Batas penilaian juri")
    ANNOUNCEMENT = "announcement", _("Pengumuman")


# By when the next step of an application in that state is to be done.
WAITS_FOR: Final = {
    State.DRAFT: DateKind.SELF_ASSESSMENT_DUE,
    State.SELF_ASSESSED: DateKind.TEAM_DUE,
    State.EVIDENCE_OPEN: DateKind.EVIDENCE_DUE,
    State.UNDER_VERIFICATION: DateKind.VERIFICATION_DUE,
    State.VERIFIED: DateKind.FORWARDING_DUE,
    State.IN_SCORING: DateKind.SCORING_DUE,
}


class ExtensionScope(TextChoices):
    UNIT = "unit", _("Satu UPT")
    REGION = "region", _("Satu Kanwil")
    ALL = "all", _("Semua UPT")


class AnnouncementKind(TextChoices):
    TEXT = "text", _("Pengumuman")
    REMINDER = "reminder", _("Pengingat")


class Audience(TextChoices):
    """Which of the units in reach an announcement is for."""

    ALL = "all", _("Semua UPT")
    NOT_BEGUN = "not_begun", _("UPT yang belum mulai")

    @property
    def with_offices(self) -> bool:
        """Whether a Kanwil is told too: of what all its units are told they will ask it."""
        return self is Audience.ALL


class Capacity(TextChoices):
    """In what capacity a person sees or acts on an application."""

    UNIT_HEAD = "unit_head", _("Kepala UPT")
    UNIT_OPERATOR = "unit_operator", _("Operator UPT")
    REGION_HEAD = "region_head", _("Kepala Kanwil")
    REGION_SECRETARIAT = "region_secretariat", _("Sekretariat Kanwil")
    TEAM_LEADER = "team_leader", _("Ketua tim verifikasi")
    TEAM_SECRETARY = "team_secretary", _("Sekretaris tim verifikasi")
    TEAM_MEMBER = "team_member", _("Anggota tim verifikasi")
    CENTRE_ADMIN = "centre_admin", _("Admin pusat")
    CENTRE_VERIFIER = "centre_verifier", _("Verifikator pusat")
    JURY_CHAIR = "jury_chair", _("Ketua juri")
    JURY_SECRETARY = "jury_secretary", _("Sekretaris juri")
    JUROR = "juror", _("Juri")
    AUDITOR = "auditor", _("Auditor")
    CLOCK = "clock", _("Sistem (batas waktu)")


TEAM = frozenset({Capacity.TEAM_LEADER, Capacity.TEAM_SECRETARY, Capacity.TEAM_MEMBER})
# A question to the Kanwil: asked while the unit works, answered until it goes to the centre.
ASKING = frozenset({State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN})
ANSWERING = ASKING | {State.UNDER_VERIFICATION, State.VERIFIED}
