from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


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
