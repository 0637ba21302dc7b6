"""The unit's evidence pages as a browser without scripts gets them."""

import pytest
from django.urls import reverse

from tests.directory.factories import signed_in
from tests.verification.evidence.world import (
    FIRST,
    checked,
    claim,
    head_of,
    make_application,
    make_team,
    photo,
)

pytestmark = pytest.mark.django_db


def test_the_unit_sees_its_indicators_and_is_led_to_what_is_missing() -> None:
    application = make_application()
    claim(application, FIRST)
    client = signed_in(head_of(application))
    page = client.get(reverse("verification:evidence", args=[application.pk]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "0 dari 3" in text
    assert "Periksa sebelum mengirim" in text  # where what is missing is named
    page = client.get(reverse("verification:indicator", args=[application.pk, FIRST]))
    assert page.status_code == 200
    assert "Belum ada berkas" in page.content.decode()


def test_every_page_opens_for_team_and_unit() -> None:
    application, other = make_application(), make_application()
    claim(application, FIRST)
    version = checked(application, photo(1))
    checked(other, photo(1))
    team = make_team(application)
    finding = version.findings.get()
    for person, sees in ((head_of(application), 404), (team.leader, 200), (team.member, 200)):
        client = signed_in(person)
        assert [
            client.get(url).status_code
            for url in (
                reverse("verification:evidence", args=[application.pk]),
                reverse("verification:indicator", args=[application.pk, FIRST]),
                reverse("verification:indicator_files", args=[application.pk, FIRST]),
                reverse("verification:evidence_item", args=[version.item_id]),
                reverse("verification:item_checks", args=[version.item_id]),
                reverse("verification:receipt", args=[version.pk]),
                reverse("verification:preview", args=[version.pk, "thumbnail"]),
                reverse("verification:original", args=[version.pk]),
                reverse("verification:findings", args=[application.pk]),
                reverse("verification:finding", args=[finding.pk]),
                reverse("verification:twin_preview", args=[finding.pk, "preview"]),
                reverse("award:work"),
            )
        ] == [200] * 8 + [sees] * 2 + [404, 200]
