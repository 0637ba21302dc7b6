"""Signing in with e-mail address or NIP."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from directory.models import Person
from directory.queries.people import find


class PersonBackend(BaseBackend):
    """Checks a password; an unknown person costs as much time as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> Person | None:
        if username is None or password is None:
            return None
        person = find(username)
        if person is None:
            make_password(password)
            return None
        right = person.check_password(password)
        return person if right and person.is_active else None

    def get_user(self, user_id: Any) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()
