"""The visit plan as a list: unit, days, who goes, whether a letter is there and still right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directory.queries.roles import today
from record.pages.lists import Column, Listing, Order, Tag
from verification.models import AssignmentLetter, PlannedVisit, Visitor
from verification.queries.visit_plan import cannot_go, visitors_of


@dataclass(frozen=True, kw_only=True)
class Row:
    """One planned visit. `away`: those of the visitors who cannot go."""

    plan: PlannedVisit
    visitors: Sequence[Visitor]
    away: list[Visitor]
    letter: AssignmentLetter | None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(visitor.person.name for visitor in self.visitors)

    @property
    def away_names(self) -> str:
        return ", ".join(visitor.person.name for visitor in self.away)

    @property
    def state(self) -> Tag:
        """How far it is, in words."""
        if self.plan.cancelled_at:
            return Tag(gettext("Dibatalkan"), "calm")
        if getattr(self.plan, "visited", False):
            return Tag(gettext("Sudah dikunjungi"), "good")
        if self.plan.last_day < today():
            return Tag(gettext("Lewat, belum dicatat"), "bad")
        if self.away:
            return Tag(gettext("Perlu pengganti"), "bad")
        return Tag(gettext("Direncanakan"), "busy")

    @property
    def letter_right(self) -> bool:
        """Whether the last letter still says what is planned."""
        return self.letter is not None and self.letter.visit_version == self.plan.version

    @property
    def letter_text(self) -> str:
        if self.letter is None:
            return gettext("Belum ada")
        if self.letter_right:
            return self.letter.number
        return gettext("%(number)s, tidak lagi sesuai") % {"number": self.letter.number}


def rows_of(plans: Sequence[PlannedVisit]) -> list[Row]:
    """The plans with their people and letters; as many queries for few as for many."""
    visitors = visitors_of(plans)
    away = cannot_go(plans, visitors)
    letters = {
        letter.visit_id: letter
        for letter in AssignmentLetter.objects.filter(visit__in=[p.pk for p in plans])
    }
    return [
        Row(
            plan=plan,
            visitors=visitors[plan.pk],
            away=[v for v in visitors[plan.pk] if v.person_id in away[plan.pk]],
            letter=letters.get(plan.pk),
        )
        for plan in plans
    ]


PLANS: Listing[Row] = Listing(
    name="rencana-kunjungan",
    orders={
        "day": Order(_("Hari kunjungan"), ("first_day", "application__unit__name")),
        "unit": Order(_("Nama UPT"), ("application__unit__name", "first_day")),
    },
    columns=(
        Column(
            title=_("UPT"),
            value=lambda row: row.plan.application.unit.name,
            url=lambda row: reverse("verification:planned", args=[row.plan.pk]),
            hint=lambda row: row.plan.application.region.name,
        ),
        Column(
            title=_("Kode satker"),
            value=lambda row: row.plan.application.unit.work_unit_code,
            listed=False,
        ),
        Column(title=_("Kanwil"), value=lambda row: row.plan.application.region.name, listed=False),
        Column(title=_("Hari pertama"), value=lambda row: row.plan.first_day),
        Column(title=_("Hari terakhir"), value=lambda row: row.plan.last_day),
        Column(
            title=_("Yang berkunjung"),
            value=lambda row: ", ".join(row.names),
            shown=lambda row: row.names,
        ),
        Column(
            title=_("Keadaan"),
            value=lambda row: row.state.label,
            shown=lambda row: row.state,
            hint=lambda row: row.away_names,
        ),
        Column(title=_("Berhalangan"), value=lambda row: row.away_names, listed=False),
        Column(title=_("Surat tugas"), value=lambda row: row.letter_text),
    ),
)
