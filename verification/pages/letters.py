"""The number and the date of a letter, as the form of an upload brings them."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from award.errors import Refused
from verification.domain.intake import LONGEST_NUMBER, Letter
from workers.checks.scans.letter import day_in

NUMBER, DATE = "letter_number", "letter_date"


def letter_of(request: HttpRequest, files: int) -> Letter:
    """Return what the sender says that the letter bears, nothing where nothing was typed.

    Raises Refused for a date that is none, a number too long, and for several files at once.
    """
    number = " ".join(request.POST.get(NUMBER, "").split())
    typed = request.POST.get(DATE, "").strip()
    if not number and not typed:
        return Letter()
    if files > 1:
        raise Refused([_("Nomor dan tanggal surat berlaku untuk satu berkas. Kirim satu saja.")])
    if len(number) > LONGEST_NUMBER:
        text = _("Nomor surat paling panjang %(count)d huruf.")
        raise Refused([text % {"count": LONGEST_NUMBER}])
    return Letter(number=number, day=_day(typed))


def _day(typed: str) -> date | None:
    """A browser sends 2026-01-31; where it offers no calendar, people write in words."""
    day = day_in(typed)
    if typed and day is None:
        raise Refused([_("Tanggal surat tidak terbaca. Tulis seperti 31 Januari 2026.")])
    return day
