"""What a check knew when it raised a finding: its version and what it was told, as a table."""

from collections.abc import Iterator

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verification.models import Finding
from verification.pages.file_words import CHECKS
from verification.pages.finding_facts import Group
from verification.queries.explained import in_words

LABELS = {
    "season_start": gettext_lazy("Awal periode"),
    "season_end": gettext_lazy("Akhir periode"),
    "uploaded_at": gettext_lazy("Diunggah pada"),
    "time_zone": gettext_lazy("Zona waktu UPT"),
    "latitude": gettext_lazy("Lintang UPT"),
    "longitude": gettext_lazy("Bujur UPT"),
    "near_km": gettext_lazy("Dianggap dekat, dalam km"),
    "letter_date": gettext_lazy("Tanggal surat yang diketik"),
}


def parameters_of(found: Finding) -> list[Group]:
    """The check, its version and its parameters; none for what a person raised.

    What was raised by the check of the other file of a pair had that file's parameters: they are
    not shown with this one.
    """
    result = found.result
    if result is None:
        return []
    rows = [
        (_("Pemeriksaan"), str(CHECKS.get(result.check_name, result.check_name))),
        (_("Versi"), str(result.check_version)),
    ]
    if result.version_id == found.version_id:
        rows += _told(result.parameters)
    return [Group(_("Dasar pemeriksaan"), tuple(rows))]


def _told(parameters: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, label in LABELS.items():
        value = parameters.get(name)
        if value not in {None, ""}:
            yield str(label), _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, int | float):
        return number_format(value)
    return in_words(str(value))
