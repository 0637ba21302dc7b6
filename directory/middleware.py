"""The reader's language and time zone, and what they are."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from directory.enums import Language
from directory.models import Person
from directory.queries.roles import asked_once

Answer = Callable[[HttpRequest], HttpResponseBase]


class PreferencesMiddleware:
    """Answers each request in its reader's language and clock.

    A guest reads the language they chose, else Indonesian: many an office machine has an English
    browser, which says nothing about who sits at it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person = request.user
        if isinstance(person, Person):
            language, zone = person.language, person.time_zone
        else:
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            language = chosen if chosen in Language else settings.LANGUAGE_CODE
            zone = settings.TIME_ZONE
        with translation.override(language), timezone.override(zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def roles_asked_once(get_response: Answer) -> Answer:
    """Ask once what a person is for all of a page that only reads, of which many parts ask."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with asked_once():
            return get_response(request)

    return answer
