"""Findings as `components/finding.html` takes them, in the words fit for who reads them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.models import Application
from award.queries.instruments import indicator_names
from verification.domain.sight import Sight
from verification.enums import ASKING_VERDICTS, Severity, Verdict
from verification.models import Finding
from verification.pages.file_words import CHECKS, item_title
from verification.pages.findings_history import earlier_of, readable_findings
from verification.pages.strength_words import strength_words
from verification.queries.explained import (
    explained,
    explained_to_unit,
    speaks_of_another_unit,
)
from verification.queries.field import Field, Kind, field_of, kind_of

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
    "letter_number_differs": gettext_lazy("Nomor surat tidak cocok"),
    "letter_date_differs": gettext_lazy("Tanggal surat tidak cocok"),
    "letter_outside_season": gettext_lazy("Tanggal surat di luar periode"),
    "letter_after_upload": gettext_lazy("Tanggal surat setelah pengunggahan"),
    "text_copied_other_unit": gettext_lazy("Tulisan sama di luar UPT ini"),
    "text_copied_other_season": gettext_lazy("Tulisan sama pada periode lain"),
    "text_copied_same_application": gettext_lazy("Tulisan sama dalam pengajuan ini"),
    "copied_inside": gettext_lazy("Bagian gambar tampil dua kali"),
    "foreign_grid": gettext_lazy("Jejak kompresi bergeser pada satu bagian"),
    "pasted_grid": gettext_lazy("Bagian gambar pernah menjadi JPEG"),
    "outside_season": gettext_lazy("Foto diambil di luar periode"),
    "after_upload": gettext_lazy("Tanggal foto setelah pengunggahan"),
    "editing_software": gettext_lazy("Disimpan dengan aplikasi penyunting"),
    "far_from_unit": gettext_lazy("Lokasi foto jauh dari UPT"),
    "dates_contradict": gettext_lazy("Tanggal foto bertentangan"),
    "gps_clock_differs": gettext_lazy("Jam kamera berbeda dari jam satelit"),
    "zone_contradicts": gettext_lazy("Zona waktu foto bertentangan"),
    "zone_elsewhere": gettext_lazy("Zona waktu foto dari tempat lain"),
    "size_differs": gettext_lazy("Ukuran foto berbeda dari catatan kamera"),
    "rewritten": gettext_lazy("Foto ditulis ulang oleh program"),
    "thumbnail_unlike": gettext_lazy("Gambar kecil berbeda dari fotonya"),
    "thumbnail_shows_more": gettext_lazy("Foto dipotong"),
    "no_metadata": gettext_lazy("Foto tanpa keterangan kamera"),
    "office_active": gettext_lazy("Dokumen Office menjalankan sesuatu"),
    "office_after_upload": gettext_lazy("Tanggal dokumen setelah pengunggahan"),
    "same_camera": gettext_lazy("Kamera yang sama pada UPT yang jauh"),
    "same_document": gettext_lazy("Dokumen dari berkas yang sama pada UPT lain"),
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


def finding_rows(
    findings: Iterable[Finding], application: Application, sight: Sight
) -> list[dict[str, Any]]:
    """Findings about one application for a list; notes are for those who judge."""
    shown = [f for f in findings if sight.judges or f.severity != Severity.INFO]
    return rows_of(shown, application, sight)


def rows_of(
    shown: Sequence[Finding], application: Application, sight: Sight
) -> list[dict[str, Any]]:
    """Findings about one application as rows, in their order.

    Beneath each is what older versions of its check asked about the same, which is left out above.
    """
    names, field = indicator_names(application), field_of(shown)
    before = earlier_of(shown, application, sight)
    folded = {older.pk for rows in before.values() for older in rows}
    return [
        finding_row(f, names, field, judges=sight.judges)
        | {
            "earlier": [
                finding_row(older, names, field, judges=sight.judges)
                for older in before.get(f.pk, [])
            ]
        }
        for f in shown
        if f.pk not in folded
    ]


def questions_about(application: Application, code: str, sight: Sight) -> list[dict[str, Any]]:
    """What this person may know about the files of one indicator."""
    found = readable_findings(application, sight).filter(version__item__indicator=code)
    return finding_rows(found.order_by("at", "pk"), application, sight)


def finding_row(
    finding: Finding, names: Mapping[str, str], field: Mapping[Kind, Field], *, judges: bool
) -> dict[str, Any]:
    """One finding with what was last decided about it and last answered to it.

    `names` are those of the application's indicators, by code; `field` says how findings of its
    kind were settled by people. Who does not judge is told nothing of other units' files.
    """
    decision = next(reversed(finding.decisions.all()), None)
    said = next(reversed(finding.answers.all()), None)
    verdict = Verdict(decision.verdict) if decision else None
    kind = kind_of(finding)
    all_told = judges or not speaks_of_another_unit(finding)
    return {
        "title": title_of(finding) if all_told else title_for_unit(finding),
        "explanation": explained(finding) if all_told else explained_to_unit(finding),
        "written_for_judges": all_told and not judges and finding.raised_by_id is None,
        "severity": "low" if finding.severity == Severity.INFO else finding.severity,
        "severity_label": Severity(finding.severity).label,
        "strength_label": strength_words(finding, field.get(kind) if kind else None)
        if all_told
        else "",
        "check_label": check_words(finding) if all_told else "",
        "source": item_title(finding.version.item, names),
        "at": finding.at,
        "decision_label": verdict.label if verdict else None,
        "decision_tone": _TONES[verdict] if verdict else None,
        "decision_reason": decision.reason if decision else "",
        "decided_by": decision.by.name if decision else "",
        "answer": said.text if said else "",
        "url": reverse("verification:finding", args=[finding.pk]),
        "superseded": getattr(finding, "superseded", False),
        "waits": verdict in ASKING_VERDICTS if verdict else False,
    }


def title_of(finding: Finding) -> str:
    """What a finding is about, in a few words."""
    return kind_title(finding.kind)


def kind_title(kind: str) -> str:
    """What findings of that kind are about."""
    return str(KINDS.get(kind, _("Hal yang perlu dilihat")))


def title_for_unit(finding: Finding) -> str:
    """The same for the unit, which never learns that another one owns a file like its own."""
    if speaks_of_another_unit(finding):
        return _("Pertanyaan tentang asal berkas")
    return title_of(finding)


def check_words(finding: Finding) -> str:
    """Which check raised a finding, and which version of it; empty for a person's own."""
    if finding.check_version is None:
        return ""
    name = CHECKS.get(finding.check_name, finding.check_name)
    return _("%(check)s, versi %(version)d") % {"check": name, "version": finding.check_version}
