from django.urls import URLPattern, path

from record.pages import views

app_name = "record"
urlpatterns: list[URLPattern] = [
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/tandai-dibaca/", views.read_all, name="read_all_notices"),
    path("pemberitahuan/<uuid:pk>/buka/", views.open_notice, name="open_notice"),
    path("buku-besar/", views.ledger, name="ledger"),
]
