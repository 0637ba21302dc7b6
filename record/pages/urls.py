from django.urls import URLPattern, path

from record.pages import checkpoints, exports, notice_settings, receipts, views, works

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/tandai-dibaca/", views.read_all, name="read_all_notices"),
    path("pemberitahuan/<uuid:pk>/buka/", views.open_notice, name="open_notice"),
    path("akun/pemberitahuan/", notice_settings.notice_settings, name="notice_settings"),
    path("titik-periksa/", checkpoints.listed, name="checkpoints"),
    path("titik-periksa/kunci.txt", checkpoints.key, name="checkpoint_key"),
    path("titik-periksa/<int:size>.txt", checkpoints.note, name="checkpoint"),
    path("tanda-terima/", receipts.listed, name="receipts"),
    path("tanda-terima/<int:seq>.txt", receipts.receipt, name="receipt"),
    path("tanda-terima/periksa/", receipts.check, name="check_receipt"),
    path("pekerjaan/", works.listed, name="long_works"),
    path("pekerjaan/<uuid:pk>/", works.shown, name="long_work"),
    path("pekerjaan/<uuid:pk>/keadaan/", works.part, name="long_work_part"),
    path("pekerjaan/<uuid:pk>/berkas/", works.file, name="long_work_file"),
    path("pekerjaan-daftar/", exports.export_later, name="export_later"),
    path("buku-besar/", views.ledger, name="ledger"),
]
