"""Three names for a state: the office's (`State.label`), the unit's, and what comes next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from award.enums import State

S = State


@dataclass(frozen=True)
class Words:
    """`unit` is what the unit reads, `next` what comes next, `tone` the tag's colour."""

    unit: str | Promise
    next: str | Promise
    tone: str


WORDS: dict[State, Words] = {
    S.DRAFT: Words(
        _("Sedang Anda isi"), _("Jawab semua indikator, lalu kepala UPT mengirimnya."), "busy"
    ),
    S.SELF_ASSESSED: Words(
        _("Terkirim, menunggu tim Kanwil"),
        _("Kanwil menetapkan tim verifikasi. Data dukung sudah dapat diunggah."),
        "wait",
    ),
    S.EVIDENCE_OPEN: Words(
        _("Lengkapi data dukung"),
        _("Unggah data dukung setiap indikator, lalu kepala UPT mengirimnya."),
        "busy",
    ),
    S.UNDER_VERIFICATION: Words(
        _("Sedang diverifikasi tim Kanwil"),
        _("Tim memeriksa data dukung dan berkunjung. Jawab temuan bila ditanya."),
        "wait",
    ),
    S.VERIFIED: Words(
        _("Selesai diverifikasi"), _("Kepala Kanwil meneruskan hasilnya ke pusat."), "calm"
    ),
    S.IN_SCORING: Words(
        _("Sedang dinilai di pusat"), _("Tim penilai menilai. Hasil diumumkan bersama."), "wait"
    ),
    S.SCORED: Words(
        _("Sedang dinilai di pusat"), _("Menunggu penetapan. Hasil diumumkan bersama."), "wait"
    ),
    S.AWARDED: Words(_("Menerima penghargaan"), _("Unduh piagam dan rapor."), "good"),
    S.NOT_AWARDED: Words(
        _("Belum menerima penghargaan"),
        _("Baca rapor untuk perbaikan. Keberatan dapat diajukan dalam batas waktunya."),
        "calm",
    ),
    S.NOT_PASSED: Words(
        _("Tidak lolos verifikasi"),
        _("Baca Surat Keterangan. Keberatan dapat diajukan dalam batas waktunya."),
        "bad",
    ),
    S.NOT_ASSESSABLE: Words(
        _("Tidak dapat dinilai"),
        _("Baca alasannya. Keberatan dapat diajukan dalam batas waktunya."),
        "bad",
    ),
    S.DISQUALIFIED: Words(
        _("Didiskualifikasi"),
        _("Baca alasannya. Keberatan dapat diajukan dalam batas waktunya."),
        "bad",
    ),
    S.REVOKED: Words(_("Penghargaan dicabut"), _("Baca alasannya di riwayat."), "bad"),
    S.WITHDRAWN: Words(
        _("Mengundurkan diri"), _("Mintalah pusat bila ingin ikut kembali."), "calm"
    ),
    S.LAPSED: Words(_("Gugur karena lewat waktu"), _("Mintalah pusat bila ada alasan."), "bad"),
}

EMBARGOED = {S.SCORED: S.IN_SCORING, S.AWARDED: S.IN_SCORING, S.NOT_AWARDED: S.IN_SCORING}
