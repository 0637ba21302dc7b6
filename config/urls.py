from django.conf.urls.i18n import urlpatterns as language_patterns
from django.urls import URLPattern, URLResolver, include, path

from config.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("bantuan/", views.help_page, name="help"),
    path("bahasa/", include(language_patterns)),
]
