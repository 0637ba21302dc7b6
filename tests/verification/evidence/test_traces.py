"""One camera in two far units on one day, and documents that grew out of one."""

from decimal import Decimal
from typing import Any

import pytest

from award.models import Application
from directory.models import Unit
from tests.verification.evidence.world import checked, make_application
from tests.workers.checks import makers
from tests.workers.checks.office.test_office import core, settings
from verification.models import Finding, Trace

pytestmark = pytest.mark.django_db
_DETAIL = 0x8769


def placed(latitude: str, longitude: str) -> Application:
    application = make_application()
    place = {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}
    Unit.objects.filter(pk=application.unit_id).update(**place)
    return Application.objects.get(pk=application.pk)


def taken_with(number: str, name: str, day: str = "2024:05:01") -> bytes:
    tags = makers.exif(taken=f"{day} 10:00:00")
    tags.get_ifd(_DETAIL)[0xA431] = number
    return makers.jpeg(name, exif=tags)


def about(*kinds: str) -> list[tuple[Any, Any]]:
    rows = Finding.objects.filter(kind__in=kinds).order_by("at", "pk")
    return [(f.version, f.other) for f in rows]


def test_one_camera_in_two_far_units_is_a_question_about_both() -> None:
    one = checked(placed("-6.2", "106.8"), taken_with("0123456", "astronaut.png"))
    two = checked(placed("3.6", "98.7"), taken_with("0123456", "coffee.png"))
    assert set(about("same_camera")) == {(one, two), (two, one)}
    assert not Trace.objects.filter(digest__contains="0123456").exists()
    finding = two.findings.get(kind="same_camera")
    assert finding.severity == "medium"
    assert one.item.application.unit.name not in finding.explanation_id


@pytest.mark.parametrize(
    ("place", "number", "day"),
    [
        (("-6.6", "106.8"), "0123456", "2024:05:01"),
        (("3.6", "98.7"), "7654321", "2024:05:01"),
        (("3.6", "98.7"), "0123456", "2024:05:03"),
    ],
)
def test_near_units_other_cameras_and_other_days(
    place: tuple[str, str], number: str, day: str
) -> None:
    checked(placed("-6.2", "106.8"), taken_with("0123456", "astronaut.png"))
    checked(placed(*place), taken_with(number, "coffee.png", day))
    assert about("same_camera") == []


def document(*revisions: str, author: str = "Sri") -> bytes:
    parts = {"docProps/core.xml": core(author=author), "word/settings.xml": settings(*revisions)}
    return makers.office("docx", parts)


def test_a_document_of_another_unit_worked_on() -> None:
    shared = ("00A10001", "00A10002", "00A10003")
    one = checked(make_application(), document(*shared), name="sop.docx")
    two = checked(make_application(), document(*shared, "00B10001", author="B"), name="sop.docx")
    assert set(about("same_document")) == {(one, two), (two, one)}


def test_a_form_that_everybody_was_sent_asks_nothing() -> None:
    """The first two are alike by chance of order; from the third on it is known to be common."""
    shared = ("00A10001", "00A10002", "00A10003")
    for number in range(3):
        own = f"00B1000{number}"
        checked(make_application(), document(*shared, own), name="formulir.docx")
    assert len(about("same_document")) == 2
