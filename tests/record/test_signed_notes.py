"""Signed notes: what a holder may rely on, and every way in which one may be wrong."""

import base64

import pytest

from record.signed_notes import BadKey, BadNote, Signer, Verifier, seed_of

SEED = bytes(range(32))
TEXT = "p2ham.example\n3\nAAAA\n"


def signer() -> Signer:
    return Signer("p2ham.example", SEED)


def test_a_note_opens_with_the_key_it_was_signed_with() -> None:
    note = signer().sign(TEXT)
    verifier = Verifier.of(str(signer().verifier))
    assert verifier.open(note) == TEXT
    assert verifier == signer().verifier


def test_the_published_example_opens() -> None:
    """The key and the note that golang.org/x/mod/sumdb/note prints in its documentation."""
    verifier = Verifier.of("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
        "RZb6KE6RyyBwJnAM=\n"
    )
    assert verifier.open(note).startswith("If you think")


@pytest.mark.parametrize(
    "bent",
    [
        lambda note: note.replace("\n3\n", "\n4\n"),
        lambda note: note.replace("— p2ham.example", "— other.example"),
        lambda note: note.replace("— ", "- "),
        lambda note: note[:-1],
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note[:-4] + "AAA\n",
        lambda note: note.partition("\n\n")[0] + "\n",
        lambda note: note[:0],
    ],
)
def test_a_note_that_was_touched_does_not_open(bent: object) -> None:
    assert callable(bent)
    with pytest.raises(BadNote):
        signer().verifier.open(bent(signer().sign(TEXT)))


def test_another_key_of_the_same_name_does_not_open_it() -> None:
    other = Signer("p2ham.example", bytes(32))
    with pytest.raises(BadNote):
        other.verifier.open(signer().sign(TEXT))


def test_what_is_no_key_is_refused() -> None:
    line = str(signer().verifier)
    for wrong in ("", "name", line.replace("p2ham", "p3ham"), line[:-6], line.replace("+", "-")):
        with pytest.raises(BadKey):
            Verifier.of(wrong)
    with pytest.raises(BadKey):
        seed_of(base64.b64encode(b"short").decode())
    with pytest.raises(BadKey):
        seed_of("no base64 at all!")
    assert seed_of(base64.b64encode(SEED).decode()) == SEED
    with pytest.raises(BadNote):
        signer().sign("no newline")
