"""Views that take files: the bytes go to disk as they come in, each no larger than it may be."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from verification.pages.on_disk import OnDisk

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def to_disk(view: View[P]) -> View[P]:
    """Set the upload handler before anything reads the request, then protect the view as usual."""
    protected = csrf_protect(view)

    @csrf_exempt  # only until the handler below is set: `protected` asks for the token
    @wraps(view)
    def handled(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.upload_handlers = [OnDisk(request)]
        return protected(request, *args, **kwargs)

    return cast(View[P], handled)


def too_large(request: HttpRequest) -> list[str]:
    """The names of files in the request that were left out because of their size."""
    return [
        name
        for handler in request.upload_handlers
        if isinstance(handler, OnDisk)
        for name in handler.too_large
    ]
