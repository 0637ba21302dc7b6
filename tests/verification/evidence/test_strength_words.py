"""What a page says of how far a finding can be trusted, in both languages."""

from typing import Any

import pytest
from django.utils import translation

from verification.models import Finding
from verification.pages.strength_words import per_hundred, strength_words
from verification.queries.field import Field


def words(language: str = "id", field: Field | None = None, **strength: object) -> str:
    given = {"false_alarms": 0, "honest": 77, "hits": 31, "forged": 44, **strength}
    finding = Finding(check_name="x", check_version=1, kind="x", strength=given)
    with translation.override(language):
        return strength_words(finding, field)


def test_rates_with_their_counts_in_indonesian() -> None:
    text = words(false_alarms=4, honest=1_000, hits=355, forged=500)
    assert text == (
        "dari 100 berkas jujur 0,4 memunculkan ini, dari 100 berkas tiruan 71; "
        "diukur pada 1.000 dan 500"
    )


def test_rates_with_their_counts_in_english() -> None:
    text = words("en", false_alarms=4, honest=1_000, hits=355, forged=500)
    assert text == (
        "of 100 honest files 0.4 raise this, of 100 forged files 71; measured on 1,000 and 500"
    )


def test_small_counts_say_how_far_they_may_be_off() -> None:
    text = words()
    assert "0 (mungkin 0 sampai 4,7) memunculkan ini" in text
    assert "70 (mungkin 55 sampai 83)" in text
    assert text.endswith("diukur pada 77 dan 44")


def test_pairs_are_called_pairs() -> None:
    text = words(unit="pair", honest=77_421, false_alarms=1, hits=715, forged=720)
    assert text == (
        "dari 100 pasangan berkas yang berbeda kurang dari 0,1 memunculkan ini, "
        "dari 100 pasangan asli dan salinan 99,3; diukur pada 77.421 dan 720"
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"honest": 0, "false_alarms": 0}, "belum diukur pada berkas jujur"),
        ({"forged": 0, "hits": 0}, "belum diukur pada berkas tiruan; diukur pada 77"),
    ],
)
def test_what_was_measured_on_one_side_alone_says_so(counts: dict[str, Any], said: str) -> None:
    assert said in words(**counts)


def test_what_was_not_measured_says_so_in_words() -> None:
    finding = Finding(check_name="x", check_version=1, kind="x")
    with translation.override("id"):
        assert strength_words(finding) == "belum diukur"
    with translation.override("en"):
        assert strength_words(finding) == "not measured yet"


def test_a_person_s_question_has_no_rates() -> None:
    assert strength_words(Finding(kind="raised_by_person")) == ""


def test_the_field_speaks_from_fifty_decisions_on() -> None:
    assert "lapangan" not in words(field=Field(real=30, dismissed=19))
    text = words(field=Field(real=30, dismissed=20))
    assert text.endswith(
        "; di lapangan 60 (mungkin 45 sampai 74) dari 100 terbukti perlu ditindaklanjuti, "
        "dari 50 keputusan"
    )


def test_the_field_may_speak_where_nothing_was_measured() -> None:
    finding = Finding(check_name="x", check_version=1, kind="x")
    with translation.override("id"):
        text = strength_words(finding, Field(real=400, dismissed=0))
    assert text.startswith("belum diukur; di lapangan 100 dari 100")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0"), (0.0001, "kurang dari 0,1"), (0.004, "0,4"), (0.05, "5"), (0.0725, "7,2"),
        (0.5, "50"), (0.714, "71"), (0.993, "99,3"), (0.9999, "lebih dari 99,9"), (1, "100"),
    ],
)  # fmt: skip
def test_shares_as_so_many_of_a_hundred(share: float, said: str) -> None:
    with translation.override("id"):
        assert per_hundred(share) == said
