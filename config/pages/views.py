from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from config.guides import BY_SLUG, own_first
from directory.enums import Language
from directory.models import Person
from directory.pages.access import roles_held


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public front page; who is signed in goes straight to their work."""
    if request.user.is_authenticated:
        return redirect("award:work")
    return render(request, "home.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How an application goes, the guide of each role, and where to ask."""
    person = request.user
    roles = roles_held(request, person) if isinstance(person, Person) else []
    guides = own_first({role.kind for role in roles})
    return render(request, "help.html", {"guides": guides})


@require_safe
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What one role does in a season; anybody may read it."""
    if slug not in BY_SLUG:
        raise Http404
    return render(request, "guide.html", {"guide": BY_SLUG[slug]})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Read on in another language; kept with the account, for a guest in a cookie."""
    language = request.POST.get("language")
    if isinstance(request.user, Person) and language in Language:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
