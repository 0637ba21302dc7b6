"""What to mend first as a table on the result's page."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from award.models import Application
from jury.domain.decisions import current_decision
from jury.domain.mending import ToMend, to_mend
from jury.models import Decision, ReportCard
from jury.queries.told import told_result
from record.pages.lists import Column, Listing, table_of
from record.pages.lists.page import Table


def _where(row: ToMend) -> str:
    if row.held_back:
        return gettext("%(criterion)s – kriteria di bawah minimum") % {"criterion": row.criterion}
    return row.criterion


MENDS: Listing[ToMend] = Listing(
    name="perlu-dibenahi",
    columns=(
        Column(title=_("No."), value=lambda row: row.number),
        Column(title=_("Indikator"), value=lambda row: row.text, hint=_where),
        Column(title=_("Menambah"), value=lambda row: f"+{row.gain}"),
        Column(title=_("Yang perlu ditunjukkan"), value=lambda row: row.show),
    ),
)


def mends_table(application: Application, decision: Decision | None) -> Table | None:
    """The list of the report card, where there is one to read and the page may tell of scores.

    A decision without scores is read by the Kanwil's values, which hold while nothing moved on.
    """
    if decision is None:
        return None
    if not ReportCard.objects.filter(decision=decision).exists():
        return None
    if told_result(decision) is None and current_decision(application) != decision:
        return None
    rows = to_mend(decision)
    return table_of(MENDS, rows) if rows else None
