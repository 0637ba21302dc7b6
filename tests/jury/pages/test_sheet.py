"""A juror's sheet: saved with and without scripts, sealed with a receipt, nobody else's."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.models import Application
from award.queries.instruments import indicators_of
from directory.actors import Actor
from jury.domain.closing import reopen
from jury.domain.scoring import seal
from jury.enums import SheetState
from jury.models import ScoreDraft, ScoreSheet
from record.models import LedgerEntry
from tests.jury.worlds import BEST, WORST, Jury, client
from tests.verification.evidence.world import checked, put_in
from tests.verification.situations import Region3, make_decree
from verification.models import IndicatorVerification

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Jury:
    made = Jury()
    made.declare()
    return made


def code_of(application: Application, place: int = 0) -> str:
    return indicators_of(application)[place].code


def score(code: str, value: str = "ada", comment: str = "", version: int = 0) -> dict[str, str]:
    return {f"value-{code}": value, f"comment-{code}": comment, f"version-{code}": str(version)}


def test_the_criterion_page_shows_claim_and_own_scale_and_saves_without_scripts(
    world: Jury,
) -> None:
    sheet = world.sheet()
    browser = client(world.jurors[0])
    indicator = indicators_of(world.application)[0]
    url = reverse("jury:sheet_criterion", args=[sheet.pk, indicator.criterion])
    page = browser.get(url).content.decode()
    assert str(indicator.text) in page
    assert "Pernyataan UPT" in page
    assert "Nilai Kanwil" in page
    assert "Tidak dapat dinilai" in page
    saved = browser.post(url, score(indicator.code, comment="Lengkap.\r\nRapi."))
    assert saved.status_code == 302
    draft = sheet.drafts.get()
    assert (draft.value, draft.comment, draft.version) == ("ada", "Lengkap.\nRapi.", 1)


def test_each_value_has_its_written_rung(world: Jury) -> None:
    """Beside the value, tied to it, and marked where no law words it."""
    sheet = world.sheet()
    indicator = indicators_of(world.application)[0]
    url = reverse("jury:sheet_criterion", args=[sheet.pk, indicator.criterion])
    page = client(world.jurors[0]).get(url).content.decode()
    for answer in indicator.scale.answers:
        rung = f'id="meaning-{indicator.code}-{answer.code}"'
        assert f'aria-describedby="meaning-{indicator.code}-{answer.code}"' in page
        told = page.split(rung)[1].split("</div>")[0]
        assert str(answer.meaning) in told
        assert "sementara, menunggu ketetapan" in told
    assert "Indikator ini tidak ikut dihitung." in page


def test_what_did_not_change_is_not_written(world: Jury) -> None:
    sheet = world.sheet()
    world.fill(sheet)
    browser = client(world.jurors[0])
    indicator = indicators_of(world.application)[0]
    url = reverse("jury:sheet_criterion", args=[sheet.pk, indicator.criterion])
    value = indicator.scale.answers[0].code
    browser.post(url, score(indicator.code, value=value, version=1))
    assert set(sheet.drafts.values_list("version", flat=True)) == {1}


def test_autosave_answers_the_new_version(world: Jury) -> None:
    sheet = world.sheet()
    code = code_of(world.application)
    saved = client(world.jurors[0]).post(
        reverse("jury:sheet_autosave", args=[sheet.pk]), score(code), HTTP_X_AUTOSAVE="1"
    )
    assert saved.status_code == 200
    assert saved.json()["fields"] == {f"version-{code}": 1}
    assert sheet.drafts.get().value == "ada"


def test_a_second_tab_is_told_what_stands_now(world: Jury) -> None:
    sheet = world.sheet()
    code = code_of(world.application)
    url = reverse("jury:sheet_autosave", args=[sheet.pk])
    browser = client(world.jurors[0])
    browser.post(url, score(code, "ada"))
    late = browser.post(url, score(code, "tidak", version=0))
    assert late.status_code == 409
    assert "“ada”" in late.json()["message"]
    assert sheet.drafts.get().value == "ada"


def test_a_value_off_the_scale_or_a_foreign_indicator_is_refused(world: Jury) -> None:
    sheet = world.sheet()
    url = reverse("jury:sheet_autosave", args=[sheet.pk])
    browser = client(world.jurors[0])
    for data in (score(code_of(world.application), "sempurna"), score("nothing-01"), {}):
        refused = browser.post(url, data)
        assert refused.status_code == 422
        assert json.loads(refused.content)["message"]
    assert not ScoreDraft.objects.exists()


def test_anothers_sheet_does_not_exist(world: Jury) -> None:
    sheet = world.sheet()
    world.declare(1)
    code = code_of(world.application)
    criterion = indicators_of(world.application)[0].criterion
    for person in (world.jurors[1], world.chair, world.secretary, world.admin, world.head()):
        browser = client(person)
        for name in ("jury:sheet", "jury:seal"):
            assert browser.get(reverse(name, args=[sheet.pk])).status_code == 404
        url = reverse("jury:sheet_criterion", args=[sheet.pk, criterion])
        assert browser.get(url).status_code == 404
        assert browser.post(url, score(code)).status_code == 404
        for name in ("jury:sheet_autosave", "jury:late_conflict", "jury:seal", "jury:revise"):
            assert browser.post(reverse(name, args=[sheet.pk]), score(code)).status_code == 404
    assert not ScoreDraft.objects.exists()


def test_an_incomplete_sheet_is_not_sealed_and_says_what_is_missing(world: Jury) -> None:
    sheet = world.sheet()
    browser = client(world.jurors[0])
    url = reverse("jury:seal", args=[sheet.pk])
    text = str(indicators_of(world.application)[0].text)
    assert text in browser.get(url).content.decode()
    refused = browser.post(url)
    assert refused.status_code == 422
    assert text in refused.content.decode()
    assert not sheet.versions.exists()


def test_sealing_gives_a_receipt_with_digest_and_ledger_number(world: Jury) -> None:
    sheet = world.sheet()
    world.fill(sheet)
    browser = client(world.jurors[0])
    url = reverse("jury:seal", args=[sheet.pk])
    assert browser.post(url)["Location"] == url
    page = browser.get(url).content.decode()
    entry = LedgerEntry.objects.get(kind="sheet_sealed")
    assert sheet.versions.get().digest in page
    assert f"Nomor buku besar: {entry.seq}" in " ".join(page.split())


def test_a_sealed_sheet_is_read_only(world: Jury) -> None:
    sheet = world.sheet()
    world.fill(sheet)
    seal(sheet_id=sheet.pk, by=Actor(world.jurors[0]))
    browser = client(world.jurors[0])
    code = code_of(world.application)
    refused = browser.post(
        reverse("jury:sheet_autosave", args=[sheet.pk]), score(code, "tidak", version=1)
    )
    assert refused.status_code == 422
    assert browser.post(reverse("jury:revise", args=[sheet.pk])).status_code == 422
    criterion = indicators_of(world.application)[0].criterion
    page = browser.get(reverse("jury:sheet_criterion", args=[sheet.pk, criterion]))
    assert "data-autosave=" not in page.content.decode()


def test_after_reopening_a_sheet_is_changed_with_a_reason() -> None:
    world = Jury()
    world.score()
    world.close()
    proposal = world.propose_reopening()
    reopen(proposal_id=proposal.pk, digest=proposal.digest, by=Actor(world.secretary))
    sheet = ScoreSheet.objects.get(seat=world.seat())
    browser = client(world.jurors[0])
    url = reverse("jury:seal", args=[sheet.pk])
    assert reverse("jury:revise", args=[sheet.pk]) in browser.get(url).content.decode()
    assert browser.post(reverse("jury:revise", args=[sheet.pk])).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == SheetState.DRAFT
    assert browser.post(url).status_code == 422
    assert browser.post(url, {"reason": "Foto baru terbaca."}).status_code == 302
    assert [v.reason for v in sheet.versions.all()] == ["", "Foto baru terbaca."]


def test_an_unknown_criterion_is_not_found(world: Jury) -> None:
    sheet = world.sheet()
    url = reverse("jury:sheet_criterion", args=[sheet.pk, "tidak-ada"])
    assert client(world.jurors[0]).get(url).status_code == 404


def test_a_juror_opens_the_files_of_a_declared_unit(world: Jury) -> None:

    put_in(world.application, State.EVIDENCE_OPEN)
    code = code_of(world.application)
    version = checked(world.application, indicator=code, by=world.head())
    put_in(world.application, State.IN_SCORING)
    browser = client(world.jurors[0])
    browser.post(reverse("jury:look", args=[world.sheet().pk, version.pk]))
    urls = [
        reverse("verification:evidence_item", args=[version.item_id]),
        reverse("verification:preview", args=[version.pk, "thumbnail"]),
        reverse("verification:original", args=[version.pk]),
    ]
    assert [browser.get(url).status_code for url in urls] == [200, 200, 200]
    sheet = world.sheet()
    criterion = indicators_of(world.application)[0].criterion
    page = browser.get(reverse("jury:sheet_criterion", args=[sheet.pk, criterion]))
    assert reverse("verification:preview", args=[version.pk, "thumbnail"]) in page.content.decode()
    undeclared = client(world.jurors[1])
    assert {undeclared.get(url).status_code for url in urls} == {404}


def found_by_the_region(world: Jury, place: int = BEST) -> None:
    """The Kanwil gave every indicator the same answer of its scale."""
    region = Region3()
    decree = make_decree(region, world.season)
    IndicatorVerification.objects.bulk_create(
        IndicatorVerification(
            application=world.application,
            indicator=indicator.code,
            version=1,
            value=indicator.scale.answers[place].code,
            basis="0" * 64,
            decree=decree,
            by=region.verifier(),
            at=timezone.now(),
        )
        for indicator in indicators_of(world.application)
    )


def test_before_sealing_the_own_values_are_counted_by_criterion(world: Jury) -> None:
    sheet = world.sheet()
    world.fill(sheet)
    url = reverse("jury:seal", args=[sheet.pk])
    page = client(world.jurors[0]).get(url)
    applicable = indicators_of(world.application)
    given = sum(count for row in page.context["counted"] for _text, count in row.counts)
    assert given == len(applicable)
    assert "Ringkasan nilai Anda" in page.content.decode()
    assert "Yang berbeda dari nilai Kanwil" not in page.content.decode()


def test_before_sealing_the_juror_reads_where_the_region_found_otherwise(world: Jury) -> None:
    found_by_the_region(world)
    sheet = world.sheet()
    world.fill(sheet)
    browser = client(world.jurors[0])
    url = reverse("jury:seal", args=[sheet.pk])
    assert "Tidak ada yang berbeda." in browser.get(url).content.decode()
    other = indicators_of(world.application)[1]
    sheet.drafts.filter(indicator=other.code).update(value=other.scale.answers[WORST].code)
    page = browser.get(url)
    [row] = page.context["deviations"]
    assert row.indicator.code == other.code
    assert (row.own, row.region) == tuple(
        str(other.scale.answers[place].text) for place in (WORST, BEST)
    )
    assert f'href="{row.url}"' in page.content.decode()
    where, anchor = row.url.split("#")
    assert f'id="{anchor}"' in browser.get(where).content.decode()
    assert "Periksa sekali lagi" in page.content.decode()
    assert browser.post(url).status_code == 302
    sealed = browser.get(url).content.decode()
    assert "berbeda pada 1 indikator" in sealed
    assert "Periksa sekali lagi" not in sealed  # nothing can be changed any more


def test_nothing_is_said_of_a_value_that_was_not_given(world: Jury) -> None:
    found_by_the_region(world)
    sheet = world.sheet()
    page = client(world.jurors[0]).get(reverse("jury:seal", args=[sheet.pk]))
    assert page.context["deviations"] == []
    assert {text for row in page.context["counted"] for text, _count in row.counts} == {
        "Belum dinilai"
    }
