"""Every link of the navigation leads somewhere, for everybody it is shown to."""

import pytest
from django.test import Client
from django.urls import reverse

from config.navigation import PLACES, PUBLIC, SIGNED_IN
from directory.enums import RoleKind
from tests.directory.factories import make_holder, signed_in

# Not there at all for whom they are not; the other lists are only empty for them.
CLOSED = {
    "award:seasons",
    "directory:units",
    "directory:people",
    "record:ledger",
    "jury:dashboard",
    "verification:check_record",
}
pytestmark = pytest.mark.django_db


def test_every_place_has_an_address() -> None:
    for route in [*PLACES.values(), *(entry.route for entry in (*SIGNED_IN, *PUBLIC))]:
        assert reverse(route)


@pytest.mark.parametrize("kind", RoleKind)
def test_every_link_shown_to_a_role_answers(kind: RoleKind) -> None:
    client = signed_in(make_holder(kind))
    for entry in (*SIGNED_IN, *PUBLIC):
        if kind in entry.kinds:
            assert client.get(reverse(entry.route)).status_code == 200, entry.route


@pytest.mark.parametrize("kind", RoleKind)
def test_every_list_a_role_may_read_is_in_its_navigation(kind: RoleKind) -> None:
    client = signed_in(make_holder(kind))
    for entry in SIGNED_IN:
        if entry.route in CLOSED and kind not in entry.kinds:
            assert client.get(reverse(entry.route)).status_code == 404, entry.route


def test_a_guest_reads_every_public_page() -> None:
    for entry in PUBLIC:
        assert Client().get(reverse(entry.route)).status_code == 200, entry.route
