"""The two instruments say what the public sources say, and mark the rest."""

import pytest

from criteria.domain.files import shipped as shipped_files
from criteria.instrument import Instrument
from tests.criteria.documents import shipped

OLD, DRAFT = "permenkumham-27-2018", "permenkumham-27-2018-rancangan-2020"
SOURCED = {"decree.issuer", "process.refuse_same_file_twice"}


@pytest.fixture(params=[OLD, DRAFT])
def instrument(request: pytest.FixtureRequest) -> Instrument:
    return shipped(request.param)


def counts(instrument: Instrument, unit_type: str) -> dict[str, int]:
    asked = instrument.indicators_for(unit_type)
    return {c.code: sum(i.criterion == c.code for i in asked) for c in instrument.criteria}


def test_both_are_shipped() -> None:
    assert [path.stem for path in shipped_files()] == [DRAFT, OLD]


@pytest.mark.parametrize(
    ("unit_type", "expected"),
    [
        ("immigration_office", {"facilities": 13, "officers": 1, "compliance": 4}),
        ("prison", {"facilities": 28, "officers": 1, "compliance": 1}),
        ("womens_prison", {"facilities": 28, "officers": 1, "compliance": 1}),
        ("narcotics_prison", {"facilities": 28, "officers": 1, "compliance": 1}),
        ("detention_centre", {"facilities": 27, "officers": 1, "compliance": 1}),
        ("probation_office", {"facilities": 13, "officers": 1, "compliance": 1}),
        ("estate_office", {"facilities": 13, "officers": 1, "compliance": 1}),
    ],
)
def test_indicators_of_27_2018(unit_type: str, expected: dict[str, int]) -> None:
    assert counts(shipped(OLD), unit_type) == expected


@pytest.mark.parametrize(
    "unit_type", ["confiscated_goods_house", "juvenile_institution", "immigration_detention"]
)
def test_unit_types_that_27_2018_does_not_name(unit_type: str) -> None:
    assert not shipped(OLD).assesses(unit_type)


def test_immigration_office_is_complete() -> None:
    asked = shipped(OLD).indicators_for("immigration_office")
    assert not any(indicator.provisional for indicator in asked)
    assert [i.text.id for i in asked][:3] == [
        "Maklumat pelayanan",
        "Ruang/loket/kotak/nomor telepon pengaduan",
        "Toilet khusus penyandang disabilitas",
    ]
    assert [i.text.id for i in asked if i.criterion == "compliance"] == [
        "Antrian pelayanan paspor",
        "Penerbitan paspor baru",
        "Penerbitan paspor penggantian",
        "Perpanjangan izin tinggal kunjungan",
    ]


def test_prison_asks_eleven_things_for_visitors() -> None:
    asked = shipped(OLD).indicators_for("prison")
    assert sum(i.audience == "visitors" for i in asked) == 11
    assert sum(i.audience == "inmates" for i in asked) == 17


def test_scales_of_the_annex() -> None:
    answers = {c.code: [a.text.id for a in c.scale.answers] for c in shipped(OLD).criteria}
    assert answers == {
        "facilities": ["Ada", "Proses", "Tidak"],
        "officers": ["Ada", "Tidak"],
        "compliance": ["Patuh", "Cukup patuh", "Kurang patuh"],
    }


def test_what_the_draft_changes() -> None:
    old, draft = shipped(OLD), shipped(DRAFT)
    assert [c.code for c in draft.criteria] == [*(c.code for c in old.criteria), "innovation"]
    assert set(draft.unit_types) - set(old.unit_types) == {"confiscated_goods_house"}
    assert (old.decree_issuer, draft.decree_issuer) == ("centre", "region")
    assert counts(draft, "immigration_office")["innovation"] == 1


def test_lists_nobody_saw_are_one_open_question(instrument: Instrument) -> None:
    for unit_type in set(instrument.unit_types) - {"immigration_office"}:
        asked = [i for i in instrument.indicators_for(unit_type) if i.criterion == "compliance"]
        assert [i.provisional for i in asked] == [True]
        assert "Kementerian" in asked[0].text.id


def test_three_photographs_have_a_source(instrument: Instrument) -> None:
    rule = instrument.evidence_rules[0]
    assert (rule.count_min, rule.counted_kinds) == (3, ("photo",))
    assert "count_min" not in rule.provisional_fields
    statement = next(s for s in instrument.statements if s.path == "evidence[0].count_min")
    assert statement.sources == ("S36",)


def test_no_number_is_passed_off_as_law(instrument: Instrument) -> None:
    """Weights, points, minimums, bands, rounding and the procedure are told nowhere."""
    for statement in instrument.statements:
        law = statement.path in SOURCED or statement.field in (
            "count_min",
            "counted_kinds",
            "effect",
        )
        assert statement.provisional != law, statement.path
        if statement.provisional:
            assert statement.note is not None, statement.path


def test_every_source_is_used_and_has_a_public_address(instrument: Instrument) -> None:
    keys = {key for statement in instrument.statements for key in statement.sources}
    keys |= {key for i in instrument.indicators for key in i.sources}
    keys |= {key for c in instrument.criteria for key in c.sources}
    keys |= {key for g in instrument.unit_groups for key in g.sources}
    keys |= {key for s in instrument.scales for key in s.sources}
    keys |= {key for m in instrument.modifiers.items for key in m.sources}
    keys |= {key for g in instrument.scoring.grades for key in g.sources}
    assert {source.key for source in instrument.sources} == keys | {*instrument.standing_sources}


def test_every_text_is_in_both_languages(instrument: Instrument) -> None:
    for indicator in instrument.indicators:
        for text in (indicator.text, indicator.guidance.show, indicator.guidance.mistake):
            assert text.id != text.en


def test_modifiers_are_told_and_off(instrument: Instrument) -> None:
    assert not instrument.modifiers.enabled
    effects = {item.code: (item.effect, item.size) for item in instrument.modifiers.items}
    assert effects["ombudsman"] == ("deduction", None)


def test_every_answer_says_when_to_give_it(instrument: Instrument) -> None:
    """No public text has such words, so each is marked as waiting for the ministry."""
    for answer in (answer for scale in instrument.scales for answer in scale.answers):
        assert answer.meaning is not None
        assert answer.meaning.id
        assert answer.meaning.en
        assert "meaning" in answer.provisional_fields
        assert answer.meaning.id != answer.text.id
