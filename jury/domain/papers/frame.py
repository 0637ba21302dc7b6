"""What every paper of the centre begins with."""

from datetime import date
from pathlib import Path

from award.models import Season
from award.queries.instruments import instrument_of
from record.canonical import Json

FOLDER = Path(__file__).resolve().parents[2] / "documents"
LIMIT = 20 * 2**20  # bytes; far above any of these documents
ISSUER = ["Kementerian Hukum dan Hak Asasi Manusia", "Direktorat Jenderal Hak Asasi Manusia"]
LANGUAGE = "id"


def frame(season: Season, *, title: str, on: date, number: str = "") -> dict[str, Json]:
    """Title, day, number and letterhead, and whether provisional values stand behind it."""
    framed: dict[str, Json] = {
        "title": title,
        "language": LANGUAGE,
        "date": on.isoformat(),
        "issuer": list[Json](ISSUER),
        "provisional": instrument_of(season).provisional,
        "season": season.name,
    }
    return {**framed, "number": number} if number else framed
