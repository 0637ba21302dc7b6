"""Whether an indicator can be confirmed as matching without a further word."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verification.queries.looked import Looked
from verification.queries.shortage import missing_files


def in_question(looked: Looked) -> str:
    """Why its value has to be given on its own page; "" where nothing is in question."""
    if looked.standing:
        return _("Sudah terverifikasi.")
    if looked.questions:
        text = ngettext(
            "Ada %(count)d temuan yang belum diputuskan.",
            "Ada %(count)d temuan yang belum diputuskan.",
            looked.questions,
        )
        return text % {"count": looked.questions}
    if looked.wrong:
        return _("Ada berkas yang harus diperbaiki atau terbukti palsu.")
    return _evidence_in_question(looked)


def _evidence_in_question(looked: Looked) -> str:
    claim = looked.claim
    if claim is None or not claim.value:
        return _("UPT belum menjawab indikator ini.")
    if claim.gap:
        return _("UPT menyatakan belum ada data dukung.")
    if looked.sealed:
        return _("Ada berkas yang disegel karena berisi program berbahaya.")
    # What the unit itself does not claim needs no file.
    unclaimed = claim.value in looked.indicator.none_needed
    if not unclaimed and (
        not looked.counted or missing_files(looked.indicator, claim, looked.counted)
    ):
        return _("Data dukungnya tidak ada atau kurang.")
    if not looked.settled:
        return _("Pemeriksaan berkasnya belum selesai.")
    return ""
