"""Links that let someone set a password: signed, dated, good for one use.

Nothing about a link is stored. Django signs the person's password hash and last sign-in into it,
so using it, or signing in, ends it; and so does every newer invitation.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from directory.models import Person


class LinkTokens(PasswordResetTokenGenerator):
    """Tokens for one purpose, with a lifetime of their own (at most PASSWORD_RESET_TIMEOUT)."""

    def __init__(self, *, route: str, lifetime: timedelta) -> None:
        super().__init__()
        self.route = route
        self.lifetime = lifetime
        # A token for one purpose is worthless for the other.
        self.key_salt = f"directory.domain.links.{route}"

    def check_token(self, user: Person | None, token: str | None) -> bool:
        if not super().check_token(user, token) or token is None:
            return False
        made = base36_to_int(token.split("-")[0])
        return self._num_seconds(self._now()) - made <= self.lifetime.total_seconds()

    def address(self, person: Person) -> str:
        """The whole address to mail; anyone who has it can set the person's password."""
        code = urlsafe_base64_encode(force_bytes(person.pk))
        path = reverse(self.route, args=[code, self.make_token(person)])
        return f"{settings.PUBLIC_URL}{path}"


INVITATION = LinkTokens(route="directory:accept_invitation", lifetime=settings.INVITATION_LIFETIME)
RESET = LinkTokens(route="directory:reset_password", lifetime=settings.RESET_LIFETIME)
