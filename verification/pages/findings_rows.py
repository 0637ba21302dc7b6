"""Findings as `components/finding.html` takes them, in the words fit for who reads them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.models import Application
from award.queries.instruments import indicator_names
from verification.domain.seen_findings import known_findings
from verification.domain.sight import Sight
from verification.enums import ASKING_VERDICTS, Severity, Verdict
from verification.models import Finding, FindingAnswer, FindingDecision
from verification.pages.file_words import item_title
from verification.queries.explained import explained
from verification.queries.findings import Judged

KINDS = {
    "empty": gettext_lazy("Berkas kosong"),
    "kind_not_accepted": gettext_lazy("Jenis berkas tidak diterima"),
    "extension_differs": gettext_lazy("Akhiran nama tidak sesuai isi"),
    "second_kind": gettext_lazy("Berkas berisi dua jenis sekaligus"),
    "damaged": gettext_lazy("Berkas rusak atau terpotong"),
    "encrypted": gettext_lazy("Berkas dikunci kata sandi"),
    "repaired": gettext_lazy("Susunan PDF rusak"),
    "animated": gettext_lazy("Gambar bergerak"),
    "picture_too_large": gettext_lazy("Ukuran gambar terlalu besar"),
    "archive_too_large": gettext_lazy("Isi dokumen terlalu besar"),
    "odd_container": gettext_lazy("Susunan dokumen tidak lazim"),
    "macros": gettext_lazy("Dokumen berisi makro"),
    "malware": gettext_lazy("Program berbahaya"),
    "raised_by_person": gettext_lazy("Pertanyaan dari pemeriksa"),
    "exact_same_application": gettext_lazy("Berkas sama dalam pengajuan ini"),
    "exact_other_season": gettext_lazy("Berkas sama pada periode lain"),
    "exact_other_unit": gettext_lazy("Berkas sama pada UPT lain"),
    "near_same_application": gettext_lazy("Gambar mirip dalam pengajuan ini"),
    "near_other_season": gettext_lazy("Gambar mirip pada periode lain"),
    "near_other_unit": gettext_lazy("Gambar mirip pada UPT lain"),
    "part_same_application": gettext_lazy("Bagian gambar sama dalam pengajuan ini"),
    "part_other_season": gettext_lazy("Bagian gambar sama pada periode lain"),
    "part_other_unit": gettext_lazy("Bagian gambar sama pada UPT lain"),
    "same_scene": gettext_lazy("Tempat yang sama, foto lain"),
    "text_copied_other_unit": gettext_lazy("Tulisan sama di luar UPT ini"),
    "text_copied_other_season": gettext_lazy("Tulisan sama pada periode lain"),
    "text_copied_same_application": gettext_lazy("Tulisan sama dalam pengajuan ini"),
    "outside_season": gettext_lazy("Foto diambil di luar periode"),
    "after_upload": gettext_lazy("Tanggal foto setelah pengunggahan"),
    "editing_software": gettext_lazy("Disimpan dengan aplikasi penyunting"),
    "far_from_unit": gettext_lazy("Lokasi foto jauh dari UPT"),
    "provenance_broken": gettext_lazy("Catatan asal tidak cocok"),
    "provenance_source_broken": gettext_lazy("Catatan gambar asal tidak cocok"),
    "provenance_untrusted": gettext_lazy("Penanda tangan catatan asal tidak dikenal"),
    "provenance_revoked": gettext_lazy("Sertifikat catatan asal dicabut"),
    "provenance_elsewhere": gettext_lazy("Catatan asal disimpan di luar berkas"),
    "provenance_unreadable": gettext_lazy("Catatan asal tidak terbaca"),
    "ai_origin": gettext_lazy("Gambar buatan kecerdasan buatan"),
    "ai_part": gettext_lazy("Memuat gambar kecerdasan buatan"),
    "ai_edited": gettext_lazy("Diubah dengan kecerdasan buatan"),
    "ai_declared": gettext_lazy("Disebut buatan kecerdasan buatan"),
    "ai_edit_declared": gettext_lazy("Disebut diubah kecerdasan buatan"),
    "changed_after_signing": gettext_lazy("PDF berubah setelah ditandatangani"),
    "signature_broken": gettext_lazy("Tanda tangan PDF tidak cocok"),
    "signature_unreadable": gettext_lazy("Tanda tangan PDF tidak terbaca"),
    "changed_unseen": gettext_lazy("PDF disimpan lagi tanpa perubahan tampak"),
    "signed_again": gettext_lazy("PDF ditandatangani lagi"),
    "filled_after_signing": gettext_lazy("Formulir diisi setelah ditandatangani"),
    "signature_over_content": gettext_lazy("Tanda tangan menutupi tulisan"),
    "two_readings": gettext_lazy("PDF dapat terbaca berbeda"),
    "pages_left_over": gettext_lazy("PDF menyimpan halaman lain"),
    "active_content": gettext_lazy("PDF menjalankan sesuatu"),
    "form_scripts": gettext_lazy("Formulir PDF menghitung sendiri"),
    "attached_files": gettext_lazy("PDF membawa berkas lain"),
    "dynamic_form": gettext_lazy("Formulir PDF dinamis"),
    "played_media": gettext_lazy("PDF memuat video atau suara"),
    "page_is_link": gettext_lazy("Halaman PDF berupa tautan"),
    "links_to_file": gettext_lazy("PDF menaut ke dokumen lain"),
    "text_invisible": gettext_lazy("Tulisan PDF tanpa tinta"),
    "text_same_colour": gettext_lazy("Tulisan PDF sewarna kertas"),
    "text_covered": gettext_lazy("Tulisan PDF tertutup"),
    "text_outside": gettext_lazy("Tulisan PDF di luar halaman"),
    "scan_covered": gettext_lazy("Hasil pindai tertutup kotak"),
    "pdf_before_made": gettext_lazy("Tanggal PDF bertentangan"),
    "pdf_after_upload": gettext_lazy("Tanggal PDF setelah pengunggahan"),
    "pdf_dates_differ": gettext_lazy("PDF mencatat dua tanggal"),
    "saved_by_another_program": gettext_lazy("PDF disimpan dengan program lain"),
    "earlier_version": gettext_lazy("PDF menyimpan versi sebelumnya"),
    "number_in_other_font": gettext_lazy("Angka dengan huruf berbeda"),
}
_TONES = {
    Verdict.NO_ISSUE: "good",
    Verdict.ASK: "busy",
    Verdict.REPAIR: "wait",
    Verdict.SUSPECTED_FALSE: "bad",
    Verdict.CONFIRMED_FALSE: "bad",
}


def readable_findings(application: Application, sight: Sight) -> QuerySet[Judged]:
    """The findings this person may know of, with decisions and answers loaded."""
    decisions = FindingDecision.objects.select_related("by").order_by("pk")
    answers = FindingAnswer.objects.select_related("by").order_by("pk")
    return (
        known_findings(application, sight)
        .select_related("version__item", "version__checking", "raised_by")
        .prefetch_related(
            Prefetch("decisions", queryset=decisions),
            Prefetch("answers", queryset=answers),
            "version__previews",
        )
    )


def finding_rows(
    findings: Iterable[Finding], application: Application, sight: Sight
) -> list[dict[str, Any]]:
    """Findings about one application for a list; notes are for those who judge."""
    names = indicator_names(application)
    return [finding_row(f, names) for f in findings if sight.judges or f.severity != Severity.INFO]


def questions_about(application: Application, code: str, sight: Sight) -> list[dict[str, Any]]:
    """What this person may know about the files of one indicator."""
    found = readable_findings(application, sight).filter(version__item__indicator=code)
    return finding_rows(found.order_by("at", "pk"), application, sight)


def finding_row(finding: Finding, names: Mapping[str, str]) -> dict[str, Any]:
    """One finding with what was last decided about it and last answered to it.

    `names` are those of the application's indicators, by code.
    """
    decision = next(reversed(finding.decisions.all()), None)
    said = next(reversed(finding.answers.all()), None)
    verdict = Verdict(decision.verdict) if decision else None
    return {
        "title": title_of(finding),
        "explanation": explained(finding),
        "severity": "low" if finding.severity == Severity.INFO else finding.severity,
        "severity_label": Severity(finding.severity).label,
        "strength_label": strength_words(finding.strength),
        "source": item_title(finding.version.item, names),
        "at": finding.at,
        "decision_label": verdict.label if verdict else None,
        "decision_tone": _TONES[verdict] if verdict else None,
        "decision_reason": decision.reason if decision else "",
        "decided_by": decision.by.name if decision else "",
        "answer": said.text if said else "",
        "url": reverse("verification:finding", args=[finding.pk]),
        "waits": verdict in ASKING_VERDICTS if verdict else False,
    }


def title_of(finding: Finding) -> str:
    """What a finding is about, in a few words."""
    return str(KINDS.get(finding.kind, _("Hal yang perlu dilihat")))


def strength_words(strength: dict[str, int] | None) -> str:
    """How far such a finding can be trusted, by the counts it was measured with."""
    if not strength:
        return ""
    text = _("%(hits)d dari %(forged)d tiruan terkenali, %(false)d dari %(honest)d salah tunjuk")
    return text % {
        "hits": strength["hits"],
        "forged": strength["forged"],
        "false": strength["false_alarms"],
        "honest": strength["honest"],
    }
