"""The draft of the decree (rancangan keputusan) that names the laureates.

No public text says how it is numbered, who signs it, or what its articles are called. All of that is
data of whoever prepares it, and the paper marks it as provisional.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from award.models import Season
from award.queries.instruments import instrument_of
from jury.domain.papers.frame import LANGUAGE, frame
from jury.domain.papers.laureates import awarded_now, list_digest, rows_of
from record.canonical import Json


@dataclass(frozen=True, kw_only=True)
class DecreeWords:
    """What is typed for the draft; an empty text leaves a place to fill in.

    `capacity`, `name` and `nip` are the signatory's, `more` further points of the decision, one
    a line.
    """

    number: str = ""
    on: date | None = None
    place: str = ""
    capacity: str = ""
    name: str = ""
    nip: str = ""
    more: str = ""

    def plain(self) -> dict[str, Json]:
        """The same as a document's content keeps it."""
        return asdict(self) | {"on": self.on.isoformat() if self.on else ""}


def decree_data(season: Season, words: DecreeWords, *, draft: int) -> dict[str, Json]:
    """The draft, with its list as an attachment of the same file: both are signed together."""
    instrument = instrument_of(season)
    with override(LANGUAGE):
        framed = frame(
            season,
            title=_("Rancangan Keputusan tentang Penetapan Penerima Penghargaan"),
            on=words.on or timezone.localdate(),
        )
        return {
            **framed,
            "provisional": True,
            "year": season.year,
            "draft": draft,
            "words": words.plain(),
            "more": [line.strip() for line in words.more.splitlines() if line.strip()],
            "instrument": f"{instrument.title} ({instrument.code}, versi {instrument.version})",
            "instrument_digest": instrument.digest,
            "laureates": rows_of(season, awarded_now(season)),
            "units": season.applications.count(),
            "digest": list_digest(season),
        }
