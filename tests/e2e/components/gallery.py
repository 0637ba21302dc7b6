"""A URL configuration for these tests alone: pages of parts, and servers for their scripts."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import URLPattern, include, path

from config.pages import views
from tests.e2e.components.forms import Answer, Everything
from tests.e2e.components.samples import checks, everything

TEMPLATES = Path(__file__).parent / "templates"
received: list[dict[str, Any]] = []
answers: list[tuple[int, dict[str, Any]]] = []


def draw(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    template = engines["django"].from_string((TEMPLATES / name).read_text())
    return HttpResponse(template.render(context, request))


def parts(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Data dukung sudah diterima.")
    messages.error(request, "Berkas SK tidak terbaca.")
    messages.info(request, "Periode 2025 dibuka.")
    return draw(request, "parts.html", everything())


def form(request: HttpRequest) -> HttpResponse:
    sent = Everything(request.POST or None, request.FILES or None, initial={"season": "2025"})
    if sent.is_bound:
        sent.add_error(None, "Tanggal SK mendahului pengangkatan.")
    return draw(request, "form.html", {"form": sent})


def autosave(request: HttpRequest) -> HttpResponse:
    forms = [Answer(prefix=prefix) for prefix in ("a1", "a2")]
    return draw(request, "autosave.html", {"forms": forms})


def answer(request: HttpRequest) -> HttpResponse:
    """Notes what came and gives the next prepared answer."""
    files = {name: [file.name for file in sent] for name, sent in request.FILES.lists()}
    received.append({**request.POST.dict(), **files})
    status, body = answers.pop(0) if answers else (200, {"saved_at": "10.32", "version": 2})
    if status == 302:
        return redirect("directory:sign_in")
    return JsonResponse(body, status=status)


def poll(request: HttpRequest) -> HttpResponse:
    """The checks a while later: settled, or the way to the sign-in page."""
    if answers and answers.pop(0)[0] == 302:
        return redirect("directory:sign_in")
    settled = [row for row in checks() if row.tone != "busy"]
    source = '{% include "components/checks.html" %}'
    return HttpResponse(engines["django"].from_string(source).render({"checks": settled}, request))


def app(name: str, **routes: str) -> tuple[list[URLPattern], str]:
    """Stands for an app's pages, so that the frame has somewhere to lead."""
    return [path(url, parts, name=route) for route, url in routes.items()], name


urlpatterns = [
    path("", views.home, name="home"),
    path("bantuan/", views.help_page, name="help"),
    path("bantuan/<slug:slug>/", views.guide_page, name="guide"),
    path("bahasa/", views.choose_language, name="set_language"),
    path("", include(app("award", work="kerja/", applications="pengajuan/"))),
    path("", include(app("directory", sign_in="masuk/", sign_out="keluar/"))),
    path("", include(app("record", notices="pemberitahuan/"))),
    path("", include(app("jury", results="hasil/", check_certificate="piagam/"))),
    path("", include(app("criteria", instruments="instrumen/"))),
    path("galeri/", parts),
    path("formulir/", form, name="form"),
    path("jawaban/", autosave),
    path("simpan/", answer, name="answer"),
    path("unggah/", answer),
    path("periksa/", poll),
]
