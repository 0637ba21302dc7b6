"""The field visit, its notes and photos, and its waiver."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from award.enums import State
from award.errors import NotAllowed, Refused
from award.given import Given
from directory.actors import Actor
from directory.queries.roles import today
from record.models import LedgerEntry
from tests.verification.situations import Scene, put
from verification.domain.intake import Upload
from verification.domain.visit_notes import add_photo, observe
from verification.domain.visiting import amend_visit, record_visit, waive_visit
from verification.guards import visit_done
from verification.models import Visit, VisitObservation, VisitPhoto, VisitWaiver

pytestmark = pytest.mark.django_db
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 60


@pytest.fixture
def scene() -> Scene:
    return Scene()


def done(scene: Scene) -> list[str]:
    return visit_done(scene.application, Given(by=Actor(None), at=timezone.now()))


def visited(scene: Scene) -> Visit:
    scene.visit()
    return Visit.objects.get()


def photo(data: bytes = JPEG, name: str = "loket.jpg") -> Upload:
    return Upload(file=io.BytesIO(data), size=len(data), name=name, begun_at=timezone.now())


def test_a_visit_is_recorded_and_its_people_stay_out_of_the_ledger(scene: Scene) -> None:
    assert done(scene) != []
    visit = visited(scene)
    assert done(scene) == []
    entry = LedgerEntry.objects.get(subject=f"visit:{visit.pk}")
    assert "Kepala Bapas" not in entry.body


def test_a_visit_that_is_sent_twice_is_one(scene: Scene) -> None:
    visit = visited(scene)
    scene.visit()
    assert Visit.objects.get() == visit
    assert LedgerEntry.objects.filter(kind="visit_recorded").count() == 1
    Visit.objects.update(at=timezone.now() - timedelta(minutes=2))
    scene.visit()
    assert Visit.objects.count() == 2


@pytest.mark.parametrize(("days", "present"), [(1, "Tim"), (0, "  ")])
def test_a_visit_to_come_or_without_people(scene: Scene, days: int, present: str) -> None:
    on = today() + timedelta(days=days)
    with pytest.raises(Refused):
        record_visit(
            application_id=scene.application.pk, on=on, present=present, summary="",
            by=Actor(scene.leader),
        )  # fmt: skip


def test_a_visit_may_come_before_the_evidence_and_stays_through_a_repair() -> None:
    scene = Scene(State.EVIDENCE_OPEN)
    visited(scene)
    put(scene.application, State.UNDER_VERIFICATION, verification_round=3, repair_round=2)
    assert done(scene) == []


@pytest.mark.parametrize("state", [State.SELF_ASSESSED, State.VERIFIED, State.IN_SCORING])
def test_no_visit_outside_verification(scene: Scene, state: State) -> None:
    put(scene.application, state)
    with pytest.raises(Refused):
        scene.visit()


def test_its_head_is_mended_by_version(scene: Scene) -> None:
    visit = visited(scene)
    given: dict[str, Any] = {
        "visit_id": visit.pk,
        "on": today(),
        "summary": "",
        "by": Actor(scene.member),
    }
    mended = amend_visit(present="Kepala dan operator", expected_version=1, **given)
    assert (mended.version, mended.by) == (2, scene.member)
    with pytest.raises(Refused, match=scene.member.name):
        amend_visit(present="Lain", expected_version=1, **given)
    kinds = LedgerEntry.objects.filter(subject=f"visit:{visit.pk}").values_list("kind", flat=True)
    assert list(kinds) == ["visit_recorded", "visit_amended"]


def test_observations_only_grow(scene: Scene) -> None:
    visit = visited(scene)
    code = scene.indicators[0]
    by = Actor(scene.member)
    observe(visit_id=visit.pk, indicator=code, text="Papan sudah pudar", by=by)
    observe(visit_id=visit.pk, indicator=code, text="Papan diganti siang itu", by=by)
    assert VisitObservation.objects.count() == 2
    for given in ({"indicator": code, "text": " "}, {"indicator": "x", "text": "y"}):
        with pytest.raises(Refused):
            observe(visit_id=visit.pk, by=by, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitObservation.objects.all().delete()


def test_a_photo_is_kept_once(scene: Scene) -> None:
    visit = visited(scene)
    given: dict[str, Any] = {
        "visit_id": visit.pk,
        "indicator": scene.indicators[0],
        "by": Actor(scene.member),
    }
    first = add_photo(upload=photo(), **given)
    assert add_photo(upload=photo(name="lagi.jpg"), **given) == first
    assert VisitPhoto.objects.count() == 1
    assert first.kind == "jpeg"


@pytest.mark.parametrize(
    "upload",
    [
        photo(b""),
        photo(b"%PDF-1.7 x", "a.jpg"),
        photo(b"%PDF-1.7 x", "a.pdf"),
        photo(JPEG, "a.png"),
    ],
)
def test_what_is_no_photo(scene: Scene, upload: Upload) -> None:
    visit = visited(scene)
    with pytest.raises(Refused):
        add_photo(visit_id=visit.pk, indicator="", upload=upload, by=Actor(scene.member))
    assert not VisitPhoto.objects.exists()


def test_strangers_add_nothing(scene: Scene) -> None:
    visit = visited(scene)
    by = Actor(scene.place.verifier())
    code = scene.indicators[0]
    with pytest.raises(NotAllowed):
        observe(visit_id=visit.pk, indicator=code, text="x", by=by)
    with pytest.raises(NotAllowed):
        add_photo(visit_id=visit.pk, indicator=code, upload=photo(), by=by)
    with pytest.raises(NotAllowed):
        amend_visit(
            visit_id=visit.pk, on=today(), present="x", summary="", expected_version=1, by=by
        )


def test_the_kanwil_head_waives_the_visit_once_with_a_reason(scene: Scene) -> None:
    pk, head = scene.application.pk, Actor(scene.place.head)
    with pytest.raises(NotAllowed):
        waive_visit(application_id=pk, reason="Banjir", by=Actor(scene.leader))
    with pytest.raises(Refused, match="Alasan"):
        waive_visit(application_id=pk, reason="", by=head)
    waive_visit(application_id=pk, reason="Banjir", by=head)
    assert done(scene) == []
    with pytest.raises(Refused, match="sudah dikecualikan"):
        waive_visit(application_id=pk, reason="Lagi", by=head)
    assert VisitWaiver.objects.get().by == scene.place.head
