"""What a unit's people do in the demo."""

import io
import zlib
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from award.domain.self_assessment import save_answer, submit_self_assessment
from award.domain.transitions import transit
from award.models import Application
from award.queries.instruments import indicators_of
from criteria.instrument import Indicator
from directory.enums import RoleKind
from verification.domain.answers import answer
from verification.domain.evidence import receive
from verification.domain.intake import Upload
from verification.queries.findings import unanswered
from verification.queries.receipts import Receipt
from workers.demo.cast import Cast
from workers.demo.forgeries import altered_list, cloned, cropped
from workers.demo.pictures import photograph, recompressed
from workers.demo.plans import Plan

PHOTOS = 3


def answer_all(cast: Cast, application: Application, plan: Plan, *, leave: int = 0) -> None:
    """The operator answers every indicator but the last `leave`; the best answer where met."""
    operator = cast.actor(RoleKind.UNIT_OPERATOR, application.unit.work_unit_code)
    met = {indicator.code for indicator in _met(application, plan)}
    indicators = indicators_of(application)
    for indicator in indicators[: len(indicators) - leave]:
        scale = indicator.scale
        best = max(scale.answers, key=lambda answer: answer.points)
        save_answer(
            application_id=application.pk,
            indicator=indicator.code,
            value=best.code if indicator.code in met else scale.unmet,
            note="",
            expected_version=0,
            by=operator,
        )


def send_self_assessment(cast: Cast, application: Application) -> Application:
    """The head sends it with the statement of truth."""
    return submit_self_assessment(
        application_id=application.pk,
        by=cast.actor(RoleKind.UNIT_HEAD, application.unit.work_unit_code),
        expected_version=application.version,
        statement=True,
    )


def upload_all(cast: Cast, application: Application, plan: Plan, *, only: int = 99) -> None:
    """Three photographs for each indicator that is met, of the first `only`; forged ones too."""
    for indicator in list(_met(application, plan))[:only]:
        for number in range(PHOTOS):
            upload(cast, application, indicator, number, _photo(application, indicator, number))
    if plan.forged:
        _plant(cast, application, plan)


def upload(
    cast: Cast,
    application: Application,
    indicator: Indicator,
    number: int,
    photo: bytes,
    *,
    kind: str = "jpg",
    replaces: UUID | None = None,
) -> Receipt:
    """The operator hands in one file, as the next version of the item it replaces, if any."""
    return receive(
        application_id=application.pk,
        indicator=indicator.code,
        upload=Upload(
            file=io.BytesIO(photo),
            size=len(photo),
            name=f"{indicator.code}-{number + 1}.{kind}",
            begun_at=timezone.now(),
        ),
        by=cast.actor(RoleKind.UNIT_OPERATOR, application.unit.work_unit_code),
        replaces=replaces,
    )


def send_evidence(cast: Cast, application: Application) -> Application:
    """The head sends the evidence."""
    return transit(
        application_id=application.pk,
        edge="submit_evidence",
        by=cast.actor(RoleKind.UNIT_HEAD, application.unit.work_unit_code),
        expected_version=application.version,
    )


def withdraw(cast: Cast, application: Application) -> Application:
    """The head withdraws."""
    return transit(
        application_id=application.pk,
        edge="withdraw",
        by=cast.actor(RoleKind.UNIT_HEAD, application.unit.work_unit_code),
        expected_version=application.version,
        reason="Gedung layanan direnovasi sepanjang tahun ini.",
    )


def _met(application: Application, plan: Plan) -> Iterator[Indicator]:
    """The first facilities as many as planned, and the other criteria where they are met."""
    facilities = 0
    for indicator in indicators_of(application):
        if indicator.criterion != "facilities":
            if plan.others:
                yield indicator
        elif facilities < plan.met:
            facilities += 1
            yield indicator


def _photo(application: Application, indicator: Indicator, number: int) -> bytes:
    unit = application.unit
    words = f"{unit.work_unit_code} {application.season.year} {indicator.code} {number}"
    scene = zlib.crc32(words.encode())
    place = None
    if unit.latitude is not None and unit.longitude is not None:
        place = (float(unit.latitude), float(unit.longitude))
    taken = timezone.localtime(timezone.now() - timedelta(hours=2 + number))
    return photograph(scene=scene, taken=taken, place=place)


def _plant(cast: Cast, application: Application, plan: Plan) -> None:
    """A photograph used again after a messenger, an edited one, one from far away, one with a part
    that stands in it twice, and a list whose number was changed afterwards.

    The scene's number is the year's, so this year's edited picture, cut at its edges, is last
    year's far one, of another unit.
    """
    first, second, *_rest = list(_met(application, plan))
    taken = timezone.localtime(timezone.now() - timedelta(hours=1))
    year = application.season.year
    upload(cast, application, second, 3, recompressed(_photo(application, first, 0)))
    edited = photograph(scene=year, taken=taken, editor="Adobe Photoshop 25.0")
    upload(cast, application, first, 4, edited)
    upload(cast, application, second, 5, cropped(photograph(scene=year, taken=taken)))
    far = photograph(scene=year + 1, taken=taken - timedelta(days=900), place=(-6.2, 106.8))
    upload(cast, application, first, 5, far)
    upload(cast, application, second, 6, cloned(_photo(application, first, 1)))
    upload(cast, application, second, 7, altered_list(), kind="pdf")


def answer_team(cast: Cast, application: Application) -> None:
    """The operator answers what the team asked about a file."""
    for finding in unanswered().filter(version__item__application=application):
        answer(
            finding_id=finding.pk,
            text="Foto ini diambil petugas kami bulan lalu; berkas aslinya ada pada arsip humas.",
            by=cast.actor(RoleKind.UNIT_OPERATOR, application.unit.work_unit_code),
        )
