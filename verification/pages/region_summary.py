"""The summary of a region: its figures, and its units, for paper and for a spreadsheet."""

import io
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from award.enums import State
from award.queries.instruments import instrument_of
from record.dates import moment_text
from record.domain.documents import render
from record.workbooks import Sheet, write_workbook
from verification.domain.closing_content import MINISTRY
from verification.pages.region_form import Place
from verification.pages.region_list import REGION_BOARD, days_left
from verification.queries.progress import Progress

TEMPLATE = Path(__file__).resolve().parents[1] / "documents" / "region.typ"


@dataclass(frozen=True)
class Summary:
    """What the rows of a board come to. `late`: their next date is over."""

    units: int
    answered: int
    indicators: int
    files: int
    findings: int
    late: int
    never: int
    states: tuple[tuple[State, int], ...]

    @classmethod
    def of(cls, rows: Collection[Progress]) -> "Summary":
        states = Counter(row.state for row in rows)
        return cls(
            units=len(rows),
            answered=sum(row.answered for row in rows),
            indicators=sum(row.indicators for row in rows),
            files=sum(row.files for row in rows),
            findings=sum(row.findings for row in rows),
            late=sum(row.due is not None and row.due < timezone.now() for row in rows),
            never=sum(row.units_turn and row.last_act is None for row in rows),
            states=tuple((state, states[state]) for state in State if states[state]),
        )

    @property
    def share(self) -> int:
        """Per cent of all indicators of all units that are answered, rounded down."""
        return self.answered * 100 // self.indicators if self.indicators else 0

    def facts(self) -> list[tuple[str, int]]:
        """The figures with their names."""
        return [
            (_("UPT"), self.units),
            (_("Persen indikator terjawab"), self.share),
            (_("Berkas data dukung"), self.files),
            (_("Temuan terbuka"), self.findings),
            (_("UPT lewat batas"), self.late),
            (_("UPT tanpa kegiatan"), self.never),
            *((str(state.label), number) for state, number in self.states),
        ]


def as_pdf(place: Place, rows: Collection[Progress]) -> bytes:
    """The summary as PDF/A, tagged."""
    return render(TEMPLATE, pdf_data(place, rows))


def pdf_data(place: Place, rows: Collection[Progress]) -> dict[str, Any]:
    """What the template places, in the reader's words."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return {
        "title": _("Ringkasan Kanwil"),
        "language": language,
        "date": timezone.localdate().isoformat(),
        "issuer": [MINISTRY, place.region.name],
        "provisional": instrument_of(place.season).provisional,
        "place": [
            [_("Periode"), place.season.name],
            [_("Kanwil"), place.region.name],
            [_("Keadaan pada"), moment_text(timezone.now())],
        ],
        "words": {
            "fact": _("Hal"),
            "content": _("Isi"),
            "figures": _("Angka"),
            "number": _("Jumlah"),
            "units": _("UPT"),
        },
        "figures": [[name, str(number)] for name, number in Summary.of(rows).facts()],
        "heads": [
            _("UPT"),
            _("Keadaan"),
            _("Persen terjawab"),
            _("Berkas"),
            _("Temuan terbuka"),
            _("Sisa hari"),
            _("Kegiatan terakhir UPT"),
        ],
        "rows": [_printed(row) for row in rows],
    }


def _printed(row: Progress) -> list[str]:
    left = days_left(row)
    return [
        row.application.unit.name,
        str(row.state.label),
        str(row.share),
        str(row.files),
        str(row.findings),
        "–" if left is None else str(left),
        moment_text(row.last_act) if row.last_act else _("Belum ada kegiatan"),
    ]


def as_xlsx(place: Place, rows: Collection[Progress]) -> bytes:
    """A workbook of the figures and of the units."""
    columns = REGION_BOARD.exported
    out = io.BytesIO()
    facts: list[tuple[object, ...]] = [
        (_("Periode"), place.season.name),
        (_("Kanwil"), place.region.name),
        (f"{_('Keadaan pada')} ({timezone.localtime().tzname()})", timezone.now()),
        *Summary.of(rows).facts(),
    ]
    units = [[column.value(row) for column in columns] for row in rows]
    write_workbook(
        out,
        [
            Sheet(_("Ringkasan"), (_("Hal"), _("Isi")), facts),
            Sheet(_("UPT"), [column.head for column in columns], units),
        ],
    )
    return out.getvalue()
