from django.urls import path

from award.pages.views import (
    amend,
    announcements,
    application,
    checklist,
    lists,
    question_list,
    questions,
    seasons,
    self_assessment,
)

app_name = "award"

urlpatterns = [
    path("kerja/", lists.work, name="work"),
    path("pengajuan/", lists.applications, name="applications"),
    path("pengajuan/<uuid:application_id>/", application.application, name="application"),
    path("pengajuan/<uuid:application_id>/langkah/<slug:edge>/", application.walk, name="walk"),
    path("pengajuan/<uuid:application_id>/periksa/", checklist.checklist, name="checklist"),
    path(
        "pengajuan/<uuid:application_id>/penilaian-mandiri/",
        self_assessment.overview,
        name="self_assessment",
    ),
    path(
        "pengajuan/<uuid:application_id>/penilaian-mandiri/simpan/",
        self_assessment.autosave,
        name="autosave",
    ),
    path(
        "pengajuan/<uuid:application_id>/penilaian-mandiri/kirim/",
        self_assessment.send,
        name="send_self_assessment",
    ),
    path(
        "pengajuan/<uuid:application_id>/penilaian-mandiri/periode-lalu/",
        self_assessment.start,
        name="start_from_before",
    ),
    path(
        "pengajuan/<uuid:application_id>/penilaian-mandiri/kriteria/<slug:code>/",
        self_assessment.criterion,
        name="criterion",
    ),
    path("pengajuan/<uuid:application_id>/isian/<slug:indicator>/", amend.amend, name="amend"),
    path("pengajuan/<uuid:application_id>/pertanyaan/", questions.questions, name="questions"),
    path(
        "pengajuan/<uuid:application_id>/pertanyaan/<slug:indicator>/",
        questions.ask_page,
        name="ask",
    ),
    path("pertanyaan/", question_list.question_list, name="question_list"),
    path("pertanyaan/<uuid:question_id>/jawab/", questions.answer_page, name="answer_question"),
    path("pertanyaan/<uuid:question_id>/tarik/", questions.withdraw_page, name="withdraw_question"),
    path("pengumuman/", announcements.announcements, name="announcements"),
    path("pengumuman/kirim/", announcements.send, name="announce"),
    path("pengumuman/ingatkan/", announcements.remind_silent, name="remind_silent"),
    path("pengumuman/<uuid:pk>/", announcements.announcement, name="announcement"),
    path("pengumuman/<uuid:pk>/lanjutkan/", announcements.go_on, name="go_on_announcing"),
    path("periode/", seasons.seasons, name="seasons"),
    path("periode/baru/", seasons.new, name="season_new"),
    path("periode/<int:year>/", seasons.season, name="season"),
    path("periode/<int:year>/kalender/", seasons.calendar, name="season_calendar"),
    path("periode/<int:year>/nilai/", seasons.provisional, name="season_value"),
    path("periode/<int:year>/perpanjangan/", seasons.extension, name="season_extension"),
    path("periode/<int:year>/langkah/", seasons.walk, name="season_walk"),
]
