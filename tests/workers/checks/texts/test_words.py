from workers.checks.texts.sketch import MOST_MARKS, sketch
from workers.checks.texts.words import MOST_WORDS, Words, tidied


def test_words_without_numbers_addresses_and_single_letters() -> None:
    words = Words("Nomor 12: Surat W.10 dari https://contoh.go.id/a?b=c, a@b.go.id tiba.")
    assert words.tokens == ["nomor", "surat", "dari", "tiba"]


def test_each_word_knows_its_place() -> None:
    text = "Pukul 09.00 Petugas\nmembuka loket."
    words = Words(text)
    assert [text[begin:end] for begin, end in words.places] == [
        "Pukul", "Petugas", "membuka", "loket",
    ]  # fmt: skip


def test_a_word_that_a_line_s_end_broke_is_one_again() -> None:
    assert tidied("pela-\n yanan, undang-undang") == "pelayanan, undang-undang"


def test_letters_are_brought_into_one_form() -> None:
    assert tidied("ﬁle") == "file"


def test_a_mark_is_the_same_on_every_machine_and_fits_the_database() -> None:
    (mark,) = Words("petugas membuka loket").marks
    assert mark == Words("Petugas: membuka LOKET!").marks[0] == 3243893925562735050
    assert 0 <= mark < 2**63


def test_a_text_of_two_words_has_no_mark() -> None:
    assert Words("petugas membuka").marks == []


def stored(words: Words) -> set[int]:
    return {mark for mark, _ in sketch(words, [False] * len(words.tokens))}


def test_two_texts_store_the_same_of_what_they_share() -> None:
    own = Words(" ".join(_made(400)))
    longer = Words(" ".join((*_made(400), *_made(300, "x"))))
    assert stored(own) <= stored(longer)
    assert 60 < len(stored(own)) < 140


def test_what_is_common_is_not_stored() -> None:
    words = Words(" ".join(_made(400)))
    half = sketch(words, [number < 200 for number in range(400)])
    assert {mark for mark, _ in half} < stored(words)
    assert min(at for _, at in half) >= 200


def test_a_long_text_is_bounded() -> None:
    words = Words(" ".join(_made(MOST_WORDS + 50)))
    assert len(words.tokens) == MOST_WORDS
    assert len(stored(words)) == MOST_MARKS


def _made(count: int, letter: str = "") -> list[str]:
    digits = "abcdefghij"
    return [letter + "".join(digits[int(d)] for d in f"{n:05}") for n in range(count)]
