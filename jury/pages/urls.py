from django.urls import path

from jury.pages import (
    agreement,
    amendment,
    conflict_acts,
    deciding,
    hearing,
    looks,
    modifiers,
    objecting,
    objection_files,
    objections,
    panel_acts,
    panels,
    papers,
    public,
    publishing,
    ranking,
    result,
    sealing,
    seat,
    sharing,
    sheet,
    signing,
)
from jury.pages.dashboard import views as dashboard
from jury.pages.dossier import views as dossier

app_name = "jury"

PANEL = "penilaian/panel/<uuid:panel_id>/"
LIFTING = "penilaian/benturan/usulan/<uuid:proposal_id>/"
SEAT = "penilaian/<uuid:seat_id>/"
SHEET = "lembar/<uuid:sheet_id>/"
SEASON = "periode/<int:year>/"
APPLICATION = "pengajuan/<uuid:application_id>/"
CERTIFICATE = f"{APPLICATION}piagam/<uuid:certificate_id>/"

urlpatterns = [
    path("dasbor/", dashboard.dashboard, name="dashboard"),
    path("dasbor/<slug:name>/", dashboard.dashboard_part, name="dashboard_part"),
    path("penilaian/", panels.panels, name="panels"),
    path("penilaian/panel/baru/", panels.new, name="panel_new"),
    path(PANEL, panel_acts.panel, name="panel"),
    path(f"{PANEL}pengajuan/", panel_acts.fill, name="panel_fill"),
    path(f"{PANEL}kursi/", panel_acts.seat, name="seat_juror"),
    path(f"{PANEL}usulkan-penutupan/", panel_acts.propose_close, name="propose_closing"),
    path(f"{PANEL}usulkan-pembukaan/", panel_acts.propose_reopen, name="propose_reopening"),
    path(f"{PANEL}rapat/", panel_acts.meeting, name="record_meeting"),
    path(f"{PANEL}kesepakatan/", agreement.agreement, name="agreement"),
    path(f"{PANEL}kesepakatan/csv/", agreement.agreement_csv, name="agreement_csv"),
    path(
        "penilaian/usulan/<uuid:proposal_id>/setujui/", panel_acts.confirm, name="confirm_panel_act"
    ),
    path(
        f"{PANEL}benturan/<uuid:conflict_id>/usulkan-pencabutan/",
        conflict_acts.propose,
        name="propose_lifting",
    ),
    path(f"{LIFTING}setujui/", conflict_acts.confirm, name="confirm_lifting"),
    path(f"{LIFTING}tolak/", conflict_acts.refuse, name="refuse_lifting"),
    path(f"{PANEL}pembagian/", sharing.sharing, name="sharing"),
    path(f"{PANEL}pembagian/tetapkan/", sharing.confirm, name="confirm_sharing"),
    path(f"{PANEL}pembagian/ubah/", sharing.by_hand, name="share_by_hand"),
    path(SEAT, seat.seat, name="seat"),
    path(f"{SEAT}pernyataan/", seat.declaration, name="declare"),
    path(
        f"{SEAT}benturan/<uuid:conflict_id>/tarik/",
        conflict_acts.withdraw,
        name="withdraw_conflict",
    ),
    path(f"{SEAT}akhiri/", panel_acts.end, name="end_seat"),
    path(f"{SEAT}buka/<uuid:application_id>/", seat.open_one, name="open_sheet"),
    path(SHEET, sheet.sheet, name="sheet"),
    path(f"{SHEET}kriteria/<slug:code>/", sheet.criterion, name="sheet_criterion"),
    path(f"{SHEET}simpan/", sheet.autosave, name="sheet_autosave"),
    path(f"{SHEET}berkas/<uuid:version_id>/", looks.look_page, name="look"),
    path(f"{SHEET}benturan/", sheet.late_conflict, name="late_conflict"),
    path(f"{SHEET}segel/", sealing.seal, name="seal"),
    path(f"{SHEET}ubah/", sealing.revise, name="revise"),
    path(f"{SEASON}peringkat/", ranking.ranking_page, name="ranking"),
    path(f"{SEASON}peringkat/putuskan/", ranking.decide_several, name="decide_several"),
    path(f"{SEASON}peringkat/<uuid:application_id>/", deciding.decide_one, name="decide"),
    path(f"{SEASON}umumkan/", publishing.publish_page, name="publish"),
    path(f"{SEASON}naskah/", papers.papers, name="papers"),
    path("naskah/<uuid:paper_id>/", signing.paper, name="paper"),
    path(
        "naskah/<uuid:paper_id>/bertanda-tangan/<uuid:copy_id>/",
        signing.signed_paper,
        name="signed_paper",
    ),
    path(f"{APPLICATION}rapor/bertanda-tangan/", signing.report_card, name="report_card_copies"),
    path(
        f"{APPLICATION}rapor/bertanda-tangan/<uuid:copy_id>/",
        signing.signed_report_card,
        name="signed_report_card",
    ),
    path(f"{CERTIFICATE}bertanda-tangan/", signing.certificate, name="certificate_copies"),
    path(
        f"{CERTIFICATE}bertanda-tangan/<uuid:copy_id>/",
        signing.signed_certificate,
        name="signed_certificate",
    ),
    path("naskah/<uuid:paper_id>/berkas/", papers.paper_file, name="paper_file"),
    path("hasil/<int:year>/daftar/<int:publication_id>/", papers.laureates, name="laureates"),
    path(f"{APPLICATION}ikhtisar/", dossier.dossier, name="dossier"),
    path(f"{APPLICATION}ikhtisar/pdf/", dossier.dossier_file, name="dossier_file"),
    path(f"{APPLICATION}hasil/", result.result, name="result"),
    path(f"{APPLICATION}rapor/", result.report_card, name="report_card"),
    path(CERTIFICATE, result.certificate, name="certificate"),
    path(f"{APPLICATION}keberatan/", objecting.objection, name="objection"),
    path(f"{APPLICATION}umumkan-perubahan/", amendment.amendment, name="publish_amendment"),
    path(f"{APPLICATION}keterangan/", hearing.hearing, name="hearing"),
    path(f"{APPLICATION}keterangan/minta/", hearing.begin, name="hearing_open"),
    path("keterangan/<uuid:hearing_id>/jawab/", hearing.answer, name="hearing_answer"),
    path("keterangan/<uuid:hearing_id>/hentikan/", hearing.drop, name="hearing_drop"),
    path("keterangan/<uuid:hearing_id>/usulkan/", hearing.propose, name="hearing_propose"),
    path("keterangan/usulan/<uuid:proposal_id>/setujui/", hearing.confirm, name="hearing_confirm"),
    path(f"{APPLICATION}penyesuai/", modifiers.modifiers, name="modifiers"),
    path(f"{APPLICATION}penyesuai/daftar/", modifiers.register, name="modifier_register"),
    path("penyesuai/<uuid:modifier_id>/jawab/", modifiers.answer, name="modifier_answer"),
    path("penyesuai/<uuid:modifier_id>/putuskan/", modifiers.decide, name="modifier_decide"),
    path("keberatan/", objections.inbox, name="objections"),
    path("keberatan/<uuid:objection_id>/", objections.one, name="objection_judge"),
    path("keberatan/<uuid:objection_id>/bukti/", objection_files.add, name="objection_files"),
    path("keberatan/<uuid:objection_id>/tolak/", objections.reject_one, name="objection_reject"),
    path("keberatan/<uuid:objection_id>/kabulkan/", objections.uphold_one, name="objection_uphold"),
    path("hasil/", public.results, name="results"),
    path("hasil/<int:year>/", public.results_season, name="results_season"),
    path("piagam/", public.check_certificate, name="check_certificate"),
    path("piagam/<slug:token>/", public.certificate_check, name="certificate_check"),
]
