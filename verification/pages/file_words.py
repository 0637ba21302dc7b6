"""The words for files and checks, chosen here so that templates only place them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.queries.instruments import indicator_names
from verification.domain.intake import in_language
from verification.enums import CheckState, CheckStatus
from verification.models import Checking, CheckResult, EvidenceItem, EvidenceVersion
from workers.checks.explanations import reason_text

CHECKS = {
    "content": gettext_lazy("Jenis dan isi berkas"),
    "metadata": gettext_lazy("Keterangan di dalam berkas"),
    "pdf_signature": gettext_lazy("Tanda tangan PDF"),
    "pdf_structure": gettext_lazy("Susunan PDF"),
    "pdf_active": gettext_lazy("Perintah dan lampiran PDF"),
    "pdf_hidden": gettext_lazy("Tulisan tersembunyi di PDF"),
    "pdf_history": gettext_lazy("Riwayat PDF"),
    "office": gettext_lazy("Dokumen Office"),
    "provenance": gettext_lazy("Catatan asal berkas"),
    "letter": gettext_lazy("Nomor dan tanggal surat"),
    "copy_move": gettext_lazy("Bagian yang tampil dua kali"),
    "jpeg_grid": gettext_lazy("Jejak kompresi"),
    "embedded": gettext_lazy("Foto di dalam dokumen"),
    "antivirus": gettext_lazy("Antivirus"),
    "exact_duplicate": gettext_lazy("Berkas yang sama"),
    "near_duplicate": gettext_lazy("Gambar yang mirip"),
    "embedded_duplicate": gettext_lazy("Foto yang sama di dalam dokumen"),
    "text_copy": gettext_lazy("Tulisan yang sama"),
    "same_camera": gettext_lazy("Kamera yang sama"),
    "same_document": gettext_lazy("Asal dokumen yang sama"),
}
NOTHING_TO_LOOK_AT = "other_kind"
_TONES = {
    CheckStatus.DONE: "good",
    CheckStatus.COULD_NOT_CHECK: "wait",
    CheckStatus.SKIPPED: "calm",
}


def state_words(checking: Checking, *, flagged: bool) -> tuple[str, str]:
    """The state of a file's checks and its tone; `flagged` is what this reader may know of."""
    if checking.sealed:
        return _("Disegel: berisi program berbahaya"), "bad"
    state = CheckState(checking.state)
    if state in {CheckState.DONE, CheckState.FLAGGED}:
        if flagged:
            return _("Ada catatan"), "wait"
        if not checking.scanned:  # none is installed, so nothing says that the file is harmless
            return _("Sudah diperiksa, tanpa antivirus"), "calm"
        return _("Sudah diperiksa"), "good"
    tones = {CheckState.UNCHECKED: "wait", CheckState.WAIVED: "calm"}
    return str(state.label), tones.get(state, "busy")


def reasons_words(checking: Checking) -> str:
    """Why a file could not be checked, each reason once."""
    codes = [code for code in checking.reason.split(",") if code]
    return " ".join(in_language(reason_text(code)) for code in codes)


def is_settled(checking: Checking) -> bool:
    """Whether a page need not ask again how far the checks are."""
    return checking.state not in {CheckState.WAITING, CheckState.RUNNING}


def check_rows(results: list[CheckResult]) -> list[dict[str, Any]]:
    """What each check said, the last run of each, as `components/checks.html` takes it.

    Checks that one fault kept from being done stand in one row: it is one fact about the file.
    """
    latest = {result.check_name: result for result in results}
    rows: dict[str, dict[str, Any]] = {}
    for name in (name for name in CHECKS if name in latest):
        result = latest[name]
        failed = result.status == CheckStatus.COULD_NOT_CHECK
        row = rows.setdefault(result.reason if failed else name, _check_row(result))
        row["labels"].append(str(CHECKS[name]))
    return [row | {"label": ", ".join(row.pop("labels"))} for row in rows.values()]


def _check_row(result: CheckResult) -> dict[str, Any]:
    status = CheckStatus(result.status)
    explained = status != CheckStatus.DONE and result.reason not in {"", NOTHING_TO_LOOK_AT}
    return {
        "labels": [],
        "state": status.label,
        "tone": _TONES[status],
        "explanation": in_language(reason_text(result.reason)) if explained else "",
    }


def preview_url(version: EvidenceVersion, name: str) -> str:
    """Where the re-encoded picture of a file is; empty while there is none."""
    made = {preview.name for preview in version.previews.all()}
    if name not in made or version.checking.sealed:
        return ""
    return reverse("verification:preview", args=[version.pk, name])


def file_title(version: EvidenceVersion) -> str:
    """What a file is called on pages and to a screen reader."""
    return item_title(version.item, indicator_names(version.item.application))


def item_title(item: EvidenceItem, names: Mapping[str, str]) -> str:
    """The same for a list, whose indicators' names are asked for once."""
    text = _("%(indicator)s, berkas %(number)d")
    return text % {"indicator": names[item.indicator], "number": item.number}
