"""What a file must say, with the exact words of each refusal."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import translation

from criteria.domain.loader import InstrumentError, load
from tests.criteria.documents import Document, answer, grade, loaded, open_value, said, small, toml

Change = Callable[[Document], object]


def refusal(change: Change) -> list[str]:
    document = small()
    change(document)
    with pytest.raises(InstrumentError) as refused:
        loaded(document)
    return refused.value.lines()


def set_at(*steps: str | int, value: object) -> Change:
    def change(document: Document) -> None:
        node: object = document
        for step in steps[:-1]:
            node = node[step]  # type: ignore[index]
        node[steps[-1]] = value  # type: ignore[index]

    return change


REFUSALS: list[tuple[Change, str]] = [
    (
        set_at("criteria", 0, "indicators", 1, "scale", value="ada"),
        'criteria[0].indicators[1].scale: "ada" tidak dikenal',
    ),
    (
        set_at("criteria", 1, "scale", value="tw0"),
        'criteria[1].scale: "tw0" tidak dikenal (maksud Anda "two"?)',
    ),
    (
        set_at("criteria", 0, "evidence", value="photo"),
        'criteria[0].evidence: "photo" tidak dikenal (maksud Anda "photos"?)',
    ),
    (
        set_at("proces", value={}),
        'proces: kunci tidak dikenal (maksud Anda "process"?)',
    ),
    (
        set_at("unit_types", 0, "covers", 0, value="prizon"),
        'unit_types[0].covers: "prizon" tidak dikenal (maksud Anda "prison"?)',
    ),
    (
        set_at("unit_types", 1, "covers", value=["prison"]),
        'unit_types[1].covers: "prison" sudah dipakai di unit_types[0].covers',
    ),
    (
        set_at("criteria", 1, "code", value="a"),
        'criteria[1].code: "a" sudah dipakai di criteria[0].code',
    ),
    (
        set_at("criteria", 1, "indicators", 0, "code", value="a-2"),
        'criteria[1].indicators[0].code: "a-2" sudah dipakai di criteria[0].indicators[1].code',
    ),
    (
        set_at("criteria", 0, "weight", value=open_value("59.99")),
        "criteria: jumlah bobot 99.99; harus 1 atau 100",
    ),
    (
        set_at("criteria", 0, "weight", value={"value": "60"}),
        "criteria[0].weight: sebutkan asalnya: source, decree, atau provisional = true",
    ),
    (
        set_at("criteria", 0, "weight", value="60"),
        "criteria[0].weight: harus berupa tabel",
    ),
    (
        set_at("criteria", 0, "weight", "value", value=59.5),
        'criteria[0].weight.value: tulis desimal di antara tanda kutip: "59.5"',
    ),
    (
        set_at("criteria", 0, "weight", "value", value="6e1"),
        'criteria[0].weight.value: "6e1" bukan angka (contoh: "33.34")',
    ),
    (
        set_at("criteria", 0, "weight", "value", value="101"),
        "criteria[0].weight.value: 101 harus antara 0 dan 100",
    ),
    (
        set_at("criteria", 0, "weight", "source", value="laws"),
        'criteria[0].weight.source: "laws" tidak dikenal (maksud Anda "law"?)',
    ),
    (
        set_at("criteria", 0, "weight", "note", value="why"),
        'criteria[0].weight.note: "why" tidak dikenal',
    ),
    (
        set_at("criteria", 0, "weight", "decree", value="HAM-1"),
        "criteria[0].weight.provisional: nilai dengan nomor keputusan tidak lagi sementara",
    ),
    (
        set_at("criteria", 0, "title", value={"id": "tanpa terjemahan"}),
        "criteria[0].title.en: wajib diisi",
    ),
    (
        set_at("criteria", 0, "indicators", 0, "audience", value="visitor"),
        (
            'criteria[0].indicators[0].audience: "visitor" tidak dikenal; '
            'pilih: none, visitors, inmates (maksud Anda "visitors"?)'
        ),
    ),
    (
        set_at("scales", 0, "answers", value=[answer("yes", "0")]),
        "scales[0].answers: paling sedikit dua jawaban",
    ),
    (
        set_at("scales", 0, "answers", 1, "points", "value", value="1"),
        "scales[0].answers: nilai harus menurun dari jawaban pertama ke jawaban terakhir",
    ),
    (
        set_at("scales", 0, "answers", 2, "points", "value", value="0.1"),
        "scales[0].answers: jawaban terakhir harus bernilai 0",
    ),
    (
        set_at("scales", 0, "answers", 0, "meaning", value={"id": "ada", "en": "there"}),
        "scales[0].answers[0].meaning: sebutkan asalnya: source, decree, atau provisional = true",
    ),
    (
        set_at("scales", 0, "answers", 0, "meaning", value={"id": "ada", "provisional": True}),
        "scales[0].answers[0].meaning.en: wajib diisi",
    ),
    (
        set_at("scales", 0, "answers", 2, "code", value="gap"),
        'scales[0].answers[2].code: "gap" dipakai oleh sistem',
    ),
    (
        set_at("scales", 0, "unmet", "value", value="none"),
        'scales[0].unmet.value: "none" tidak dikenal; pilih: yes, part, no (maksud Anda "no"?)',
    ),
    (
        set_at("scoring", "grades", 1, "minimum", "value", value="10"),
        "scoring.grades: predikat terakhir harus mulai dari 0 agar tidak ada celah",
    ),
    (
        set_at("scoring", "grades", 0, "minimum", "value", value="0"),
        "scoring.grades: batas predikat harus menurun dan tidak boleh sama (tumpang tindih)",
    ),
    (
        set_at("scoring", "grades", 0, "laureate", value=False),
        "scoring.grades: predikat penerima penghargaan harus ada dan berada di atas predikat lain",
    ),
    (
        set_at("scoring", "tie_break", "value", value=["spread", "criterion:c"]),
        (
            'scoring.tie_break.value: "criterion:c" tidak dikenal; pilih: exact_total, median, '
            'spread, best_answers, criterion:a, criterion:b (maksud Anda "criterion:b"?)'
        ),
    ),
    (
        set_at("scoring", "tie_break", "value", value=["spread", "spread"]),
        "scoring.tie_break.value: memuat isi yang sama lebih dari sekali",
    ),
    (
        set_at("evidence", 0, "count_max", "value", value=2),
        "evidence[0].count_max: lebih kecil daripada count_min",
    ),
    (
        set_at("evidence", 0, "kinds", "value", value=["document"]),
        "evidence[0].counted_kinds: memuat jenis yang tidak ada di kinds",
    ),
    (
        set_at("process", "sheets_min", "value", value=0),
        "process.sheets_min.value: 0 harus antara 1 dan 50",
    ),
    (
        set_at("process", "sheets_min", "value", value="3"),
        "process.sheets_min.value: harus berupa bilangan bulat tanpa tanda kutip",
    ),
    (
        set_at("process", "sheets_min", "value", value=True),
        "process.sheets_min.value: harus berupa bilangan bulat tanpa tanda kutip",
    ),
    (
        set_at("process", "juror_scale", "value", value="four"),
        'process.juror_scale.value: "four" tidak dikenal; pilih: indicator, three, two',
    ),
    (
        set_at("process", "refuse_same_file_twice", "value", value=1),
        "process.refuse_same_file_twice.value: harus true atau false",
    ),
    (
        set_at("modifiers", "enabled", "value", value=True),
        "modifiers.enabled: belum ada penyesuai yang besarnya ditetapkan; tulis false",
    ),
    (
        set_at("sources", "law", "address", value="javascript:alert(1)"),
        "sources.law.address: harus diawali https:// atau http://",
    ),
    (set_at("schema", value=2), "schema: hanya versi 1 yang dikenal"),
    (
        set_at("version", value="1/2"),
        "version: hanya huruf kecil, angka, titik, dan tanda hubung, paling banyak 20",
    ),
    (
        set_at("code", value="Small"),
        "code: hanya huruf kecil, angka, tanda hubung, dan garis bawah",
    ),
    (
        set_at("title", "id", value="dua\nbaris"),
        "title.id: harus berupa satu baris teks, 1 sampai 300 huruf",
    ),
    (
        set_at("criteria", 0, "indicators", value=[]),
        "criteria[0].indicators: harus berupa daftar tabel yang tidak kosong",
    ),
]


@pytest.mark.parametrize(("change", "line"), REFUSALS, ids=[line[:60] for _, line in REFUSALS])
def test_refusal(change: Change, line: str) -> None:
    assert f"small.toml: {line}" in refusal(change)


def test_one_mistake_makes_one_line() -> None:
    broken = set_at("criteria", 0, "weight", "value", value="many")
    assert refusal(broken) == [
        'small.toml: criteria[0].weight.value: "many" bukan angka (contoh: "33.34")'
    ]


def test_unit_type_nobody_asks_anything() -> None:
    document = small()
    for indicator in document["criteria"][0]["indicators"]:
        indicator["unit_types"] = ["prison"]
    with pytest.raises(InstrumentError, match=r"unit_types\[1\].code: tidak punya satu indikator"):
        loaded(document)


@pytest.mark.parametrize("words", ["= 1", "a = [", "a = 1\na = 2", "\0", "[" * 5000])
def test_what_is_no_toml(words: str) -> None:
    with pytest.raises(InstrumentError, match=r"^x\.toml: bukan TOML yang benar"):
        load(words, name="x.toml")


def test_what_is_read() -> None:
    instrument = loaded(small())
    assert instrument.unit_types == ("prison", "womens_prison", "estate_office")
    assert instrument.decree_issuer == "centre"
    assert [i.code for i in instrument.indicators_for("womens_prison")] == [
        "a-1",
        "a-2",
        "a-3",
        "b-1",
    ]
    assert [i.code for i in instrument.indicators_for("estate_office")] == ["a-1"]
    assert instrument.indicators_for("detention_centre") == ()
    assert instrument.criterion_of("b-1").weight == Decimal(40)
    assert instrument.scale_of("a-1").answer("part").points == Decimal("0.5")
    assert instrument.indicator("a-1").none_needed == {"no"}
    assert instrument.criterion("a").provisional_fields == {"weight", "minimum"}
    assert instrument.scoring.provisional_fields >= {"places", "rounding"}
    assert instrument.group_of("womens_prison").code == "prison"
    assert instrument.assesses("prison")
    assert not instrument.assesses("detention_centre")


@pytest.mark.parametrize(
    ("members", "rule", "needed"),
    [(3, "majority", 2), (4, "majority", 3), (5, "majority", 3), (1, "majority", 1), (4, "all", 4)],
)
def test_signatures_needed(members: int, rule: str, needed: int) -> None:
    document = small()
    document["process"]["minutes_quorum"] = said(rule)
    assert loaded(document).process.signatures_needed(members) == needed


def test_an_instrument_frozen_before_the_years_of_conflict_were_its_own_has_two() -> None:
    document = small()
    del document["process"]["conflict_years"]
    process = loaded(document).process
    assert process.conflict_years == 2
    assert "conflict_years" in process.provisional_fields


def test_scale_of_the_jury() -> None:
    document = small()
    assert loaded(document).juror_scale_of("a-1").code == "three"
    document["process"]["juror_scale"] = said("two")
    assert loaded(document).juror_scale_of("a-1").code == "two"


def test_weights_may_be_shares_of_one() -> None:
    document = small()
    document["criteria"][0]["weight"] = said("0.6")
    document["criteria"][1]["weight"] = said("0.4")
    assert [c.weight for c in loaded(document).criteria] == [Decimal("0.6"), Decimal("0.4")]


def test_several_bands() -> None:
    document = small()
    document["scoring"]["grades"].insert(1, grade("fair", "60", laureate=True))
    assert [g.code for g in loaded(document).scoring.grades] == ["good", "fair", "rest"]


def test_question_that_waits_for_the_ministry() -> None:
    document = small()
    document["criteria"][1]["indicators"][0]["provisional"] = True
    instrument = loaded(document)
    assert instrument.indicator("b-1").provisional
    told = next(s for s in instrument.statements if s.path == "criteria[1].indicators[0]")
    assert told.provisional


def test_text_follows_the_language() -> None:
    title = loaded(small()).title
    assert str(title) == "kecil"
    with translation.override("en"):
        assert str(title) == "kecil in English"
    with translation.override(None):
        assert str(title) == "kecil"


def test_same_file_is_read_once() -> None:
    words = toml(small())
    assert load(words, name="small.toml") is load("".join(list(words)), name="small.toml")
