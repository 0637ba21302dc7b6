"""The answer to somebody who asks for a list: a page of it, or all of it for a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from record.pages.lists.columns import Cell, Words
from record.pages.lists.export import FORMATS, exported
from record.pages.lists.listing import Listing, OrderForm

R = TypeVar("R")
EXPORT, PAGE = "export", "page"
Rows = Callable[[Sequence[Any]], Sequence[R]]


@dataclass(frozen=True)
class Table:
    """Rows of cells under their heads: each a title, and whether it stands over numbers."""

    heads: list[tuple[Words, bool]]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Shown:
    """A page of a list, as the components take it.

    `rows` are the cells of its columns, `objects` what these were read from: for a template that
    places them itself.
    """

    heads: list[tuple[Words, bool]]
    rows: list[list[Cell]]
    objects: Sequence[Any]
    page: Page[Any]
    form: forms.Form | None
    order: OrderForm | None
    exports: list[tuple[str, str]]
    narrowed: bool


def list_page(
    request: HttpRequest,
    template: str,
    listing: Listing[R],
    found: Any,
    *,
    form: forms.Form | None = None,
    rows: Rows[R] = lambda found: found,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Answer with the template, which finds the list as `list`, or with the file that is asked for.

    `found` is a queryset or a sequence of what this reader may see, narrowed as `form` asks.
    `rows` makes of some of it what the columns read, with as many queries for few as for many.
    """
    ordered = listing.ordered(found, request.GET.get("order", ""))
    if request.GET.get(EXPORT) in FORMATS:
        return exported(request, listing, ordered, rows, FORMATS[request.GET[EXPORT]])
    shown = shown_list(request, listing, ordered, form=form, rows=rows)
    return render(request, template, {**(context or {}), "list": shown, "page": shown.page})


def shown_list(
    request: HttpRequest,
    listing: Listing[R],
    ordered: Any,
    *,
    form: forms.Form | None = None,
    rows: Rows[R] = lambda found: found,
    at: str = "",
) -> Shown:
    """A page of rows that are in their order. `at` is whence its files are fetched: this page.

    For a page of several lists, of which each has a page of its own that gives the files.
    """
    page = Paginator(ordered, listing.per_page).get_page(request.GET.get(PAGE))
    objects = rows(list(page))
    table = table_of(listing, objects)
    return Shown(
        heads=table.heads,
        rows=table.rows,
        objects=objects,
        page=page,
        form=form,
        order=_order(request, listing),
        exports=exports_of(request, at=at) if objects else [],
        narrowed=_narrowed(request),
    )


def asked_file(
    request: HttpRequest, listing: Listing[R], found: Any, rows: Rows[R] = lambda found: found
) -> HttpResponseBase | None:
    """The file that is asked for; None for a page, which shows the rows in a way of its own."""
    kind = FORMATS.get(request.GET.get(EXPORT, ""))
    return exported(request, listing, found, rows, kind) if kind else None


def table_of(listing: Listing[R], objects: Sequence[R]) -> Table:
    """The rows as `components/cells_table.html` takes them, for a page with more than one list."""
    rows = [listing.cells(each) for each in objects]
    numbers = [any(row[n].kind == "number" for row in rows) for n in range(len(listing.shown))]
    heads = [(c.title, number) for c, number in zip(listing.shown, numbers, strict=True)]
    return Table(heads, rows)


def _order(request: HttpRequest, listing: Listing[R]) -> OrderForm | None:
    """A choice, where there is one."""
    if len(listing.orders) < 2:
        return None
    first = next(iter(listing.orders))
    asked = request.GET.get("order", "")
    data = {"order": asked if asked in listing.orders else first}
    return OrderForm(data, orders=listing.orders)


def exports_of(request: HttpRequest, *, at: str = "") -> list[tuple[str, str]]:
    """The name and address of each kind of file, narrowed and ordered as this page is."""
    found = []
    for key, kind in FORMATS.items():
        asked = request.GET.copy()
        asked.pop(PAGE, None)
        asked[EXPORT] = key
        found.append((kind.label, f"{at}?{asked.urlencode()}"))
    return found


def _narrowed(request: HttpRequest) -> bool:
    return any(value for key, value in request.GET.items() if key != PAGE)
