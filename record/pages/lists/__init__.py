"""Lists of things: a page of them, narrowed, ordered and searched, and the same for a spreadsheet.

LIST = Listing(name="unit", columns=(Column(title=…, value=…), …), orders={"name": Order(…)})

@require_safe
def units(request):
    found = …visible_to(request.user), narrowed by the form…
    return list_page(request, "app/units.html", LIST, found, form=form)

The template places `components/list_tools.html` and `components/list_table.html`. What is exported
is what is listed: the same rows by the same filters, all pages of them.
"""

from record.pages.lists.choice import RowChoiceField
from record.pages.lists.columns import Code, Column, Deadline, Tag, Value
from record.pages.lists.listing import Listing, Order, given
from record.pages.lists.page import (
    EXPORT,
    asked_file,
    exports_of,
    list_page,
    shown_list,
    table_of,
)

__all__ = [
    "EXPORT",
    "Code",
    "Column",
    "Deadline",
    "Listing",
    "Order",
    "RowChoiceField",
    "Tag",
    "Value",
    "asked_file",
    "exports_of",
    "given",
    "list_page",
    "shown_list",
    "table_of",
]
