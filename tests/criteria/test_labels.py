"""Every short word of a file has its words for people."""

import pytest
from django.utils import translation

from criteria.instrument import Instrument, Statement
from criteria.labels import FIELDS, STEPS, label_of, value_of
from tests.criteria.documents import loaded, shipped, small

INSTRUMENTS = [
    loaded(small()),
    shipped("permenkumham-27-2018"),
    shipped("permenkumham-27-2018-rancangan-2020"),
]


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda i: i.code)
def test_every_statement_has_a_label(instrument: Instrument) -> None:
    for statement in instrument.statements:
        assert label_of(statement)
        assert "_" not in value_of(statement)


def test_no_label_is_left_over() -> None:
    used = {statement.field for instrument in INSTRUMENTS for statement in instrument.statements}
    assert set(FIELDS) - used == {"size"}


def test_every_step_has_a_label() -> None:
    sheets, whole = {"share", "mean", "median", "weighted"}, {"total", "rounded"}
    assert set(STEPS) == sheets | whole | {"modifier", "modified"}


def statement(path: str) -> Statement:
    return next(s for s in INSTRUMENTS[0].statements if s.path == path)


@pytest.mark.parametrize(
    ("path", "label", "value"),
    [
        ("criteria[0].weight", "Bobot: a", "60"),
        ("process.sheets_min", "Lembar penilaian paling sedikit untuk satu satuan kerja", "3"),
        ("process.refuse_same_file_twice", "Tolak berkas yang sama untuk dua indikator", "Ya"),
        ("evidence[0].kinds", "Jenis berkas yang diterima: foto", "foto, dokumen"),
        ("decree.issuer", "Penerbit SK tim verifikasi", "Pusat (unit eselon I)"),
    ],
)
def test_words(path: str, label: str, value: str) -> None:
    with translation.override("id"):
        assert (label_of(statement(path)), value_of(statement(path))) == (label, value)
