"""A form whose saving the domain may still refuse."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms

from award.errors import NotAllowed, Outdated, Refused
from award.pages.forms.typed import typed


def saved(form: forms.BaseForm, save: Callable[[], object]) -> bool:
    """Run `save` if the form is valid; what the domain refuses becomes the form's errors.

    NotAllowed goes on: the wrong person gets no form to mend. So does Outdated, with what was
    typed: the form of an old page cannot be mended, its words can be copied.
    """
    if not form.is_valid():
        return False
    try:
        save()
    except NotAllowed:
        raise
    except Outdated as outdated:
        outdated.kept = typed(form)
        raise
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return False
    return True


def shown_now(form: forms.BaseForm, **fields: object) -> None:
    """Set hidden fields of a refused form to what its page, drawn anew, now shows.

    Else somebody who was told what a colleague did meanwhile could never act on it.
    """
    data: Any = copy(form.data)
    for name, value in fields.items():
        data[form.add_prefix(name)] = str(value)
    form.data = data
