from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from directory.enums import Language
from directory.models import Person


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The public front page; who is signed in goes straight to their work."""
    if request.user.is_authenticated:
        return redirect("award:work")
    return render(request, "home.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How an application goes, and where to ask."""
    return render(request, "help.html")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Read on in another language; kept with the account, for a guest in a cookie."""
    language = request.POST.get("language")
    if isinstance(request.user, Person) and language in Language:
        Person.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
