"""What a list says of itself: its columns, the orders it may be in, how it is called as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

from record.pages.lists.columns import Cell, Column, Words

R = TypeVar("R")


@dataclass(frozen=True)
class Order:
    """A declared order: what it is called and what is compared. The row's id settles the rest."""

    label: Words
    by: tuple[str | OrderBy, ...]


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[R]):
    """`name` begins the name of an exported file. The first of `orders` holds unless one is asked.

    An order may compare only what every reader of the list may know: the place of a row tells its
    value. A list without orders comes as its rows are given.
    """

    name: str
    columns: Sequence[Column[R]]
    orders: Mapping[str, Order] = field(default_factory=dict)
    per_page: int = 50

    @property
    def shown(self) -> list[Column[R]]:
        return [column for column in self.columns if column.listed]

    @property
    def exported(self) -> list[Column[R]]:
        return [column for column in self.columns if column.exported]

    def cells(self, row: R) -> list[Cell]:
        """What the page shows of one row."""
        return [column.cell(row) for column in self.shown]

    def ordered(self, found: Any, asked: str) -> Any:
        """The rows in the declared order of that name, or in the first."""
        if not self.orders or not isinstance(found, QuerySet):
            return found
        first = next(iter(self.orders.values()))
        return found.order_by(*self.orders.get(asked, first).by, "pk")


class OrderForm(forms.Form):
    """In which of its orders a list is asked for."""

    def __init__(self, *args: Any, orders: Mapping[str, Order], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(key, order.label) for key, order in orders.items()]
        self.fields["order"] = forms.ChoiceField(
            label=_("Urutkan menurut"), required=False, choices=choices
        )


def given(form: forms.Form) -> dict[str, Any]:
    """What a filter was filled in with; a value that does not fit counts as not given."""
    form.is_valid()
    return form.cleaned_data
