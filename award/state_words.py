"""Names for a state: the office's (`State.label`), the unit's, and for each what comes next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from award.enums import State

S = State


@dataclass(frozen=True)
class Words:
    """`unit` and `next` are what the unit reads, `others` is what everybody else reads of what
    comes next, `tone` the tag's colour.
    """

    unit: str | Promise
    next: str | Promise
    others: str | Promise
    tone: str


OBJECTS = _("UPT dapat mengajukan keberatan dalam batas waktunya.")
RETURNS = _("Pusat dapat mengikutkan UPT ini kembali selama jadwalnya masih terbuka.")
FORWARDS = _("Kepala Kanwil meneruskan hasilnya ke pusat.")
SCORES = _("Juri menilai. Hasil diumumkan bersama.")
AWAITS = _("Menunggu penetapan. Hasil diumumkan bersama.")
HISTORY = _("Baca alasannya di riwayat.")

WORDS: dict[State, Words] = {
    S.DRAFT: Words(
        _("Sedang Anda isi"),
        _("Jawab semua indikator, lalu kepala UPT mengirimnya."),
        _("UPT mengisi penilaian mandiri, lalu kepalanya mengirim."),
        "busy",
    ),
    S.SELF_ASSESSED: Words(
        _("Terkirim, menunggu tim Kanwil"),
        _("Kanwil menetapkan tim verifikasi. Data dukung sudah dapat diunggah."),
        _("Sekretariat Kanwil menetapkan tim verifikasi."),
        "wait",
    ),
    S.EVIDENCE_OPEN: Words(
        _("Lengkapi data dukung"),
        _("Unggah data dukung setiap indikator, lalu kepala UPT mengirimnya."),
        _("UPT mengunggah data dukung, lalu kepalanya mengirim."),
        "busy",
    ),
    S.UNDER_VERIFICATION: Words(
        _("Sedang diverifikasi tim Kanwil"),
        _("Tim memeriksa data dukung dan berkunjung. Jawab temuan bila ditanya."),
        _("Tim memeriksa data dukung, berkunjung, lalu menandatangani Berita Acara."),
        "wait",
    ),
    S.VERIFIED: Words(_("Selesai diverifikasi"), FORWARDS, FORWARDS, "calm"),
    S.IN_SCORING: Words(_("Sedang dinilai di pusat"), SCORES, SCORES, "wait"),
    S.SCORED: Words(_("Sedang dinilai di pusat"), AWAITS, AWAITS, "wait"),
    S.AWARDED: Words(
        _("Menerima penghargaan"),
        _("Unduh piagam dan rapor."),
        _("Penghargaan sudah ditetapkan."),
        "good",
    ),
    S.NOT_AWARDED: Words(
        _("Belum menerima penghargaan"),
        _("Baca rapor untuk perbaikan. Keberatan dapat diajukan dalam batas waktunya."),
        OBJECTS,
        "calm",
    ),
    S.NOT_PASSED: Words(
        _("Tidak lolos verifikasi"),
        _("Baca Surat Keterangan. Keberatan dapat diajukan dalam batas waktunya."),
        OBJECTS,
        "bad",
    ),
    S.NOT_ASSESSABLE: Words(
        _("Tidak dapat dinilai"),
        _("Baca alasannya. Keberatan dapat diajukan dalam batas waktunya."),
        OBJECTS,
        "bad",
    ),
    S.DISQUALIFIED: Words(
        _("Didiskualifikasi"),
        _("Baca alasannya. Keberatan dapat diajukan dalam batas waktunya."),
        OBJECTS,
        "bad",
    ),
    S.REVOKED: Words(_("Penghargaan dicabut"), HISTORY, HISTORY, "bad"),
    S.WITHDRAWN: Words(
        _("Mengundurkan diri"), _("Mintalah pusat bila ingin ikut kembali."), RETURNS, "calm"
    ),
    S.LAPSED: Words(
        _("Gugur karena lewat waktu"), _("Mintalah pusat bila ada alasan."), RETURNS, "bad"
    ),
}
REPAIR = Words(
    _("Perbaiki data dukung"),
    _("Perbaiki yang diminta tim, lalu kepala UPT mengirimnya kembali."),
    _("UPT memperbaiki yang diminta tim, lalu mengirimnya kembali."),
    "busy",
)


def words_of(state: State, *, in_repair: bool) -> Words:
    """The words of a state; a repair has its own, for it is not a first collecting."""
    return REPAIR if in_repair and state == State.EVIDENCE_OPEN else WORDS[state]


EMBARGOED = {S.SCORED: S.IN_SCORING, S.AWARDED: S.IN_SCORING, S.NOT_AWARDED: S.IN_SCORING}
