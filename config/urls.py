from django.urls import URLPattern, URLResolver, include, path

from config.health import healthz
from config.pages import views

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"

# Each app's addresses begin at the root and are named in its own namespace.
APPS = ["record", "directory", "criteria", "award", "verification", "jury"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("bantuan/", views.help_page, name="help"),
    path("bantuan/<slug:slug>/", views.guide_page, name="guide"),
    path("bahasa/", views.choose_language, name="set_language"),
    *(path("", include(f"{app}.pages.urls")) for app in APPS),
]
