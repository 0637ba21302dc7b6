"""The words of the jury."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ConflictKind(TextChoices):
    """Sources of a conflict of interest after article 43 of UU 30/2014."""

    BUSINESS = "business", _("Kepentingan pribadi atau bisnis")
    FAMILY = "family", _("Hubungan keluarga atau kerabat")
    REPRESENTATIVE = "representative", _("Hubungan dengan wakil pihak yang terlibat")
    EMPLOYEE = "employee_or_paid", _("Bekerja pada atau dibayar oleh pihak yang terlibat")
    ADVISER = "adviser", _("Memberi rekomendasi kepada pihak yang terlibat")
    OTHER = "other", _("Hubungan lain")


class ConflictSource(TextChoices):
    DECLARED = "declared", _("Dinyatakan sendiri")
    COMPUTED = "computed", _("Diketahui dari riwayat tugas")


class SheetState(TextChoices):
    DRAFT = "draft", _("Draf")
    SEALED = "sealed", _("Tersegel")


class Outcome(TextChoices):
    AWARDED = "awarded", _("Menerima penghargaan")
    NOT_AWARDED = "not_awarded", _("Belum menerima penghargaan")
    NOT_PASSED = "not_passed", _("Tidak lolos verifikasi")
    NOT_ASSESSABLE = "not_assessable", _("Tidak dapat dinilai")
    DISQUALIFIED = "disqualified", _("Didiskualifikasi")
    REVOKED = "revoked", _("Dicabut")


class CertificateState(TextChoices):
    VALID = "valid", _("Berlaku")
    REVOKED = "revoked", _("Dicabut")


class ObjectionState(TextChoices):
    FILED = "filed", _("Diajukan")
    UPHELD = "upheld", _("Dikabulkan")
    REJECTED = "rejected", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")


class ModifierState(TextChoices):
    REGISTERED = "registered", _("Menunggu keputusan")
    APPLIED = "applied", _("Dihitung")
    REJECTED = "rejected", _("Tidak dihitung")


class Direction(TextChoices):
    DEDUCTION = "deduction", _("Pengurangan")
    ADDITION = "addition", _("Penambahan")


class HearingAbout(TextChoices):
    DISQUALIFY = "disqualify", _("Diskualifikasi")
    REVOKE = "revoke", _("Pencabutan penghargaan")


class PaperKind(TextChoices):
    DECREE = "decree", _("Rancangan keputusan")
    LAUREATES = "laureates", _("Daftar penerima penghargaan")
    LETTER = "letter", _("Surat pemberitahuan hasil")
    CLOSING = "closing", _("Berita Acara penutupan penilaian")
    MEETING = "meeting", _("Berita Acara rapat rekonsiliasi")


class Stage(IntegerChoices):
    """How far a unit is on the way of a season."""

    DRAFT = 1, _("Draf dibuat")
    SUBMITTED = 2, _("Penilaian mandiri terkirim")
    TEAM = 3, _("Tim ditetapkan, data dukung dilengkapi")
    EVIDENCE = 4, _("Data dukung terkirim, verifikasi Kanwil")
    VERIFIED = 5, _("Terverifikasi")
    FORWARDED = 6, _("Diteruskan, penilaian juri")
    SCORED = 7, _("Selesai dinilai")
    DECIDED = 8, _("Diputuskan")


class Unseen(TextChoices):
    """Why nobody, or not this reader, sees the scores of a season."""

    UNPUBLISHED = "unpublished", _("Nilai tampil setelah hasil periode ini diumumkan.")
    BEING_SCORED = (
        "being_scored",
        _(
            "Nilai tampil setelah seluruh penilaian periode ini ditutup, agar juri tidak terpengaruh."
        ),
    )
