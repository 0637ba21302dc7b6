"""The ministry sets what was provisional, and only that."""

from decimal import Decimal

import pytest

from criteria.domain.loader import InstrumentError, load
from criteria.domain.overrides import Override, Value, typed
from criteria.instrument import Instrument, Statement
from tests.criteria.documents import loaded, small, toml

DECREE = "HAM-12.HM.01 Tahun 2019"


def with_overrides(*overrides: Override) -> Instrument:
    return load(toml(small()), name="small.toml", overrides=overrides)


def refusals(*overrides: Override) -> list[str]:
    with pytest.raises(InstrumentError) as refused:
        with_overrides(*overrides)
    return refused.value.lines()


def test_value_set_by_decree_is_no_longer_provisional() -> None:
    path = "scoring.grades[0].minimum"
    instrument = with_overrides(Override(path, "80", DECREE))
    statement = next(s for s in instrument.statements if s.path == path)
    assert instrument.scoring.grades[0].minimum == Decimal(80)
    assert (statement.provisional, statement.decree) == (False, DECREE)
    assert instrument.scoring.grades[0].provisional_fields == frozenset()


def test_override_changes_the_digest_and_not_the_original() -> None:
    before = loaded(small()).digest
    changed = with_overrides(Override("process.sheets_min", 5, DECREE))
    assert changed.process.sheets_min == 5
    assert changed.digest != before
    assert loaded(small()).digest == before
    assert DECREE in changed.canonical


def test_weights_are_set_together() -> None:
    overrides = (
        Override("criteria[0].weight", "70", DECREE),
        Override("criteria[1].weight", "30", DECREE),
    )
    assert [c.weight for c in with_overrides(*overrides).criteria] == [Decimal(70), Decimal(30)]
    assert refusals(overrides[0]) == ["small.toml: criteria: jumlah bobot 110; harus 1 atau 100"]


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("decree.issuer", "region", "bukan nilai sementara, jadi tidak boleh diganti"),
        ("criteria[9].weight", "1", "tidak ada nilai di tempat ini"),
        ("criteria[0]", "1", "tidak ada nilai di tempat ini"),
        ("criteria[0].title.id", "1", "tidak ada nilai di tempat ini"),
        ("", "1", "tidak ada nilai di tempat ini"),
        ("Criteria[-1]..", "1", "tidak ada nilai di tempat ini"),
    ],
)
def test_only_provisional_values(path: str, value: Value, line: str) -> None:
    override = Override(path, value, DECREE)
    assert refusals(override) == [": ".join(filter(None, ("small.toml", path, line)))]


def test_decree_is_needed() -> None:
    override = Override("process.sheets_min", 5, "  ")
    assert refusals(override) == ["small.toml: process.sheets_min: nomor keputusan wajib diisi"]


def test_value_of_a_wrong_kind_is_refused_at_its_place() -> None:
    assert refusals(Override("process.sheets_min", "lima", DECREE)) == [
        "small.toml: process.sheets_min.value: harus berupa bilangan bulat tanpa tanda kutip"
    ]


def test_same_place_twice() -> None:
    first = Override("process.sheets_min", 5, DECREE)
    second = Override("process.sheets_min", 4, DECREE)
    assert refusals(first, second) == ["small.toml: process.sheets_min: diganti lebih dari sekali"]


def statement(path: str) -> Statement:
    return next(s for s in loaded(small()).statements if s.path == path)


@pytest.mark.parametrize(
    ("path", "words", "value"),
    [
        ("process.sheets_min", " 5 ", 5),
        ("process.sheets_min", "5.5", "5.5"),
        ("criteria[0].weight", "33,34", "33.34"),
        ("scoring.tie_break", "median, spread", ("median", "spread")),
        ("scoring.aggregation", "median", "median"),
        ("modifiers.enabled", "false", False),
        ("modifiers.enabled", "tidak", "tidak"),
    ],
)
def test_what_a_person_types(path: str, words: str, value: Value) -> None:
    assert typed(statement(path), words) == value


def test_every_provisional_value_can_be_replaced_by_itself() -> None:
    open_statements = [s for s in loaded(small()).statements if s.provisional]
    overrides = tuple(Override(s.path, typed(s, s.value), DECREE) for s in open_statements)
    assert not with_overrides(*overrides).provisional
