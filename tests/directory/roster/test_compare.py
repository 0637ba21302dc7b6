"""Lists against a directory of plain values: what each would do, and each thing that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from directory.enums import RoleKind, UnitClass, UnitType
from directory.roster.columns import UNIT_COLUMNS
from directory.roster.compare import compare
from directory.roster.known import Known, KnownPerson, KnownRole, region_words
from directory.roster.plan import PersonLine, Plan, RoleEnd, UnitLine
from directory.roster.template import workbook
from directory.sheets.job import read
from tests.directory.roster.books import PERSON, UNIT, book, comma

TODAY = date(2026, 3, 1)
REGIONS = {"bali": "Kanwil Kementerian Hukum dan HAM Bali", "jawa-timur": "Kanwil Jawa Timur"}
OFFICE = UnitLine(
    code="692308",
    name="Kantor Imigrasi Kelas I Contoh",
    unit_type=UnitType.IMMIGRATION_OFFICE,
    unit_class=UnitClass.I,
    region="bali",
    latitude=None,
    longitude=None,
    closed_on=None,
)
SITI = PersonLine(
    email="siti@contoh.go.id",
    name="Siti Nawa, S.H.",
    nip="198001012005011001",
    rank="",
    position="",
)
HEAD = KnownRole(
    pk="r1",
    email=SITI.email,
    kind=RoleKind.UNIT_HEAD,
    unit=OFFICE.code,
    region="",
    acting=False,
    starts=date(2025, 1, 1),
    ends=None,
)


def directory(**given: Any) -> Known:
    told: dict[str, Any] = {"units": {}, "people": {}, "nips": {}, "roles": {}, **given}
    words = {word: code for code, name in REGIONS.items() for word in region_words(code, name)}
    return Known(today=TODAY, regions=words, **told)


def full(*, unit: UnitLine = OFFICE, role: KnownRole = HEAD, active: bool = True) -> Known:
    return directory(
        units={unit.code: unit},
        people={SITI.email: KnownPerson(line=SITI, active=active)},
        nips={SITI.nip: SITI.email},
        roles={SITI.email: [role]},
    )


def plan(data: bytes, known: Known | None = None, encoding: str = "utf-8") -> Plan:
    return compare(read(data, encoding), known or directory())


def told(found: Plan) -> list[tuple[str, str]]:
    return [(wrong.cell, wrong.reason) for wrong in found.wrong]


def one_wrong(found: Plan, cell: str, word: str) -> None:
    assert len(found.wrong) == 1, told(found)
    assert found.wrong[0].cell == cell
    assert word in found.wrong[0].reason


def test_a_new_unit_with_its_head() -> None:
    found = plan(book([UNIT], [PERSON]))
    assert not found.wrong
    assert found.new_units == [OFFICE]
    assert found.new_people == [SITI]
    (role,) = found.new_roles
    assert (role.kind, role.unit, role.region) == (RoleKind.UNIT_HEAD, OFFICE.code, "")
    assert (role.starts, role.ends, role.acting) == (TODAY, None, False)


def test_what_is_there_already_is_left_alone() -> None:
    found = plan(book([UNIT], [PERSON]), full())
    assert (found.wrong, found.changes, found.unchanged) == ([], 0, 3)


def test_an_empty_cell_leaves_what_is_there() -> None:
    unit = replace(OFFICE, latitude=Decimal("-8.670458"), longitude=Decimal("115.212631"))
    found = plan(book([{**UNIT, "Kelas": ""}]), full(unit=unit))
    assert (found.wrong, found.changes) == ([], 0)


@pytest.mark.parametrize(
    ("heading", "value", "field", "after"),
    [
        ("Nama UPT", "Kantor Imigrasi Contoh", "name", "Kantor Imigrasi Contoh"),
        ("Kelas", "II", "unit_class", UnitClass.II),
        ("Kanwil", "jawa timur", "region", "jawa-timur"),
        ("Ditutup mulai", date(2026, 4, 1), "closed_on", date(2026, 4, 1)),
    ],
)
def test_a_unit_is_renamed_moved_and_closed(
    heading: str, value: Any, field: str, after: Any
) -> None:
    found = plan(book([{**UNIT, heading: value}]), full())
    (change,) = found.changed_units
    assert (found.wrong, change.before) == ([], OFFICE)
    assert change.after == replace(OFFICE, **{field: after})


@pytest.mark.parametrize(
    ("heading", "value", "cell", "word"),
    [
        ("Kode satker", "", "A2", "wajib"),
        ("Kode satker", "12345", "A2", "enam angka"),
        ("Kode satker", 12345, "A2", "nol di depan"),
        ("Kode satker", 692308.5, "A2", "enam angka"),
        ("Kode satker", date(2026, 1, 1), "A2", "menjadi tanggal"),
        ("Kode satker", "000000", "A2", "baris contoh"),
        ("Nama UPT", None, "B2", "wajib"),
        ("Nama UPT", "x" * 201, "B2", "200"),
        ("Nama UPT", "a\nb", "B2", "satu baris"),
        ("Nama UPT", "=A1", "B2", "rumus"),
        ("Nama UPT", "#REF!", "B2", "kesalahan rumus"),
        ("Jenis UPT", "Kantor Pos", "C2", "Rupbasan"),
        ("Kelas", "IV", "D2", "Kelas IIA"),
        ("Kanwil", "Atlantis", "E2", "tidak dikenal"),
        ("Lintang", "-8,67", "G2", "bersama-sama"),
        ("Lintang", "selatan", "F2", "derajat"),
        ("Bujur", 181, "G2", "180"),
        ("Ditutup mulai", "2026-01-01", "H2", "bukan tanggal"),
        ("Ditutup mulai", 46023, "H2", "bukan tanggal"),
        ("Ditutup mulai", date(2026, 1, 1), "H2", "sekaligus ditutup"),
    ],
)
def test_a_wrong_cell_of_a_unit_is_told(heading: str, value: Any, cell: str, word: str) -> None:
    one_wrong(plan(book([{**UNIT, heading: value}])), cell, word)


@pytest.mark.parametrize("value", ["692308", 692308, 692308.0])
def test_a_code_is_text_or_a_whole_number(value: Any) -> None:
    assert plan(book([{**UNIT, "Kode satker": value}])).new_units == [OFFICE]


@pytest.mark.parametrize(
    ("value", "word"),
    [("692308.0", ""), ("692308,00", ""), ("6923.0", "nol di depan"), ("6.92308E+5", "enam angka")],
)
def test_a_code_in_a_csv_as_excel_left_it(value: str, word: str) -> None:
    found = plan(comma([{**UNIT, "Kode satker": value}]))
    if word:
        one_wrong(found, "A2", word)
    else:
        assert found.new_units == [OFFICE]


def test_leading_zeros_stay() -> None:
    rows = [{**UNIT, "Kode satker": "004512"}]
    for data in (book(rows), comma(rows), comma(rows, sign=";", encoding="utf-8-sig")):
        assert [unit.code for unit in plan(data).new_units] == ["004512"]


def test_a_code_twice_is_told_at_the_second() -> None:
    one_wrong(plan(book([UNIT, {**UNIT, "Nama UPT": "Lain"}])), "A3", "baris 2")


def test_a_type_never_changes_and_a_closed_unit_stays_closed() -> None:
    one_wrong(plan(book([{**UNIT, "Jenis UPT": "Rutan"}]), full()), "C2", "Kantor Imigrasi")
    closed = full(unit=replace(OFFICE, closed_on=date(2026, 1, 1)))
    again = {**UNIT, "Ditutup mulai": date(2026, 5, 1)}
    one_wrong(plan(book([again]), closed), "H2", "sudah tercatat ditutup")


@pytest.mark.parametrize(
    ("given", "cell", "word"),
    [
        ({"Surel": ""}, "A2", "wajib"),
        ({"Surel": "bukan surel"}, "A2", "bukan alamat"),
        ({"Surel": "nama@contoh.invalid"}, "A2", "baris contoh"),
        ({"Nama": ""}, "B2", "wajib"),
        ({"NIP": "123"}, "C2", "18 angka"),
        ({"NIP": 198001012005011001}, "C2", "membulatkan"),
        ({"Peran": ""}, "F2", "wajib"),
        ({"Peran": "Raja"}, "F2", "Kepala UPT"),
        ({"Kode satker": ""}, "G2", "memerlukan kode satker"),
        ({"Kode satker": "999999"}, "G2", "Tidak ada UPT"),
        ({"Peran": "Kepala Kanwil", "Kode satker": ""}, "H2", "memerlukan Kanwil"),
        ({"Peran": "Kepala Kanwil", "Kanwil": "Bali"}, "G2", "tidak memakai UPT"),
        ({"Peran": "Juri", "Kode satker": "", "Kanwil": "Bali"}, "H2", "tidak memakai Kanwil"),
        ({"Kanwil": "Jawa Timur"}, "H2", "Kanwil lain"),
        ({"Plt/Plh": "mungkin"}, "I2", "ya atau tidak"),
        ({"Mulai berlaku": "1 Januari 2026"}, "J2", "bukan tanggal"),
        (
            {"Mulai berlaku": date(2026, 5, 1), "Tidak berlaku lagi mulai": date(2026, 5, 1)},
            "K2",
            "sesudah tanggal mulai",
        ),
    ],
)
def test_a_wrong_cell_of_a_person_is_told(given: Mapping[str, Any], cell: str, word: str) -> None:
    one_wrong(plan(book([UNIT], [{**PERSON, **given}])), cell, word)


def test_two_rows_of_one_person_are_two_roles() -> None:
    second = {**PERSON, "Peran": "Operator UPT"}
    found = plan(book([UNIT], [PERSON, second]))
    assert (found.wrong, len(found.new_people), len(found.new_roles)) == ([], 1, 2)


def test_rows_of_one_person_that_differ_are_told() -> None:
    second = {**PERSON, "Peran": "Operator UPT", "Nama": "Siti Lain"}
    one_wrong(plan(book([UNIT], [PERSON, second])), "B3", "baris 2")


def test_the_same_role_twice_is_told() -> None:
    one_wrong(plan(book([UNIT], [PERSON, PERSON])), "F3", "sudah ada di baris lain")


def test_a_nip_of_somebody_else_is_told() -> None:
    other = {**PERSON, "Surel": "lain@contoh.go.id"}
    one_wrong(plan(book([UNIT], [PERSON, other])), "C3", "orang lain")
    one_wrong(plan(book(people=[other]), full()), "C2", "orang lain")


def test_an_inactive_account_is_told() -> None:
    one_wrong(plan(book(people=[PERSON]), full(active=False)), "A2", "tidak aktif")


def test_a_role_in_a_closed_unit_is_told() -> None:
    closed = full(unit=replace(OFFICE, closed_on=TODAY))
    other = {**PERSON, "Peran": "Operator UPT"}
    one_wrong(plan(book(people=[other]), closed), "G2", "sudah ditutup")


def test_a_person_is_corrected() -> None:
    found = plan(book(people=[{**PERSON, "Jabatan": "Kepala Kantor"}]), full())
    (change,) = found.changed_people
    assert (found.wrong, change.before) == ([], SITI)
    assert change.after == replace(SITI, position="Kepala Kantor")


@pytest.mark.parametrize("starts", [None, HEAD.starts])
def test_an_end_ends_the_role_that_is_held_and_once_only(starts: date | None) -> None:
    ends = date(2026, 6, 1)
    row = {**PERSON, "Mulai berlaku": starts, "Tidak berlaku lagi mulai": ends}
    found = plan(book(people=[row]), full())
    assert not found.wrong
    assert found.ended_roles == [
        RoleEnd(email=SITI.email, role="r1", kind=RoleKind.UNIT_HEAD, ends=ends)
    ]
    after = plan(book(people=[row]), full(role=replace(HEAD, ends=ends)))
    assert (after.wrong, after.changes) == ([], 0)


def test_a_role_that_overlaps_one_held_is_told() -> None:
    row = {**PERSON, "Mulai berlaku": date(2026, 2, 1)}
    one_wrong(plan(book(people=[row]), full()), "F2", "sudah memegang")


def test_who_was_head_before_can_be_it_again() -> None:
    found = plan(book(people=[PERSON]), full(role=replace(HEAD, ends=date(2026, 1, 1))))
    assert (found.wrong, len(found.new_roles)) == ([], 1)


def test_a_role_of_a_unit_whose_row_is_wrong_is_not_told_again() -> None:
    one_wrong(plan(book([{**UNIT, "Kanwil": "Atlantis"}], [PERSON])), "E2", "tidak dikenal")


def test_every_wrong_row_is_told_at_once() -> None:
    rows = [{**UNIT, "Kode satker": f"70000{n}", "Kanwil": "Atlantis"} for n in range(5)]
    assert [wrong.row for wrong in plan(book(rows)).wrong] == [2, 3, 4, 5, 6]


def _rename(made: Workbook) -> None:
    made["UPT"].title = "Sheet1"


def _merge(made: Workbook) -> None:
    made["UPT"].merge_cells("B2:C2")


def _unknown(made: Workbook) -> None:
    made["UPT"]["D1"] = "Golongan"


def _twice(made: Workbook) -> None:
    made["UPT"]["D1"] = "nama upt"


def _headless(made: Workbook) -> None:
    made["UPT"]["J2"] = "catatan"


def _missing(made: Workbook) -> None:
    made["UPT"].delete_cols(1)


@pytest.mark.parametrize(
    ("change", "cell", "word"),
    [
        (_rename, "", "Lembar ini tidak dikenal"),
        (_unknown, "D1", "tidak dikenal"),
        (_twice, "D1", "dua kali"),
        (_headless, "J1", "tidak berjudul"),
        (_missing, "A1", "Kode satker"),
    ],
)
def test_a_sheet_of_another_shape_is_told(
    change: Callable[[Workbook], None], cell: str, word: str
) -> None:
    one_wrong(plan(book([UNIT], change=change)), cell, word)


def test_merged_cells_are_told_with_their_range() -> None:
    found = plan(book([UNIT], change=_merge))
    assert ("B2:C2", "Sel digabung. Pisahkan kembali, lalu isi setiap barisnya.") in told(found)


def test_a_csv_is_known_by_its_columns() -> None:
    assert plan(comma([UNIT], sign=";")).new_units == [OFFICE]
    assert plan(comma([PERSON]), full()).unchanged == 2


@pytest.mark.parametrize("day", ["2026-01-31", "31/01/2026"])
def test_a_day_in_a_csv_is_text(day: str) -> None:
    found = plan(comma([{**PERSON, "Peran": "Operator UPT", "Mulai berlaku": day}]), full())
    assert [role.starts for role in found.new_roles] == [date(2026, 1, 31)]


def test_an_empty_file_is_told() -> None:
    assert len(plan(b"").wrong) == 1


def test_a_formula_in_a_csv_is_told_and_one_that_our_export_guarded_is_a_name() -> None:
    found = plan(comma([{**UNIT, "Nama UPT": "=HYPERLINK(1)"}]))
    assert [wrong.reason for wrong in found.wrong] == [
        "Sel ini berisi rumus. Tempelkan nilainya saja, tanpa rumus."
    ]
    found = plan(comma([{**UNIT, "Nama UPT": "'=HYPERLINK(1)"}]))
    assert [unit.name for unit in found.new_units] == ["=HYPERLINK(1)"]


def test_the_template_has_all_columns_and_says_that_its_example_must_go() -> None:
    tables = read(workbook(), "utf-8")
    assert [table.name for table in tables] == ["UPT", "Orang", "Petunjuk"]
    assert len(tables[0].rows[0].cells) == len(UNIT_COLUMNS)
    reasons = {wrong.reason for wrong in plan(workbook()).wrong}
    assert "Ini baris contoh. Hapus barisnya." in reasons


def test_the_digest_tells_another_file_and_another_state_apart() -> None:
    new, renamed = plan(book([UNIT])), plan(book([{**UNIT, "Nama UPT": "Lain"}]), full())
    known = full(unit=replace(OFFICE, name="Di antaranya"))
    other = plan(book([{**UNIT, "Nama UPT": "Lain"}]), known)
    digests = {new.digest("a"), new.digest("b"), renamed.digest("a"), other.digest("a")}
    assert len(digests) == 4
    assert plan(book([UNIT])).digest("a") == new.digest("a")
