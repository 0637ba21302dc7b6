"""Signing in and the ways to a password."""

from typing import Any, Literal

from django import forms
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.domain.passwords import set_password
from directory.models import Person

LONGEST_PASSWORD = 128


def _password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class SignInForm(AuthenticationForm):
    """NIP or e-mail address, and the password. One answer to whatever is wrong."""

    username = forms.CharField(
        label=_("NIP atau surel"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = _password(_("Kata sandi"), "current-password")

    def __init__(self, request: HttpRequest | None = None, *args: Any, **options: Any) -> None:
        super().__init__(request, *args, **options)
        # AuthenticationForm names and measures the field after the model's e-mail address.
        self.fields["username"].label = _("NIP atau surel")

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(
            gettext(
                "NIP, surel, atau kata sandi tidak cocok. Periksa kembali, lalu coba sekali lagi."
            ),
            code="invalid_login",
        )


class ForgottenForm(forms.Form):
    """Who wants a new password."""

    username = forms.CharField(
        label=_("NIP atau surel"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # not generic at run time
    """A new password, typed twice."""

    way: Literal["invitation", "reset", "change"] = "reset"
    new_password1 = _password(
        _("Kata sandi baru"),
        "new-password",
        _("Paling sedikit 12 karakter. Beberapa kata yang hanya Anda ingat sudah cukup."),
    )
    new_password2 = _password(_("Ulangi kata sandi baru"), "new-password")

    error_messages = {"password_mismatch": _("Kedua kata sandi tidak sama.")}

    def save(self, commit: bool = True) -> Person:  # noqa: FBT001, FBT002 - Django's signature
        if not commit:
            raise ValueError("a password is set at once, with its ledger entry")
        return set_password(
            person=self.user, password=self.cleaned_data["new_password1"], way=self.way
        )


class FirstPasswordForm(NewPasswordForm):
    way = "invitation"


class ChangePasswordForm(NewPasswordForm):
    """The same for who knows the old one."""

    way = "change"
    old_password = _password(_("Kata sandi sekarang"), "current-password")
    field_order = ["old_password", "new_password1", "new_password2"]

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise ValidationError(gettext("Kata sandi sekarang tidak cocok."))
        return old
