from django.urls import path

from criteria.pages import views

app_name = "criteria"
ONE = "instrumen/<slug:code>/<str:version>/"
urlpatterns = [
    path("instrumen/", views.instruments, name="instruments"),
    path(ONE, views.instrument, name="instrument"),
    path(f"{ONE}berkas.toml", views.instrument_file, name="instrument_file"),
    path(f"{ONE}kanonis.json", views.canonical_file, name="canonical_file"),
    path(f"{ONE}<slug:group>/", views.unit_form, name="unit_form"),
]
