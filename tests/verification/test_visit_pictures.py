"""Drawing what may be shown of a visit's photos, and what a repair round suggests."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from directory.actors import Actor
from directory.enums import RoleKind
from record.domain import jobs
from record.enums import JobState
from record.models import Job
from tests.directory.factories import make_holder, signed_in
from tests.verification.situations import Scene
from verification.domain.intake import Upload
from verification.domain.visit_notes import add_photo
from verification.domain.visit_pictures import DRAW_JOB, draw
from verification.models import Visit, VisitPhoto, VisitPicture
from verification.queries.repairs import suggested_repairs

pytestmark = pytest.mark.django_db


def jpeg() -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Kamera rahasia"
    Image.radial_gradient("L").convert("RGB").save(file, "JPEG", exif=exif)
    return file.getvalue()


def taken(scene: Scene, data: bytes, name: str = "loket.jpg") -> VisitPhoto:
    scene.visit()
    upload = Upload(file=io.BytesIO(data), size=len(data), name=name, begun_at=timezone.now())
    return add_photo(
        visit_id=Visit.objects.get().pk, indicator="", upload=upload, by=Actor(scene.member)
    )


def drawn(photo: VisitPhoto) -> Job:
    job = Job.objects.get(kind=DRAW_JOB, subject=str(photo.pk))
    claimed = jobs.claim(job.pk, owner="here")
    assert claimed is not None
    draw(claimed)
    job.refresh_from_db()
    return job


def test_a_photo_is_shown_only_as_our_own_picture() -> None:
    scene = Scene()
    photo = taken(scene, jpeg())
    assert drawn(photo).state == JobState.DONE
    assert set(VisitPicture.objects.values_list("name", flat=True)) == {"preview", "thumbnail"}
    client = signed_in(scene.place.head)
    address = reverse("verification:visit_photo", args=[photo.pk, "thumbnail"])
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "image/webp"
    assert b"Kamera" not in answer.getvalue()
    assert (
        address in client.get(reverse("verification:visit", args=[photo.visit_id])).content.decode()
    )
    for stranger in (make_holder(RoleKind.REGION_HEAD, region="papua"), scene.place.verifier()):
        assert signed_in(stranger).get(address).status_code == 404


def test_a_damaged_photo_stays_a_name_in_a_list() -> None:
    photo = taken(Scene(), jpeg()[:400])
    assert drawn(photo).state == JobState.DONE
    assert not VisitPicture.objects.exists()


def test_what_is_missing_is_suggested_for_repair() -> None:
    scene = Scene()
    suggested = suggested_repairs(scene.application)
    assert suggested[scene.indicators[0]] == ["too_few"]
