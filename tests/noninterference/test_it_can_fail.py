"""The comparison finds what is planted, and names the address, the bytes and the secret."""

from typing import Any

import pytest
from django import shortcuts
from django.http import HttpResponse

from award.models import Application
from jury.models import ScoreVersion
from jury.pages import seat_rows
from record.pages.lists import Listing
from tests.noninterference.kept import BY_NAME, kept_from
from tests.noninterference.worlds import Leak, Worlds

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]


def found(worlds: Worlds, persona: str, secret: str, at: str) -> list[Leak]:
    """The leaks at one address."""
    secrets = [BY_NAME[secret]]
    assert set(secrets) <= set(kept_from(persona))
    return worlds.leaks_at(persona, secrets, at)


def seat_of(worlds: Worlds) -> str:
    return f"/penilaian/{worlds.visitors.world.names['seat']}/"


def test_a_count_of_others_sheets(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(seat: Any) -> Any:
        left = original(seat)
        sealed = ScoreVersion.objects.exclude(by=seat.person).count()
        return seat_rows.Left(declare=left.declare + sealed, score=left.score, due=left.due)

    original = seat_rows.left_to_do
    secret = "that another juror scored"
    assert found(worlds, "juror", secret, seat_of(worlds)) == []
    monkeypatch.setattr("jury.pages.seat.left_to_do", counted)
    [leak] = found(worlds, "juror", secret, seat_of(worlds))
    assert leak.request == f"GET {seat_of(worlds)}"
    assert "Content-Length" in str(leak)
    assert worlds.culprits("juror", kept_from("juror"), leak) == [secret]


def test_a_sort_order(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same rows in another order: as many bytes, and a leak all the same."""

    def by_state(_listing: object, rows: Any, _asked: str) -> Any:
        return rows.order_by("state", "pk")

    assert found(worlds, "head", "outcomes", "/pengajuan/") == []
    monkeypatch.setattr(Listing, "ordered", by_state)
    [leak] = found(worlds, "head", "outcomes", "/pengajuan/")
    one, other = leak.one, leak.other
    assert len(one.body) == len(other.body)
    assert sorted(one.body) == sorted(other.body)


@pytest.mark.parametrize("header", ["ETag", "Content-Disposition", "Last-Modified"])
def test_a_header(worlds: Worlds, monkeypatch: pytest.MonkeyPatch, header: str) -> None:
    def render(*given: Any, **named: Any) -> HttpResponse:
        answer = original(*given, **named)
        answer[header] = f"sheets-{ScoreVersion.objects.count()}"
        return answer

    original = shortcuts.render
    secret = "that a juror scored"
    assert found(worlds, "anonymous", secret, "/hasil/") == []
    monkeypatch.setattr("jury.pages.public.render", render)
    [leak] = found(worlds, "anonymous", secret, "/hasil/")
    assert f"{header}: sheets-0" in str(leak)
    assert f"{header}: sheets-1" in str(leak)


def test_a_foreign_thing_that_answers_otherwise_than_nothing(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """403 for what is there and 404 for what is not tells that it is there."""
    from award.errors import NotAllowed
    from award.pages.views import application as pages

    def seen(request: Any, application_id: Any) -> Any:
        if Application.objects.filter(pk=application_id).exists():
            raise NotAllowed
        return original(request, application_id)

    original = pages.seen
    with worlds.side([BY_NAME["another region"]], 1):
        secret = worlds.visitors.world.names["secret.application"]
    at = f"/pengajuan/{secret}/"
    assert found(worlds, "head", "another region", at) == []
    monkeypatch.setattr(pages, "seen", seen)
    [leak] = found(worlds, "head", "another region", at)
    assert (leak.one.status, leak.other.status) == (404, 403)
