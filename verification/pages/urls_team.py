"""The addresses of the team's work: decrees, desk, visit, repair, minutes."""

from django.urls import path

from verification.pages import (
    board,
    check_record,
    closing,
    decree_new,
    decrees,
    desk,
    division,
    heads,
    matching,
    region_board,
    repair,
    signed_minutes,
    teams,
    visit_notes,
    visits,
)

APPLICATION = "pengajuan/<uuid:application_id>/"

urlpatterns = [
    path("sk/", decrees.decrees, name="decrees"),
    path("sk/baru/", decree_new.new, name="decree_new"),
    path("sk/<uuid:decree_id>/", decrees.decree, name="decree"),
    path("sk/<uuid:decree_id>/berkas/", decrees.decree_file, name="decree_file"),
    path("sk/<uuid:decree_id>/akhiri/", decrees.end, name="decree_end"),
    path("sk/<uuid:decree_id>/ganti/", decree_new.replace, name="decree_replace"),
    path("tim/", teams.teams, name="teams"),
    path("verifikasi/", board.board, name="board"),
    path("papan-kanwil/", region_board.region_board, name="region_board"),
    path("papan-kanwil/ringkasan/pdf/", region_board.region_pdf, name="region_pdf"),
    path("papan-kanwil/ringkasan/xlsx/", region_board.region_xlsx, name="region_xlsx"),
    path("catatan-pemeriksaan/", check_record.check_record, name="check_record"),
    path("catatan-pemeriksaan/csv/", check_record.check_record_csv, name="check_record_csv"),
    path(f"{APPLICATION}verifikasi/", desk.desk, name="desk"),
    path(f"{APPLICATION}verifikasi/<slug:code>/", desk.verify, name="verify"),
    path(f"{APPLICATION}pembagian/", division.division, name="division"),
    path(f"{APPLICATION}pembagian/rata/", division.divide, name="divide"),
    path(f"{APPLICATION}sesuai/", matching.match, name="match"),
    path(f"{APPLICATION}kunjungan/", visits.visits, name="visits"),
    path("kunjungan/<uuid:visit_id>/", visits.visit, name="visit"),
    path("kunjungan/<uuid:visit_id>/catatan/", visit_notes.note, name="visit_note"),
    path("kunjungan/foto/<uuid:photo_id>/<slug:name>/", visit_notes.photo, name="visit_photo"),
    path(f"{APPLICATION}perbaikan/", repair.repair, name="repair"),
    path(f"{APPLICATION}berita-acara/", closing.closing, name="closing"),
    path(f"{APPLICATION}berita-acara/siapkan/", closing.prepare_minutes, name="prepare_minutes"),
    path(f"{APPLICATION}surat-keterangan/siapkan/", closing.prepare_letter, name="prepare_letter"),
    path(f"{APPLICATION}tidak-lolos/", closing.reject, name="reject"),
    path("dokumen/<uuid:minutes_id>/", closing.document_file, name="document_file"),
    path(
        "dokumen/<uuid:minutes_id>/bertanda-tangan/",
        signed_minutes.signed_minutes,
        name="signed_minutes",
    ),
    path(
        "dokumen/<uuid:minutes_id>/bertanda-tangan/<uuid:copy_id>/",
        signed_minutes.signed_minutes_file,
        name="signed_minutes_file",
    ),
    path("dokumen/<uuid:minutes_id>/tanda-tangan/", closing.sign_document, name="sign"),
    path(f"{APPLICATION}kanwil/", heads.head, name="head"),
    path(f"{APPLICATION}kanwil/tanpa-kunjungan/", heads.waive, name="waive"),
    path(f"{APPLICATION}kanwil/buka-kembali/", heads.reopen, name="reopen"),
    path(f"{APPLICATION}pengembalian/", heads.send_back, name="send_back"),
]
