"""The unit is told what the team wants repaired, wherever it looks first."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from award.enums import State
from award.models import Claim, Step
from award.queries.instruments import indicator_names, instrument_of
from award.work import work_of
from criteria.instrument import Criterion
from directory.actors import Actor
from directory.models import Person
from tests.directory.factories import signed_in
from tests.verification.situations import Scene, add_file, put, reload
from verification.domain.repairing import RepairAsked, return_for_repair
from verification.enums import RepairCode
from verification.models import EvidenceItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    for code in scene.indicators:
        for number in range(3):
            add_file(scene, code, sha256=f"{code}{number}".ljust(64, "0")[:64])
    return_for_repair(
        application_id=scene.application.pk,
        repairs={scene.indicators[1]: RepairAsked(codes=(RepairCode.DUPLICATE,), text="Pudar")},
        by=Actor(scene.member),
        expected_version=scene.application.version,
    )
    reload(scene.application)
    return scene


def head_of(scene: Scene) -> Person:
    return Claim.objects.filter(application=scene.application)[0].by


def page(scene: Scene, route: str) -> str:
    client: Client = signed_in(head_of(scene))
    return client.get(reverse(route, args=[scene.application.pk])).content.decode()


def test_the_work_list_names_what_the_team_asks(scene: Scene) -> None:
    name = indicator_names(scene.application)[scene.indicators[1]]
    [item] = [i for i in work_of(head_of(scene)) if "/data-dukung/" in i.url]
    assert item.what == f"Tim meminta perbaikan 1 indikator: {name}"


def test_the_application_says_so_beside_the_link_to_the_evidence(scene: Scene) -> None:
    text = page(scene, "award:application")
    assert "Tim meminta perbaikan 1 indikator" in text
    assert "Perbaiki yang diminta tim" in text
    assert "Unggah data dukung setiap indikator" not in text


def test_the_list_marks_the_indicator_and_leads_to_it(scene: Scene) -> None:
    text = page(scene, "verification:evidence")
    code = scene.indicators[1]
    assert text.count("Diminta diperbaiki") == 1
    link = reverse("verification:indicator", args=[scene.application.pk, code])
    assert text.count(f'href="{link}"') == 2
    assert "Pudar" in text


def test_sending_back_the_same_is_warned_of_until_something_changed(scene: Scene) -> None:
    assert "tetapi belum diubah (1)" in page(scene, "award:checklist")
    item = EvidenceItem.objects.filter(indicator=scene.indicators[1]).first()
    assert item is not None
    item.removed_at = timezone.now() + timedelta(seconds=1)
    item.removed_by = head_of(scene)
    item.save()
    assert "tetapi belum diubah" not in page(scene, "award:checklist")


def test_nothing_is_said_outside_of_a_round() -> None:
    scene = Scene()
    assert "diminta tim" not in page(scene, "verification:evidence")


def test_after_sending_the_list_says_when_and_shows_no_date_any_more() -> None:
    scene = Scene(state=State.EVIDENCE_OPEN)
    assert "Paling lambat" in page(scene, "verification:evidence")
    scene = Scene()
    Step.objects.create(
        application=scene.application, version=90, edge="submit_evidence", source="evidence_open",
        target="under_verification", at=timezone.now(),
    )  # fmt: skip
    text = page(scene, "verification:evidence")
    assert "Data dukung sudah terkirim" in text
    assert "Paling lambat" not in text


def test_each_indicator_stands_under_its_criterion_as_each_is_counted_from_one() -> None:
    scene = Scene()
    asking = reverse("verification:repair", args=[scene.application.pk])
    text = signed_in(scene.member).get(asking).content.decode()
    names = list(indicator_names(scene.application).values())
    first = [text.index(escape(name)) for name in names if name.startswith("1. ")]
    titles = [text.index(f">{escape(c.title)}</h2>") for c in criteria_of(scene)]
    assert len(first) == len(titles) > 1
    assert sorted([*first, *titles]) == [
        place for pair in zip(titles, first, strict=True) for place in pair
    ]


def criteria_of(scene: Scene) -> list[Criterion]:
    """The criteria that ask something of this unit, in the instrument's order."""
    instrument = instrument_of(scene.season)
    asked = dict.fromkeys(instrument.criterion_of(code) for code in scene.indicators)
    return list(asked)


def test_what_was_forwarded_tells_the_team_nothing_of_its_closing(scene: Scene) -> None:
    """Neither its version, which grew, nor whether one that was guessed is the right one."""
    client, pk = signed_in(scene.leader), scene.application.pk
    code = scene.indicators[0]
    worded = {f"{code}-codes": ["other"], f"{code}-text": ""}

    def told() -> list[object]:
        answers = [client.get(reverse("verification:repair", args=[pk]))]
        for version in (7, 8):
            for data in (worded, {**worded, f"{code}-text": "Foto."}):
                url = reverse("verification:repair", args=[pk])
                answers.append(client.post(url, {**data, "version": version}))
        return [(each.status_code, without_chance(each.text)) for each in answers]

    put(scene.application, State.IN_SCORING, version=7)
    scored = told()
    put(scene.application, State.SCORED, version=8)
    assert told() == scored


def without_chance(html: str) -> str:
    """What stands on the page, without the token of its forms."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", main)
