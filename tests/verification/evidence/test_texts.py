"""A text copied from another unit becomes a question to both, and neither learns of the other."""

import pytest
from django.urls import reverse
from django.utils import timezone

from bench.office_texts import changed, write
from directory.actors import Actor
from tests.directory.factories import signed_in
from tests.verification.evidence.test_checking import claim_of
from tests.verification.evidence.world import (
    SECOND,
    checked,
    hand_in,
    head_of,
    make_application,
    make_season,
    make_team,
    photo,
)
from tests.workers.checks.texts.documents import docx
from verification.domain.checking import check, look
from verification.domain.findings import decide
from verification.enums import CheckState, Verdict
from verification.models import DocumentText, EvidenceVersion, Finding, TextMark

pytestmark = pytest.mark.django_db
NAME = "sop.docx"


def pairs() -> list[tuple[object, object, str, str]]:
    rows = Finding.objects.filter(kind__startswith="text_").order_by("at", "pk")
    return [(f.version, f.other, f.kind, f.severity) for f in rows]


def test_a_copy_from_another_unit_asks_about_both_files() -> None:
    one = checked(make_application(), docx(write(1).whole), name=NAME)
    two = checked(make_application(), docx(changed(write(1), 1, 0.1).whole), name=NAME)
    assert {(v, o) for v, o, _, _ in pairs()} == {(one, two), (two, one)}
    assert {kind for _, _, kind, _ in pairs()} == {"text_copied_other_unit"}
    one.checking.refresh_from_db()
    assert one.checking.state == CheckState.FLAGGED


def test_each_has_its_own_passage_first() -> None:
    one = checked(make_application(), docx(write(1).whole), name=NAME)
    two = checked(make_application(), docx(changed(write(1), 1, 0.1).whole), name=NAME)
    texts = {row.version_id: row.text for row in DocumentText.objects.all()}
    for version, other in ((one, two), (two, one)):
        for passage in version.findings.get(other=other).facts["passages"]:
            assert passage["own"]["text"] in texts[version.pk]
            assert passage["other"]["text"] in texts[other.pk]


def test_the_words_to_a_unit_name_no_other() -> None:
    one = checked(make_application(), docx(write(1).whole), name=NAME)
    checked(make_application(), docx(changed(write(1), 1, 0.1).whole), name=NAME)
    names = {str(v.item.application.unit.name) for v in EvidenceVersion.objects.all()}
    for finding in Finding.objects.all():
        assert not any(name in finding.explanation_id for name in names)
        assert not any(
            p["own"]["text"] in finding.explanation_id for p in finding.facts["passages"]
        )
    assert one.findings.count() == 1


def test_last_year_s_own_text_is_a_note() -> None:
    before = make_application(make_season(2025))
    one = checked(before, docx(write(1).whole), name=NAME)
    now = make_application(make_season(2026), unit=before.unit)
    two = checked(now, docx(changed(write(1), 1, 0.1).whole), name=NAME)
    assert pairs() == [(two, one, "text_copied_other_season", "info")]
    assert two.checking.state == CheckState.DONE


def test_another_indicator_s_text_is_a_note() -> None:
    application = make_application()
    one = checked(application, docx(write(1).whole), name=NAME)
    copy = docx(changed(write(1), 1, 0.1).whole)
    two = checked(application, copy, name=NAME, indicator=SECOND)
    assert pairs() == [(two, one, "text_copied_same_application", "info")]


def test_a_form_of_many_units_asks_no_further() -> None:
    for number in range(8):
        checked(make_application(), docx(changed(write(1), number, 0.05).whole), name=NAME)
    last = EvidenceVersion.objects.order_by("received_at").last()
    assert last is not None
    assert last.findings.count() == 0


def test_two_checked_at_the_same_time_find_each_other_once() -> None:
    one = hand_in(make_application(), docx(write(1).whole), name=NAME).version
    two = hand_in(make_application(), docx(changed(write(1), 1, 0.1).whole), name=NAME).version
    claimed = [claim_of(version) for version in (one, two)]
    rows = EvidenceVersion.objects.select_related(
        "item__application__unit", "item__application__season__instrument"
    )
    for version in (one, two):
        look(rows.get(pk=version.pk))
    for job in claimed:
        check(job)
    assert len(pairs()) == 2


def test_looked_at_twice_a_text_is_kept_once() -> None:
    version = checked(make_application(), docx(write(1).whole), name=NAME)
    marks = TextMark.objects.count()
    look(version)
    assert (DocumentText.objects.count(), TextMark.objects.count()) == (1, marks)


def test_what_the_unit_was_given_to_read_is_not_its_own() -> None:
    from verification.domain.texts import given_texts

    application = make_application()
    given = "\n".join(given_texts(application))
    checked(application, docx(given), name=NAME)
    checked(make_application(), docx(given + "\nLapas Dua"), name=NAME)
    assert pairs() == []


def test_a_photographed_letter_of_elsewhere_is_shown_by_its_words_alone() -> None:
    application = make_application()
    theirs = checked(make_application(), photo(1))
    version = checked(application, photo(2))
    member = make_team(application).member
    copied = Finding.objects.create(
        version=version,
        other=theirs,
        raised_by=member,
        kind="text_copied_other_unit",
        severity="medium",
        explanation_id="?",
        explanation_en="?",
        facts={
            "scope": "other_unit",
            "passages": [
                {
                    "own": {"start": 0, "end": 9, "text": "Petugas menyapa"},
                    "other": {"start": 4, "end": 13, "text": "Petugas memanggil"},
                }
            ],
        },
        at=timezone.now(),
    )
    client = signed_in(member)
    client.post(reverse("verification:look_at_twin", args=[copied.pk]))
    page = client.get(reverse("verification:finding", args=[copied.pk])).content.decode()
    preview = reverse("verification:twin_preview", args=[copied.pk, "preview"])
    assert "Petugas memanggil" in page
    assert preview not in page
    assert client.get(preview).status_code == 404


def test_a_unit_that_is_asked_reads_nothing_of_the_other_text() -> None:
    application = make_application()
    theirs = checked(make_application(), docx(write(1).whole), name=NAME)
    own = checked(application, docx(changed(write(1), 1, 0.1).whole), name=NAME)
    found = own.findings.get(other=theirs)
    team = make_team(application)
    by = Actor(team.leader)
    decide(finding_id=found.pk, verdict=Verdict.ASK, reason="Dari mana?", by=by)
    address = reverse("verification:finding", args=[found.pk])
    page = signed_in(head_of(application)).get(address).content.decode()
    assert "Dari mana?" in page
    assert theirs.item.application.unit.name not in page
    for passage in found.facts["passages"]:
        for side in ("own", "other"):
            assert passage[side]["text"][:60] not in page
