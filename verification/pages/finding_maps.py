"""Heat maps of a picture's compression, made when somebody asks: pictures to look at, no more."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from verification.domain.drawing import MAPS
from verification.domain.intake import in_language
from verification.models import Finding
from verification.queries.drawings import Progress, asked_for
from workers.checks.explanations import reason_text
from workers.checks.kinds import KINDS, PICTURE

WORDS = {
    "grid": _("Kisi JPEG: yang terang tidak sejalan dengan kisi seluruh gambar."),
    "double_quantisation": _("Kompresi ganda: yang terang punya riwayat kompresi lain."),
    "ghost": _("Bayangan kompresi: yang terang pernah disimpan dengan mutu lain."),
    "error_level": _("Tingkat galat: yang terang berubah banyak bila disimpan ulang."),
}


@dataclass(frozen=True)
class Map:
    """One map with what it shows, in words; its size in pixels."""

    url: str
    width: int
    height: int
    words: str


@dataclass(frozen=True)
class Maps:
    """The maps of one file; `reason` says why there are none."""

    maps: tuple[Map, ...] = ()
    waiting: bool = False
    reason: str = ""


def maps_of(finding: Finding) -> Maps | None:
    """The maps of the finding's file as far as they are made; None for another kind of file."""
    if KINDS[finding.version.kind].family != PICTURE:
        return None
    drawn = asked_for(finding.version, MAPS)
    if drawn.progress is Progress.FAILED:
        return Maps(reason=in_language(reason_text(drawn.reason)))
    made = tuple(
        Map(
            url=reverse("verification:finding_drawing", args=[finding.pk, each.pk]),
            width=each.width,
            height=each.height,
            words=str(WORDS.get(each.name, each.name)),
        )
        for each in drawn.pictures
    )
    return Maps(maps=made, waiting=drawn.progress is Progress.WAITING)
