"""How django-axes counts failed sign-ins: by account and address together.

By address alone a whole office behind one address would be locked out with one careless
colleague; by account alone anybody could lock a juror out on closing night.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest

from directory.models import Person
from directory.queries.people import find


def key_of(person: Person) -> str:
    """The account as axes stores it: NIP and e-mail address count as one."""
    return f"person:{person.pk}"


def account_key(_request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """Which account a sign-in is for (AXES_USERNAME_CALLABLE).

    For an unknown one a digest: what was typed may be a password in the wrong field.
    """
    typed = str((credentials or {}).get("username") or "")
    person = find(typed)
    if person is not None:
        return key_of(person)
    return f"unknown:{sha256(typed.strip().lower().encode()).hexdigest()[:32]}"
