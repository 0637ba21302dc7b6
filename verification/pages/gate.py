"""The gate before each page about evidence: signed in, and every refusal answered in words."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from award.errors import Refused
from award.models import Application
from award.pages.refusals import answer
from award.queries.visible import visible_to
from directory.pages.access import PersonRequest, denied, signed_in
from record.errors import StoreError
from verification.pages.former_member import tell_former_member
from verification.pages.store_errors import answer_store_error, full_disk

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponseBase]
Plain = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def gate(view: View[P]) -> Plain[P]:
    """Let signed-in people through; answer what the domain or the store refuses."""

    @wraps(view)
    def answered(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            return answer(request, refusal)
        except StoreError as fault:
            return answer_store_error(request, fault)
        except OSError as fault:
            return answer_store_error(request, full_disk(fault))

    return signed_in(cast(View[P], answered))


def seen(request: PersonRequest, application_id: UUID) -> Application:
    """The application, if this person may see it; else a 404 that is logged.

    A member whose decree ended while the page was open is told so instead.
    """
    found = visible_to(request.user).filter(pk=application_id).first()
    if found is None:
        tell_former_member(request, application_id)
        raise denied(request, pk=application_id)
    return found
