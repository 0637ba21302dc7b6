"""What may be asked about a unit's evidence, told to the unit before it sends.

Only what the unit may know of: its own files, and the questions that were put to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from award.checklist import Advice, Look, Part
from award.enums import State
from award.models import Application
from award.obstacle import Obstacle, leading_to
from award.queries.instruments import indicator_names
from verification.domain.sight import Sight
from verification.domain.upload_rules import upload_states
from verification.enums import CheckState
from verification.models import EvidenceVersion, Finding
from verification.pages.evidence_rows import groups
from verification.pages.file_words import is_settled, item_title, reasons_words
from verification.pages.findings_rows import title_for_unit
from verification.pages.slots import Group
from verification.queries.dubious import SAME_FILE, undated_photos, used_twice
from verification.queries.evidence import live_versions_of
from verification.queries.findings import (
    about_live_files,
    shown_to_unit,
    still_open,
    unanswered,
)
from verification.queries.repairs import untouched

OF_THE_UNIT = Sight(for_unit=True, is_head=False, judges=False)
Names = Mapping[str, str]


def evidence_look(application: Application) -> Look:
    """How far the evidence is, and what may be asked about it."""
    if application.state not in upload_states(application):
        return Look(title=_("Data dukung"), parts=[])
    slots = groups(application, OF_THE_UNIT)
    page = reverse("verification:evidence", args=[application.pk])
    return Look(
        title=_("Data dukung"),
        parts=[
            Part(
                title=str(group.criterion.title),
                url=f"{page}#{group.criterion.code}",
                there=group.complete,
                needed=len(group.slots),
            )
            for group in slots
        ],
        advice=[advice for advice in _advice(application, slots) if advice.points],
    )


def _advice(application: Application, slots: Sequence[Group]) -> Iterator[Advice]:
    """What is pressing first; what has no points is left out by who asks."""
    names = indicator_names(application)
    files = [v for v in live_versions_of(application) if _can_mend(application, v)]
    yield _untouched(application, names)
    yield from _questions(application, names)
    yield from _checks(files, names)
    if application.state != State.EVIDENCE_OPEN:  # there a guard says so
        yield _without_files(slots, names)
    yield _declared(application, slots, names)
    yield _twice(application, files, names)
    yield Advice(
        title=_("Foto tanpa tanggal pengambilan"),
        why=_(
            "Tim tidak dapat melihat kapan foto ini diambil. Unggah langsung berkas dari kamera; "
            "foto yang dikirim lewat aplikasi pesan kehilangan tanggalnya."
        ),
        points=_files(undated_photos(files), names),
    )


def _can_mend(application: Application, version: EvidenceVersion) -> bool:
    return _is_open(application, version.item.indicator)


def _is_open(application: Application, indicator: str) -> bool:
    """In a repair round nothing is advised about what is not open to the unit."""
    return not application.in_repair or indicator in application.open_indicators


def _untouched(application: Application, names: Names) -> Advice:
    return Advice(
        title=_("Diminta diperbaiki, tetapi belum diubah"),
        why=_("Bila dikirim begini, tim menilai yang ada."),
        points=[
            leading_to(names[code], "verification:indicator", application.pk, code)
            for code in untouched(application)
        ],
    )


def _questions(application: Application, names: Names) -> Iterator[Advice]:
    told = shown_to_unit(application).select_related("version__item")
    asked = list(told.filter(pk__in=unanswered().values("pk")))
    yield Advice(
        title=_("Pertanyaan tim yang belum Anda jawab"),
        why=_("Penjelasan Anda membantu tim memutuskan."),
        points=[
            leading_to(_named(found, names), "verification:finding", found.pk) for found in asked
        ],
    )
    rest = about_live_files(still_open(told)).exclude(kind=SAME_FILE)
    yield Advice(
        title=_("Catatan pemeriksaan berkas"),
        why=_(
            "Catatan ini belum berarti ada kesalahan, tetapi tim dapat menanyakannya. "
            "Ganti berkasnya bila ada yang lebih baik."
        ),
        points=[
            leading_to(_named(found, names), "verification:evidence_item", found.version.item_id)
            for found in rest.exclude(pk__in=[found.pk for found in asked]).order_by("at", "pk")
            if _can_mend(application, found.version)
        ],
    )


def _named(finding: Finding, names: Names) -> str:
    return f"{item_title(finding.version.item, names)}: {title_for_unit(finding)}"


def _checks(files: Sequence[EvidenceVersion], names: Names) -> Iterator[Advice]:
    """What the machine could not look at, or not yet."""
    failed = [v for v in files if v.checking.state == CheckState.UNCHECKED or v.checking.sealed]
    yield Advice(
        title=_("Berkas yang tidak dapat diperiksa"),
        why=_("Buka berkasnya untuk melihat sebabnya, lalu unggah penggantinya bila dapat."),
        points=[_file(version, names, _why_not(version)) for version in failed],
    )
    yield Advice(
        title=_("Berkas yang masih diperiksa"),
        why=_("Tunggu sebentar lalu buka lagi halaman ini: mungkin masih ada catatan."),
        points=_files([v for v in files if not is_settled(v.checking)], names),
    )


def _why_not(version: EvidenceVersion) -> str:
    if version.checking.sealed:
        return _("disegel karena berisi program berbahaya, tidak dihitung")
    return reasons_words(version.checking)


def _without_files(slots: Sequence[Group], names: Names) -> Advice:
    """What was answered so that it needs files, and has too few of them."""
    return Advice(
        title=_("Jawaban yang belum didukung berkas"),
        why=_("Berkas dapat diunggah sekarang, atau nanti sebelum data dukung dikirim."),
        points=[
            Obstacle(f"{names[slot.indicator.code]}: {slot.lacks}", slot.url)
            for group in slots
            for slot in group.slots
            if slot.answer and slot.missing
        ],
    )


def _declared(application: Application, slots: Sequence[Group], names: Names) -> Advice:
    """What the unit declared that it cannot show, so that its head sees it before sending."""
    return Advice(
        title=_("Dinyatakan belum ada data dukungnya"),
        why=_("Tim menilainya tanpa berkas. Bila berkasnya ternyata ada, unggah sebelum dikirim."),
        points=[
            Obstacle(names[slot.indicator.code], slot.url)
            for group in slots
            for slot in group.slots
            if slot.gap and _is_open(application, slot.indicator.code)
        ],
    )


def _twice(application: Application, files: Sequence[EvidenceVersion], names: Names) -> Advice:
    by_bytes: dict[str, list[EvidenceVersion]] = defaultdict(list)
    for version in used_twice(application, files):
        by_bytes[version.blob_id].append(version)
    text = _("%(file)s, sama dengan %(first)s")
    return Advice(
        title=_("Berkas yang sama dipakai lebih dari sekali"),
        why=_("Setiap indikator sebaiknya didukung berkasnya sendiri."),
        points=[
            leading_to(
                text % {"file": item_title(again.item, names), "first": first},
                "verification:evidence_item",
                again.item_id,
            )
            for versions in by_bytes.values()
            for first in [item_title(versions[0].item, names)]
            for again in versions[1:]
        ],
    )


def _files(versions: Iterable[EvidenceVersion], names: Names) -> list[Obstacle]:
    return [_file(version, names, "") for version in versions]


def _file(version: EvidenceVersion, names: Names, more: str) -> Obstacle:
    title = item_title(version.item, names)
    text = f"{title}: {more}" if more else title
    return leading_to(text, "verification:evidence_item", version.item_id)
