"""The lists of the jury's work: panels and objections; their columns in words."""

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jury.enums import ObjectionState
from jury.models import Objection, Panel
from record.pages.lists import Column, Listing, Order, Tag

FILED_FIRST = Case(When(state=ObjectionState.FILED, then=Value(0)), default=Value(1))

OBJECTIONS: Listing[Objection] = Listing(
    name="keberatan",
    orders={
        "filed": Order(_("Belum dijawab dahulu"), (FILED_FIRST.asc(), "filed_at")),
        "newest": Order(_("Terbaru"), ("-filed_at",)),
        "unit": Order(_("Nama UPT"), ("application__unit__name", "filed_at")),
    },
    columns=(
        Column(
            title=_("UPT"),
            value=lambda row: row.application.unit.name,
            url=lambda row: reverse("jury:objection_judge", args=[row.pk]),
            hint=lambda row: row.application.season.name,
        ),
        Column(
            title=_("Kode satker"),
            value=lambda row: row.application.unit.work_unit_code,
            listed=False,
        ),
        Column(title=_("Periode"), value=lambda row: row.application.season.name, listed=False),
        Column(title=_("Terhadap"), value=lambda row: row.get_against_display()),
        Column(title=_("Diajukan"), value=lambda row: row.filed_at, moment=True),
        Column(title=_("Diajukan oleh"), value=lambda row: row.filed_by.name, listed=False),
        Column(title=_("Isi"), value=lambda row: row.text, listed=False),
        Column(
            title=_("Keadaan"),
            value=lambda row: row.get_state_display(),
            shown=lambda row: Tag(row.get_state_display()),
        ),
        Column(title=_("Dijawab"), value=lambda row: row.answered_at, listed=False, moment=True),
        Column(title=_("Jawaban"), value=lambda row: row.answer, listed=False),
    ),
)


def panel_state(panel: Panel) -> Tag:
    """Whether anything in the panel is being scored."""
    if getattr(panel, "open", 0):
        return Tag(gettext("Sedang dinilai"), "busy")
    if getattr(panel, "applications", 0):
        return Tag(gettext("Ditutup"), "good")
    return Tag(gettext("Belum diisi"), "calm")


PANELS: Listing[Panel] = Listing(
    name="panel",
    orders={
        "season": Order(_("Periode terbaru"), ("-season__year", "name")),
        "name": Order(_("Nama"), ("name",)),
    },
    columns=(
        Column(
            title=_("Panel"),
            value=lambda panel: panel.name,
            url=lambda panel: reverse("jury:panel", args=[panel.pk]),
        ),
        Column(title=_("Periode"), value=lambda panel: panel.season.name),
        Column(
            title=_("Peringkat"),
            value=lambda panel: panel.season.year,
            shown=lambda panel: gettext("Peringkat %(season)s") % {"season": panel.season.name},
            url=lambda panel: reverse("jury:ranking", args=[panel.season.year]),
            exported=False,
        ),
        Column(title=_("Pengajuan"), value=lambda panel: getattr(panel, "applications", 0)),
        Column(title=_("Juri"), value=lambda panel: getattr(panel, "jurors", 0)),
        Column(
            title=_("Keadaan"),
            value=lambda panel: panel_state(panel).label,
            shown=panel_state,
        ),
    ),
)
