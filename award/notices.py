"""The words of the notices that a walked edge sends, rendered in each reader's language."""

from django.utils.translation import gettext_lazy as _

from record.domain.notice_texts import register
from record.enums import NoticeTopic

WORDS = {
    "submit_self_assessment": (
        _("Penilaian mandiri %(unit)s terkirim"),
        _("Penilaian mandiri sudah terkirim. Berikutnya Sekretariat Kanwil menetapkan tim."),
    ),
    "reopen_self_assessment": (
        _("Penilaian mandiri %(unit)s ditarik kembali"),
        _("Kepala UPT menarik kembali penilaian mandiri untuk diubah sebelum batas waktu."),
    ),
    "assign_team": (
        _("Tim verifikasi %(unit)s ditetapkan"),
        _("Tim verifikasi sudah ditetapkan. UPT dapat melengkapi dan mengirim data dukung."),
    ),
    "submit_evidence": (
        _("Data dukung %(unit)s terkirim"),
        _("Data dukung sudah terkirim dan menunggu verifikasi tim."),
    ),
    "return_for_repair": (
        _("%(unit)s perlu memperbaiki data dukung"),
        _("Tim meminta perbaikan pada beberapa indikator. Lihat alasan dan batas waktunya."),
    ),
    "end_repair": (
        _("Masa perbaikan %(unit)s berakhir"),
        _("Batas waktu perbaikan lewat. Verifikasi berlanjut dengan data yang ada."),
    ),
    "lapse": (
        _("Pengajuan %(unit)s gugur"),
        _("Batas waktu lewat tanpa kiriman. Bila ada alasan, mintalah pusat mengikutkan kembali."),
    ),
    "complete_verification": (
        _("Verifikasi %(unit)s selesai"),
        _("Tim menyelesaikan verifikasi. Kepala Kanwil meneruskannya ke pusat."),
    ),
    "reject_verification": (
        _("%(unit)s tidak lolos verifikasi"),
        _("Surat Keterangan memuat alasan dan cara ikut kembali. Anda dapat mengajukan keberatan."),
    ),
    "reopen_verification": (
        _("Verifikasi %(unit)s dibuka kembali"),
        _("Kepala Kanwil membuka kembali verifikasi. Berita Acara perlu ditandatangani lagi."),
    ),
    "forward": (
        _("%(unit)s diteruskan ke pusat"),
        _("Hasil verifikasi sudah diteruskan ke pusat untuk dinilai."),
    ),
    "return_to_region": (
        _("%(unit)s dikembalikan ke Kanwil"),
        _("Verifikator pusat mengembalikan hasil verifikasi dengan alasan dan tanggal baru."),
    ),
    "decide_not_assessable": (
        _("%(unit)s dinyatakan tidak dapat dinilai"),
        _("Pusat menyatakan pengajuan ini tidak dapat dinilai. Alasannya ada di riwayat."),
    ),
    "disqualify": (
        _("%(unit)s didiskualifikasi"),
        _("Bukti palsu dikonfirmasi setelah pemeriksaan. Anda dapat mengajukan keberatan."),
    ),
    "uphold_objection": (
        _("Keberatan %(unit)s dikabulkan"),
        _("Keberatan dikabulkan. Pengajuan diproses kembali dengan jadwal tersendiri."),
    ),
    "revoke": (
        _("Penghargaan %(unit)s dicabut"),
        _("Penghargaan dicabut dengan keputusan. Alasannya ada di riwayat."),
    ),
    "withdraw": (
        _("%(unit)s mengundurkan diri"),
        _("Kepala UPT mengundurkan diri dari periode ini."),
    ),
    "reinstate": (
        _("%(unit)s diikutkan kembali"),
        _("Pusat mengikutkan kembali pengajuan ini. Lanjutkan sesuai batas waktunya."),
    ),
}

# The others tell a result, begin a time that binds, or end a part in the season.
STEPS = {
    "submit_self_assessment",
    "reopen_self_assessment",
    "assign_team",
    "submit_evidence",
    "end_repair",
    "complete_verification",
    "reopen_verification",
    "forward",
    "return_to_region",
}
for _kind, (_title, _body) in WORDS.items():
    _topic = NoticeTopic.STEPS if _kind in STEPS else None
    register(_kind, title=_title, body=_body, topic=_topic)

# What people write stands in it as they wrote it, in one language.
register(
    "announced",
    title="%(title)s",
    body="%(body)s\n\n– %(sender)s",
    topic=NoticeTopic.ANNOUNCEMENTS,
)
register(
    "begin_reminder",
    title=_("%(unit)s belum memulai penilaian mandiri"),
    body=_(
        "Batas penilaian mandiri %(due_at)s. Jawaban tersimpan sambil Anda mengetik: "
        "Anda dapat mulai sekarang dan melanjutkan nanti."
    ),
)
register(
    "question_asked",
    topic=NoticeTopic.QUESTIONS,
    title=_("%(unit)s bertanya tentang indikator"),
    body=_("UPT menunggu jawaban Anda. Pertanyaan dan jawabannya tampil di samping indikatornya."),
)
register(
    "question_answered",
    topic=NoticeTopic.QUESTIONS,
    title=_("Pertanyaan %(unit)s dijawab"),
    body=_("Kanwil sudah menjawab. Jawabannya tampil di samping indikatornya."),
)
