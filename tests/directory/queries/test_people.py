import pytest

from directory.enums import RoleKind
from directory.queries.people import find, people_list
from directory.queries.roles import today
from tests.directory.factories import make_holder, make_person, make_role, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["", " ", "a\0b", "1" * 18, "١" * 18, "tidak@ada.go.id", "'; --"])
def test_what_nobody_has_finds_nobody(typed: str) -> None:
    make_person()
    assert find(typed) is None


def test_a_list_is_narrowed_by_words_region_role_and_state() -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    siti = make_person(name="Siti Nawa", nip="198001012005011001")
    make_role(RoleKind.UNIT_HEAD, person=siti, unit=make_unit(region="bali"))
    budi = make_holder(RoleKind.REGION_HEAD, region="bali")
    gone = make_person(is_active=False)
    assert list(people_list(admin, text="siti")) == [siti]
    assert list(people_list(admin, text=siti.email)) == [siti]
    assert list(people_list(admin, text="19800101")) == [siti]
    assert set(people_list(admin, region="bali")) == {siti, budi}
    assert list(people_list(admin, region="bali", kind=RoleKind.UNIT_HEAD)) == [siti]
    assert list(people_list(admin, state="inactive")) == [gone]
    assert gone not in people_list(admin, state="active")


def test_a_region_and_a_kind_must_meet_in_one_role() -> None:
    admin, person = make_holder(RoleKind.CENTRE_ADMIN), make_person()
    make_role(RoleKind.UNIT_HEAD, person=person, unit=make_unit(region="aceh"))
    make_role(RoleKind.REGION_VERIFIER, person=person, region="bali")
    assert not people_list(admin, region="bali", kind=RoleKind.UNIT_HEAD).exists()


def test_current_roles_leave_out_what_is_over() -> None:
    admin = make_holder(RoleKind.CENTRE_ADMIN)
    role = make_role(RoleKind.JUROR)
    make_role(RoleKind.AUDITOR, person=role.person, ends=today())
    (found,) = people_list(admin, text=role.person.email)
    assert found.current_roles == [role]  # type: ignore[attr-defined]  # set by the prefetch
