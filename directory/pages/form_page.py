"""One form on one page: all that most changes to the directory need."""

from collections.abc import Sequence
from http import HTTPStatus

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    heading: str,
    label: str,
    trail: Sequence[tuple[str, str]],
    explanation: str = "",
    tone: str = "",
) -> HttpResponse:
    """The form, or the form again with what is wrong (422).

    `label` is on the button, `tone` its colour ("warning" or none), `trail` the way back.
    """
    context = {
        "form": form,
        "heading": heading,
        "label": label,
        "trail": trail,
        "explanation": explanation,
        "tone": tone,
    }
    wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "directory/form.html", context, status=status)
