"""The page that finds names, codes and texts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.pages.access import PersonRequest, signed_in
from directory.pages.forms.search import SearchForm
from directory.search import Found, excerpt, search


@require_safe
@signed_in
def search_page(request: PersonRequest) -> HttpResponse:
    """What this person may see at this moment and holds the text, by kind."""
    form = SearchForm(request.GET if "text" in request.GET else None)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    found = search(request.user, text) if text else []
    context = {"form": form, "text": text, "groups": [_group(each, text) for each in found]}
    return render(request, "directory/search.html", context)


def _group(found: Found, text: str) -> dict[str, Any]:
    hits = [
        {"hit": hit, "pieces": excerpt(hit.text, text) if hit.text else None} for hit in found.hits
    ]
    return {"title": found.title, "hits": hits, "more": found.more}
