"""The dossier as PDF/A, tagged: of which moment it is, and who took it away."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import Person
from jury.domain.papers.frame import FOLDER, ISSUER
from jury.pages.dossier.whole import Dossier
from record.dates import moment_text
from record.domain.documents import render


def dossier_pdf(found: Dossier, reader: Person) -> bytes:
    """The PDF in the reader's language. Raises DocumentError."""
    return render(FOLDER / "dossier.typ", dossier_data(found, reader))


def dossier_data(found: Dossier, reader: Person) -> dict[str, Any]:
    """What the template places."""
    secret = _(
        "DI BAWAH EMBARGO. Berkas ini memuat keadaan, nilai, atau keputusan yang belum diumumkan."
        " Jangan diteruskan."
    )
    return {
        "title": _("Ikhtisar pengajuan"),
        "language": "en" if (get_language() or "id").startswith("en") else "id",
        "date": timezone.localdate().isoformat(),
        "issuer": ISSUER,
        "provisional": found.provisional,
        "embargo": secret if found.embargoed else "",
        "words": {"fact": _("Hal"), "content": _("Isi"), "unit": _("UPT")},
        "unit": [
            *found.unit,
            [_("Diambil oleh"), reader.name],
            [_("Diambil pada"), moment_text(timezone.now())],
        ],
        "parts": [part.printed for part in found.parts],
    }
