"""Signing in and out. The log has who and from where, never what was typed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import structlog
from axes.helpers import get_client_ip_address, get_cool_off
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.lockout import account_key
from directory.pages.forms.sign_in import SignInForm

log = structlog.get_logger(__name__)
TOO_MANY_REQUESTS = 429


class SignIn(LoginView):
    """NIP or e-mail address, and the password."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "directory/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person = form.get_user()
        answer = super().form_valid(form)
        log.info("signed_in", person=str(person.pk), address=_address(self.request))
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        account = account_key(self.request, {"username": form.data.get("username")})
        log.warning("sign_in_refused", account=account, address=_address(self.request))
        return super().form_invalid(form)


class SignOut(LogoutView):
    """By POST alone, so that no link or picture can sign somebody out."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        log.info("signed_out", person=str(request.user.pk))
        return super().post(request, *args, **kwargs)


def locked_out(
    request: HttpRequest,
    _refused: HttpResponse | None = None,
    credentials: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The answer to the sixth try, right password or wrong (AXES_LOCKOUT_CALLABLE)."""
    log.warning(
        "sign_in_locked", account=account_key(request, credentials), address=_address(request)
    )
    wait = cast(timedelta, get_cool_off(request))
    context = {"minutes": int(wait.total_seconds() // 60)}
    return render(request, "directory/locked_out.html", context, status=TOO_MANY_REQUESTS)


def _address(request: HttpRequest) -> str:
    return str(get_client_ip_address(request))
