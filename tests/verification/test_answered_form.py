"""The self-assessment on paper: the annex's columns, a draft marked, nothing told too early."""

import io
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.models import Answer, Application, Claim, StatementOfTruth
from award.queries.answers import claims_of
from award.queries.instruments import indicators_of
from directory.enums import RoleKind
from directory.models import Role
from directory.queries.roles import today
from tests.award.stages import head_of
from tests.directory.factories import make_holder, signed_in
from tests.support.exported import body
from tests.verification.evidence.world import hand_in, photo
from tests.verification.situations import BY_CENTRE, Scene, make_application, make_season
from verification.pages.answered_form import form_data

pytestmark = pytest.mark.django_db


def page_of(application: Application) -> str:
    return reverse("verification:answered_form", args=[application.pk])


def text_of(browser: Client, application: Application) -> str:
    document = pypdfium2.PdfDocument(body(browser.get(page_of(application))))
    pages = (page.get_textpage().get_text_bounded() for page in document)
    return " ".join(" ".join(pages).split())


def test_a_draft_is_the_units_alone_and_marked() -> None:
    season = make_season(self_assessment_due=5)
    row = make_application(season, state=State.DRAFT, claims=False)
    head = make_holder(RoleKind.UNIT_HEAD, unit=row.unit)
    indicator = indicators_of(row)[0]
    Answer.objects.create(
        application=row, indicator=indicator.code, value=indicator.scale.answers[0].code,
        note="Ruang #lobi [baru]", updated_by=head, updated_at=timezone.now(),
    )  # fmt: skip
    shown = text_of(signed_in(head), row)
    for words in ("DRAF", "Ruang #lobi [baru]", row.unit.name, "Data pendukung", "a. "):
        assert words in shown
    assert "Dinyatakan di dalam aplikasi" not in shown
    secretariat = signed_in(make_holder(RoleKind.REGION_SECRETARIAT, region=row.region))
    answer = secretariat.get(page_of(row))
    assert answer.status_code == 422
    assert "Ruang" not in answer.content.decode()


def test_what_was_sent_has_marks_files_and_the_acting_heads_title() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    row, head = scene.application, head_of(scene.application)
    first, second = indicators_of(row)[:2]
    hand_in(row, photo(1), indicator=first.code, name="a.jpg", by=head)
    Claim.objects.create(
        application=row, indicator=second.code, version=2, value=second.scale.unmet, gap=True,
        reason="-", by=head, at=timezone.now(),
    )  # fmt: skip
    StatementOfTruth.objects.create(
        application=row, application_version=2, text="Isian ini benar.", digest="0" * 64,
        by=head, at=timezone.now(),
    )  # fmt: skip
    Role.objects.filter(person=head).update(
        acting=True, acting_as="plt", ends=today() + timedelta(days=5)
    )
    data = form_data(row, claims_of(row))
    one, two = data["parts"][0]["rows"][:2]
    columns = data["parts"][0]["answers"]
    assert columns == [str(answer.text) for answer in first.scale.answers]
    assert (one["marks"], one["evidence"]) == (["X", *[""] * (len(columns) - 1)], "1 berkas")
    assert (two["marks"][-1], two["evidence"]) == ("X", "Dinyatakan belum ada")
    shown = text_of(signed_in(head), row)
    for words in (
        "Isian ini benar.",
        "Dinyatakan di dalam aplikasi",
        "Plt. Kepala UPT",
        head.name,
        "1 berkas",
    ):
        assert words in shown
    assert "DRAF" not in shown
    assert text_of(signed_in(scene.place.verifiers[0]), row) == shown


def test_each_group_has_the_answers_of_its_own_scale() -> None:
    """Annex 1 of 27/2018: Ada/Proses/Tidak, Ada/Tidak, Patuh/Cukup patuh/Kurang patuh."""
    row = make_application(make_season(BY_CENTRE), state=State.SELF_ASSESSED)
    parts = form_data(row, claims_of(row))["parts"]
    assert {len(part["answers"]) for part in parts} == {2, 3}
    assert [part["title"][:2] for part in parts] == [f"{c}." for c in "abcdefgh"[: len(parts)]]
    assert sum(len(part["rows"]) for part in parts) == len(indicators_of(row))
    for part in parts:
        assert all(row["marks"].count("X") == 1 for row in part["rows"])


def test_it_is_tagged_for_keeps_and_never_opened_in_place() -> None:
    row = Scene(state=State.EVIDENCE_OPEN).application
    answer = signed_in(head_of(row)).get(page_of(row))
    assert answer.headers["Content-Type"] == "application/pdf"
    name = f"formulir-{row.season.year}-{row.unit.work_unit_code}.pdf"
    assert re.fullmatch(rf'attachment; filename="{name}"', answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(body(answer))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfuaid:part"]) == ("2", "1")


def test_no_juror_and_no_other_unit_gets_it() -> None:
    row = Scene(state=State.EVIDENCE_OPEN).application
    for kind, status in (
        (RoleKind.JURY_CHAIR, 403),
        (RoleKind.JUROR, 404),
        (RoleKind.UNIT_HEAD, 404),
    ):
        assert signed_in(make_holder(kind)).get(page_of(row)).status_code == status
