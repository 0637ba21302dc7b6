"""One word for one thing: who scores is a juror, "juri", on every page of the jury."""

from pathlib import Path

JURY = Path(__file__).resolve().parents[2] / "jury"
OTHERS = ("tim penilai", "dewan juri", "majelis")


def test_no_other_word_for_a_juror() -> None:
    files = [path for kind in ("*.py", "*.html", "*.typ") for path in JURY.rglob(kind)]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8").lower()
        assert not [word for word in OTHERS if word in text], path
