"""Copies with words changed are told with their passages; what all units write is not."""

from itertools import combinations

import pytest

from bench.office_texts import Text, changed, shuffled, within, write
from workers.checks.duplicates import Known
from workers.checks.finding import Finding, Severity
from workers.checks.texts.bank import Memory
from workers.checks.texts.common import MANY_UNITS
from workers.checks.texts.copies import KnownText
from workers.checks.texts.words import Words


def known(text: Text | str, unit: str, *, season: str = "2026", application: str = "") -> KnownText:
    whole = text if isinstance(text, str) else text.whole
    reference = f"{unit}/{season}/{application}"
    return KnownText(
        known=Known(
            reference=reference,
            sha256=f"{reference} {hash(whole)}",
            application=application or f"{unit}/{season}",
            unit=unit,
            season=season,
        ),
        words=Words(whole),
    )


def found(own: KnownText, *others: KnownText) -> list[Finding]:
    index = Memory()
    for other in others:
        index.add(other)
    return list(index.compare(own).findings)


@pytest.mark.parametrize("seed", range(5))
def test_a_copy_with_a_tenth_of_its_words_changed_is_told(seed: int) -> None:
    text = write(seed)
    (finding,) = found(known(changed(text, seed, 0.1), "b"), known(text, "a"))
    assert (finding.kind, finding.severity) == ("text_copied_other_unit", Severity.MEDIUM)
    assert finding.facts["own_percent"] > 60
    assert finding.facts["passages"]
    for passage in finding.facts["passages"]:
        for side in passage.values():
            assert 0 <= side["start"] < side["end"]
            assert side["text"]


def test_sentences_left_out_and_moved_about() -> None:
    text = write(1)
    copy = shuffled(changed(text, 1, 0.1), 1)
    (finding,) = found(known(copy, "b"), known(text, "a"))
    assert finding.facts["passages_in_all"] >= 5


def test_a_third_of_another_text_within_one_s_own() -> None:
    text, own = write(1), write(2)
    (finding,) = found(known(within(changed(text, 1, 0.1), own, 0.35), "b"), known(text, "a"))
    assert 20 <= finding.facts["own_percent"] <= 60


def test_the_passages_stand_where_they_say() -> None:
    text = write(3)
    own, other = known(changed(text, 3, 0.1), "b"), known(text, "a")
    (finding,) = found(own, other)
    for passage in finding.facts["passages"]:
        for side, words in (("own", own.words), ("other", other.words)):
            said = passage[side]
            assert words.text[said["start"] : said["end"]].startswith(said["text"])


def test_texts_of_different_writers_about_one_thing_are_not() -> None:
    texts = [known(write(seed, topic="layanan kunjungan"), str(seed)) for seed in range(12)]
    for own, other in combinations(texts, 2):
        assert found(own, other) == []


def test_a_form_that_many_units_fill_in_is_nobody_s() -> None:
    form = write(7)
    units = [known(changed(form, seed, 0.08), str(seed)) for seed in range(MANY_UNITS + 4)]
    assert found(units[0], *units[1:3]) != []
    assert found(units[0], *units[1:]) == []


def test_what_was_copied_beside_a_form_is_still_told() -> None:
    form, written = write(7, 40), write(8, 40)
    filled = [
        known(Text("x", (*form.sentences, *write(100 + n, 40).sentences)), str(n))
        for n in range(MANY_UNITS + 1)
    ]
    victim = known(Text("x", (*form.sentences, *written.sentences)), "korban")
    own = known(Text("x", (*form.sentences, *changed(written, 1, 0.1).sentences)), "b")
    (finding,) = found(own, *filled, victim)
    assert finding.region is not None
    assert finding.region.other == victim.known.reference


def test_one_s_own_text_of_another_season_accuses_nobody() -> None:
    text = write(1)
    (finding,) = found(known(changed(text, 1, 0.05), "a"), known(text, "a", season="2025"))
    assert (finding.kind, finding.severity) == ("text_copied_other_season", Severity.INFO)


def test_one_s_own_text_of_this_application_neither() -> None:
    text = write(1)
    one = known(text, "a", application="x")
    two = KnownText(
        known=Known(reference="two", sha256="two", application="x", unit="a", season="2026"),
        words=one.words,
    )
    (finding,) = found(two, one)
    assert (finding.kind, finding.severity) == ("text_copied_same_application", Severity.INFO)


def test_the_same_bytes_are_left_to_the_check_of_duplicates() -> None:
    one, two = known(write(1), "a"), known(write(1), "b")
    same = KnownText(
        known=Known(
            reference="two", sha256=one.known.sha256, application="b", unit="b", season="2026"
        ),
        words=two.words,
    )
    assert found(same, one) == []


LAWS = """Dengan ini, kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan
yang telah ditetapkan dan apabila tidak menepati janji ini, kami siap menerima sanksi sesuai
peraturan perundang-undangan yang berlaku. Standar pelayanan adalah tolok ukur yang dipergunakan
sebagai pedoman penyelenggaraan pelayanan dan acuan penilaian kualitas pelayanan sebagai kewajiban
dan janji penyelenggara kepada masyarakat dalam rangka pelayanan yang berkualitas, cepat, mudah,
terjangkau, dan terukur. Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi
Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur Administrasi
Pemerintahan; Peraturan Menteri Hukum dan Hak Asasi Manusia Nomor 33 Tahun 2016 tentang Hari dan
Jam Kerja di Lingkungan Kementerian Hukum dan Hak Asasi Manusia;"""


def test_two_units_may_quote_the_same_laws() -> None:
    assert found(known(f"Lapas Satu\n{LAWS}", "a"), known(f"Rutan Dua\n{LAWS}", "b")) == []


def test_what_is_told_is_bounded() -> None:
    text = write(1, 2_000)
    (finding,) = found(known(shuffled(text, 1, 0.2), "b"), known(text, "a"))
    assert len(finding.facts["passages"]) <= 12
    assert all(len(p["own"]["text"]) <= 1_200 for p in finding.facts["passages"])


def test_at_most_three_of_a_kind() -> None:
    text = write(1)
    others = [known(changed(text, n, 0.03), str(n)) for n in range(MANY_UNITS - 1)]
    assert len(found(known(text, "b"), *others)) == 3
