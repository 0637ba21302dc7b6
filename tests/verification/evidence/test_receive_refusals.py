"""Each upload that is refused is refused in words, and nothing is kept of it."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import pytest
from django.utils import timezone

from award.enums import SeasonState, State
from award.errors import NotAllowed, Refused
from award.models import Application, Season
from directory.actors import Actor
from directory.enums import RoleKind
from record.models import Job
from record.store import get_store
from tests.directory.factories import make_holder, make_unit
from tests.verification.evidence.world import (
    FIRST,
    INSTRUMENT,
    SECOND,
    hand_in,
    head_of,
    make_application,
    make_season,
    make_team,
    pdf,
    photo,
    put_in,
    set_due,
    upload,
)
from verification.domain import fitting
from verification.domain.evidence import receive, remove
from verification.models import Checking, EvidenceVersion

pytestmark = pytest.mark.django_db


def refused(application: Application, **given: Any) -> str:
    """The words of a refusal; asserts that it left no row, job or bytes of its own."""
    before = (EvidenceVersion.objects.count(), Job.objects.count())
    with pytest.raises(Refused) as caught:
        hand_in(application, **given)
    assert (EvidenceVersion.objects.count(), Job.objects.count()) == before
    return " ".join(caught.value.reasons)


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "foto.jpg", "kosong"),
        (photo(), "foto.exe", ".exe"),
        (photo(), "tanpa-akhiran", "Jenis"),
        (pdf(), "foto.jpg", "isinya"),
        (b"<html><script>alert(1)</script>", "foto.png", "isinya"),
        (b"bukan gambar sama sekali", "foto.jpg", "tidak dikenal"),
        (OLD_WORD, "surat.doc", "Office lama"),
        (OLD_WORD, "surat.docx", "kata sandi"),
        (b"%PDF-1.7\n" + bytes(26 * 1024 * 1024), "besar.pdf", "25"),
    ],
)
def test_a_file_that_is_no_evidence(data: bytes, name: str, words: str) -> None:
    told = refused(make_application(), data=data, name=name)
    assert words.lower() in told.lower(), told


def test_a_file_that_grew_beyond_its_stated_size_is_not_kept() -> None:
    application = make_application()
    sent = upload(b"%PDF-1.7\n" + bytes(26 * 1024 * 1024), "besar.pdf")
    shrunk = type(sent)(file=sent.file, size=10, name=sent.name, begun_at=sent.begun_at)
    with pytest.raises(Refused) as caught:
        receive(
            application_id=application.pk,
            indicator=FIRST,
            upload=shrunk,
            by=Actor(head_of(application)),
        )
    assert "25" in caught.value.reasons[0]


def test_the_same_bytes_for_two_indicators_name_the_first_one() -> None:
    application = make_application()
    hand_in(application, photo(1), indicator=FIRST)
    told = refused(application, data=photo(1), indicator=SECOND)
    assert "“1. Maklumat pelayanan” (berkas 1)" in told
    assert "berkas 1" in told


def test_the_same_bytes_for_two_indicators_where_the_instrument_allows_it() -> None:
    rule = "refuse_same_file_twice = { value = true"
    text = INSTRUMENT.read_text("utf-8").replace(rule, rule.replace("true", "false"))
    application = make_application(make_season(toml=text))
    hand_in(application, photo(1), indicator=FIRST)
    assert hand_in(application, photo(1), indicator=SECOND).version.item.indicator == SECOND


def test_documents_where_only_photos_count() -> None:
    kinds = 'kinds = { value = ["photo", "document"]'
    text = INSTRUMENT.read_text("utf-8").replace(kinds, 'kinds = { value = ["photo"]')
    application = make_application(make_season(toml=text))
    assert "hanya foto" in refused(application, data=pdf(), name="a.pdf")


def test_more_files_than_the_indicator_takes() -> None:
    most = "count_max = { value = 20"
    text = INSTRUMENT.read_text("utf-8").replace(most, "count_max = { value = 3")
    application = make_application(make_season(toml=text))
    versions = [hand_in(application, photo(n)).version for n in range(3)]
    assert "3 berkas" in refused(application, data=photo(4))
    replaced = hand_in(application, photo(4), replaces=versions[0].item_id)
    assert replaced.version.version == 2


@pytest.mark.parametrize("limit", [{"MOST_FILES": 1}, {"MOST_BYTES": 100}])
def test_the_unit_s_quota(limit: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    application = make_application()
    hand_in(application, photo(1))
    for name, value in limit.items():
        monkeypatch.setattr(fitting, name, value)
    assert "Kuota" in refused(application, data=photo(2))


def test_an_indicator_of_another_kind_of_unit() -> None:
    assert "tidak berlaku" in refused(make_application(), indicator="fac-inmates-01")
    assert "tidak berlaku" in refused(make_application(), indicator="tidak-ada")


def told(state: State) -> State:
    """What the unit is told while the outcome is under embargo."""
    embargoed = {State.SCORED, State.AWARDED, State.NOT_AWARDED}
    return State.IN_SCORING if state in embargoed else state


@pytest.mark.parametrize(
    "state", [s for s in State if s not in {State.DRAFT, State.SELF_ASSESSED, State.EVIDENCE_OPEN}]
)
def test_a_state_in_which_evidence_is_closed(state: State) -> None:
    application = make_application(state=state)
    assert str(told(state).label) in refused(application)


def test_before_the_instrument_opens_evidence() -> None:
    rule = 'evidence_from = { value = "draft"'
    text = INSTRUMENT.read_text("utf-8").replace(rule, 'evidence_from = { value = "evidence_open"')
    season = make_season(toml=text)
    assert "Draf" in refused(make_application(season, state=State.DRAFT))
    assert hand_in(make_application(season, state=State.EVIDENCE_OPEN)).version.version == 1


def test_a_season_that_does_not_run() -> None:
    application = make_application()
    Season.objects.update(state=SeasonState.PREPARED)
    assert "Disiapkan" in refused(application)


def test_a_unit_that_closed_in_mid_season() -> None:
    unit = make_unit(closed_on=date(2026, 1, 1))
    assert "ditutup" in refused(make_application(unit=unit))


def test_an_indicator_that_the_repair_round_does_not_name() -> None:
    application = make_application()
    put_in(application, State.EVIDENCE_OPEN, in_repair=True, open_indicators=[SECOND])
    assert "perbaikan" in refused(application, indicator=FIRST)
    assert hand_in(application, indicator=SECOND).version.version == 1


def after(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("begun", "taken"),
    [(after(-40), True), (after(-11), True), (after(-9), False), (after(0), False)],
)
def test_an_upload_begun_before_the_date_counts_within_the_grace(
    begun: timedelta, *, taken: bool
) -> None:
    """The date was ten minutes ago, the grace is thirty."""
    application = make_application()
    now = timezone.now()
    set_due(application, now - after(10))
    act: Callable[[], object] = lambda: receive(  # noqa: E731
        application_id=application.pk,
        indicator=FIRST,
        upload=upload(photo(), begun_at=now + begun),
        by=Actor(head_of(application)),
    )
    if taken:
        act()
        assert EvidenceVersion.objects.get().begun_at == now + begun
        return
    with pytest.raises(Refused, match="sudah lewat"):
        act()


def test_an_upload_that_ends_after_the_grace() -> None:
    application = make_application()
    now = timezone.now()
    set_due(application, now - after(31))
    with pytest.raises(Refused, match="tenggang"):
        receive(
            application_id=application.pk,
            indicator=FIRST,
            upload=upload(photo(), begun_at=now - after(40)),
            by=Actor(head_of(application)),
        )


def test_only_the_unit_s_own_people() -> None:
    application = make_application()
    team = make_team(application)
    strangers = [
        team.leader,
        make_holder(RoleKind.UNIT_HEAD),
        make_holder(RoleKind.UNIT_OPERATOR),
        make_holder(RoleKind.REGION_HEAD, region=application.region),
        make_holder(RoleKind.CENTRE_ADMIN),
        make_holder(RoleKind.UNIT_HEAD, unit=application.unit, ends=date(2025, 1, 1)),
    ]
    for person in strangers:
        with pytest.raises(NotAllowed):
            hand_in(application, by=person)
    assert not EvidenceVersion.objects.exists()


def test_who_may_not_hand_in_does_not_fill_the_store_either() -> None:
    # Bytes of its own: tests in another process fill the same store meanwhile.
    data = photo(99) + token_bytes(16)
    with pytest.raises(NotAllowed):
        hand_in(make_application(), data, by=make_holder(RoleKind.UNIT_HEAD))
    refused(make_application(state=State.VERIFIED), data=data)
    assert sha256(data).hexdigest() not in set(get_store().digests())


def test_replacing_a_file_of_another_indicator_or_application() -> None:
    application, other = make_application(), make_application()
    mine, theirs = hand_in(application, photo(1)).version, hand_in(other, photo(2)).version
    assert "tidak ada" in refused(application, data=photo(3), replaces=theirs.item_id)
    told = refused(application, data=photo(3), indicator=SECOND, replaces=mine.item_id)
    assert "dihapus" in told


def test_a_file_removed_in_another_tab() -> None:
    application = make_application()
    version = hand_in(application, photo(1)).version
    remove(item_id=version.item_id, by=Actor(head_of(application)))
    assert "dihapus" in refused(application, data=photo(2), replaces=version.item_id)
    with pytest.raises(Refused, match="dihapus"):
        remove(item_id=version.item_id, by=Actor(head_of(application)))


@pytest.mark.parametrize("state", [State.UNDER_VERIFICATION, State.SCORED])
def test_removing_once_it_was_sent(state: State) -> None:
    application = make_application()
    version = hand_in(application).version
    put_in(application, state)
    with pytest.raises(Refused, match=str(told(state).label)):
        remove(item_id=version.item_id, by=Actor(head_of(application)))


def test_removing_by_somebody_else() -> None:
    application = make_application()
    version = hand_in(application).version
    with pytest.raises(NotAllowed):
        remove(item_id=version.item_id, by=Actor(make_holder(RoleKind.UNIT_HEAD)))


def test_a_sealed_file_may_be_replaced_even_when_evidence_was_sent() -> None:
    application = make_application()
    version = hand_in(application, photo(1)).version
    put_in(application, State.UNDER_VERIFICATION)
    assert "Verifikasi" in refused(application, data=photo(2), replaces=version.item_id)
    Checking.objects.update(sealed=True)
    assert hand_in(application, photo(2), replaces=version.item_id).version.version == 2
    assert "Verifikasi" in refused(application, data=photo(3))
