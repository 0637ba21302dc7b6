"""Getting a password: by invitation, after forgetting it, or for a better one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from directory.domain.links import INVITATION, RESET
from directory.domain.passwords import request_reset
from directory.models import Person
from directory.pages.forms.attempts import attempt
from directory.pages.forms.sign_in import (
    ChangePasswordForm,
    FirstPasswordForm,
    ForgottenForm,
    NewPasswordForm,
)
from directory.queries.people import find


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same whether the account exists or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = find(form.cleaned_data["username"])
        if person is not None:
            request_reset(person=person)
        return redirect("directory:reset_sent")
    return render(request, "directory/forgotten.html", {"form": form})


@require_safe
def reset_sent(request: HttpRequest) -> HttpResponse:
    hours = int(RESET.lifetime.total_seconds() // 3600)
    return render(request, "directory/reset_sent.html", {"hours": hours})


# Around dispatch, which answers to a dead link before it looks at the method.
@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class ResetPassword(PasswordResetConfirmView):
    """A new password for whoever holds the mailed link, once."""

    template_name = "directory/new_password.html"
    form_class = NewPasswordForm
    token_generator = RESET
    success_url = reverse_lazy("directory:sign_in")
    extra_context = {
        "heading": gettext_lazy("Buat kata sandi baru"),
        "expired": gettext_lazy(
            "Tautan sudah dipakai atau lewat masanya. Mintalah tautan baru di halaman ini:"
        ),
    }

    def get_user(self, uidb64: str) -> Person | None:
        person = super().get_user(uidb64)
        return person if isinstance(person, Person) and person.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        answer = attempt(form, partial(super().form_valid, form))
        if answer is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Kata sandi tersimpan. Silakan masuk."))
        return answer


class AcceptInvitation(ResetPassword):
    """The first password, for whoever holds the invitation's link."""

    form_class = FirstPasswordForm
    token_generator = INVITATION
    extra_context = {
        "heading": gettext_lazy("Selamat datang. Buat kata sandi Anda"),
        "expired": gettext_lazy(
            "Undangan sudah dipakai atau lewat masanya. Mintalah undangan baru kepada admin pusat."
            " Bila Anda sudah membuat kata sandi tetapi lupa, mintalah tautan di halaman ini:"
        ),
    }


@method_decorator(never_cache, name="dispatch")
class ChangePassword(PasswordChangeView):
    """A new password for who knows the old one; other devices are signed out."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "directory/change_password.html"
    form_class = ChangePasswordForm  # type: ignore[assignment]  # a sibling of Django's form
    success_url = reverse_lazy("directory:account")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = attempt(form, partial(super().form_valid, form))
        if answer is None:
            return self.form_invalid(form)
        messages.success(self.request, _("Kata sandi tersimpan. Perangkat lain sudah keluar."))
        return answer
