"""The addresses of the team's work: decrees, desk, visit, repair, minutes."""

from django.urls import path

from verification.pages import decree_new, decrees, teams

urlpatterns = [
    path("sk/", decrees.decrees, name="decrees"),
    path("sk/baru/", decree_new.new, name="decree_new"),
    path("sk/<uuid:decree_id>/", decrees.decree, name="decree"),
    path("sk/<uuid:decree_id>/berkas/", decrees.decree_file, name="decree_file"),
    path("sk/<uuid:decree_id>/akhiri/", decrees.end, name="decree_end"),
    path("sk/<uuid:decree_id>/ganti/", decree_new.replace, name="decree_replace"),
    path("tim/", teams.teams, name="teams"),
]
