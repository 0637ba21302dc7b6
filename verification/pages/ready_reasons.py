"""Reasons that are ready to pick, for each thing that can be decided about a finding.

They are kept in Indonesian, so that unit and auditor read the same sentence whoever picked it, and
none of them tells a unit of another one.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from verification.enums import Verdict

READY = {
    Verdict.NO_ISSUE: {
        "looked": _("Sudah dilihat: isinya sesuai dengan indikator."),
        "harmless": _("Ada sebab yang wajar, sesuai dengan penjelasan temuan."),
        "other_photo": _("Foto lain dari tempat yang sama."),
        "shared": _("Bagian yang sama hanya kop, lambang, atau format baku."),
        "answered": _("Penjelasan UPT dapat diterima."),
    },
    Verdict.ASK: {
        "when_where": _("Kapan, di mana, dan oleh siapa berkas ini dibuat?"),
        # What is asked is answered in words: a file can be sent only when a repair is asked for.
        "original": _("Di mana berkas aslinya? Siapkan untuk ditunjukkan saat kunjungan."),
        "what_changed": _("Jelaskan bagian mana yang diubah dan mengapa."),
        "date": _("Jelaskan mengapa tanggal berkas ini di luar periode penilaian."),
        "place": _("Jelaskan mengapa berkas ini dibuat jauh dari UPT."),
    },
    Verdict.REPAIR: {
        "replace": _("Ganti dengan foto atau dokumen yang baru untuk indikator ini."),
        "original": _("Unggah berkas asli langsung dari kamera atau pemindai."),
        "unreadable": _("Berkas tidak terbaca. Unggah lagi dari berkas aslinya."),
        "sign_again": _("Tanda tangani lagi dokumen yang sudah berubah, lalu unggah."),
    },
    Verdict.SUSPECTED_FALSE: {
        "origin": _("Asal berkas ini belum dapat dijelaskan."),
        "changed": _("Isi berkas tampak diubah setelah dibuat."),
        "other_time": _("Berkas tampak dibuat pada waktu atau tempat lain."),
    },
    Verdict.CONFIRMED_FALSE: {
        "no_answer": _("UPT tidak dapat menjelaskan asal berkas ini."),
        "admitted": _("UPT mengakui berkas ini bukan miliknya atau diubah."),
        "compared": _("Pemeriksaan berkas dan kunjungan membuktikannya."),
    },
}


def sentence(code: str) -> str:
    """The sentence of a code (`no_issue.looked`), in Indonesian whoever picks it; else nothing."""
    verdict, _dot, name = code.partition(".")
    ready = READY.get(Verdict(verdict), {}) if verdict in Verdict.values else {}
    if name not in ready:
        return ""
    with override("id"):
        return str(ready[name])


def choices(verdicts: list[Verdict]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The codes by what they are reasons for, as a list to pick from takes them."""
    return [
        (
            str(verdict.label),
            [(f"{verdict.value}.{name}", str(text)) for name, text in said.items()],
        )
        for verdict, said in READY.items()
        if verdict in verdicts
    ]
