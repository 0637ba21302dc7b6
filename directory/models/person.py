import uuid

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.enums import Language, Zone
from directory.models.constraints import NIP, ONE_LINE, digits, one_line


class PersonManager(models.Manager["Person"]):
    """Finds a person by what they type at sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=normal_email(username or ""))


class Person(AbstractBaseUser):
    """Someone who signs in, by e-mail or NIP. What they may do is in their roles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("Surel"), max_length=254, unique=True)
    name = models.CharField(_("Nama"), max_length=200, validators=[ONE_LINE])
    nip = models.CharField(
        _("NIP"), max_length=18, unique=True, null=True, blank=True, validators=[NIP]
    )
    rank = models.CharField(
        _("Pangkat dan golongan"), max_length=100, blank=True, validators=[ONE_LINE]
    )
    position = models.CharField(_("Jabatan"), max_length=200, blank=True, validators=[ONE_LINE])
    language = models.CharField(
        _("Bahasa"), max_length=2, choices=Language, default=Language.INDONESIAN
    )
    time_zone = models.CharField(_("Zona waktu"), max_length=40, choices=Zone, default=Zone.WIB)
    is_active = models.BooleanField(default=True)
    # Empty for who was entered from a list and was sent no link yet.
    invited_at = models.DateTimeField(null=True, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            one_line("email", least=3, most=254),
            one_line("name", least=1, most=200),
            one_line("rank", most=100),
            one_line("position", most=200),
            digits("nip", 18),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="directory_person_language"
            ),
            models.CheckConstraint(
                condition=Q(time_zone__in=Zone.values), name="directory_person_time_zone"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


def normal_email(email: str) -> str:
    """The one spelling of an address that is stored, so that `unique` means one mailbox."""
    return email.strip().lower()
