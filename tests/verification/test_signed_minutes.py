"""Minutes and letters of a team come back signed: bound to their draft, brought by the team alone."""

from typing import Any

import pytest
from django.urls import reverse

from directory.enums import RoleKind
from tests.directory.factories import make_holder, signed_in
from tests.support.signed import keeps_a_signed_one, may_not_bring, refuses_what_is_wrong
from tests.verification.situations import Scene
from verification.domain.closing import Words
from verification.enums import ClosingKind
from verification.models import Minutes

pytestmark = pytest.mark.django_db
WORDS = Words(reasons="Ruang laktasi tidak ada.", how_again="Lengkapi, lalu ikuti periode berikut.")


@pytest.fixture
def scene() -> Scene:
    return Scene.ready_to_close()


def prepared(scene: Scene, kind: ClosingKind) -> Minutes:
    words: dict[str, Any] = {"words": WORDS} if kind == ClosingKind.LETTER else {}
    return scene.prepare(kind, **words)


@pytest.mark.parametrize("kind", [ClosingKind.MINUTES, ClosingKind.LETTER])
def test_it_comes_back_signed(scene: Scene, kind: ClosingKind) -> None:
    document = prepared(scene, kind)
    other = prepared(scene, next(each for each in ClosingKind if each != kind))
    draft = str(document.pdf_id)
    url = reverse("verification:signed_minutes", args=[document.pk])
    name = f"{other.get_kind_display()}, {scene.application.unit.name}"
    refuses_what_is_wrong(scene.leader, url, draft, other=str(other.pdf_id), name=name)
    may_not_bring(make_holder(RoleKind.CENTRE_ADMIN), url, draft, 403)
    may_not_bring(make_holder(RoleKind.UNIT_HEAD), url, draft, 404)
    route = "verification:signed_minutes_file"
    file = keeps_a_signed_one(scene.leader, url, draft, route, document.pk)
    crossed = file.replace(str(document.pk), str(other.pk))
    assert signed_in(scene.leader).get(crossed).status_code == 404
