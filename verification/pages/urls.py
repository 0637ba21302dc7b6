from django.urls import path

from verification.pages import (
    answered_form,
    evidence,
    evidence_acts,
    evidence_item,
    evidence_upload,
    files,
    finding_acts,
    findings,
    urls_team,
)

app_name = "verification"

EVIDENCE = "pengajuan/<uuid:application_id>/data-dukung/"

urlpatterns = [
    path(
        "pengajuan/<uuid:application_id>/formulir/",
        answered_form.answered_form,
        name="answered_form",
    ),
    path(EVIDENCE, evidence.evidence, name="evidence"),
    path(
        "pengajuan/<uuid:application_id>/arsip-data-dukung/",
        evidence.own_files,
        name="own_files",
    ),
    path(f"{EVIDENCE}<slug:code>/", evidence.indicator, name="indicator"),
    path(f"{EVIDENCE}<slug:code>/berkas/", evidence.indicator_files, name="indicator_files"),
    path(f"{EVIDENCE}<slug:code>/unggah/", evidence_upload.upload, name="upload"),
    path("data-dukung/<uuid:item_id>/", evidence_item.evidence_item, name="evidence_item"),
    path("data-dukung/<uuid:item_id>/pemeriksaan/", evidence_item.item_checks, name="item_checks"),
    path("data-dukung/<uuid:item_id>/hapus/", evidence_acts.remove_item, name="remove_item"),
    path("berkas/<uuid:version_id>/tanda-terima/", evidence_item.receipt, name="receipt"),
    path("berkas/<uuid:version_id>/kesampingkan/", evidence_acts.waive_checks, name="waive_checks"),
    path(
        "berkas/<uuid:version_id>/periksa-ulang/", evidence_acts.repeat_checks, name="repeat_checks"
    ),
    path("berkas/<uuid:version_id>/temuan-baru/", findings.raise_one, name="raise_finding"),
    path("berkas/<uuid:version_id>/gambar/<slug:name>/", files.preview, name="preview"),
    path("berkas/<uuid:version_id>/asli/", files.original, name="original"),
    path("pengajuan/<uuid:application_id>/temuan/", findings.findings, name="findings"),
    path(
        "pengajuan/<uuid:application_id>/kesampingkan/",
        evidence_acts.waive_many_checks,
        name="waive_many_checks",
    ),
    path("temuan/<uuid:finding_id>/", findings.finding, name="finding"),
    path("temuan/<uuid:finding_id>/putuskan/", findings.decide_finding, name="decide_finding"),
    path("temuan/<uuid:finding_id>/jawab/", findings.answer_finding, name="answer_finding"),
    path("temuan/<uuid:finding_id>/lain/<slug:name>/", files.twin_preview, name="twin_preview"),
    path("temuan/<uuid:finding_id>/lain/", finding_acts.look_at_twin, name="look_at_twin"),
    path("temuan/<uuid:finding_id>/peta/", finding_acts.draw_maps, name="draw_maps"),
    path("temuan/<uuid:finding_id>/halaman/", finding_acts.draw_page, name="draw_page"),
    path(
        "temuan/<uuid:finding_id>/gambar/<int:drawing_id>/",
        finding_acts.finding_drawing,
        name="finding_drawing",
    ),
    *urls_team.urlpatterns,
]
