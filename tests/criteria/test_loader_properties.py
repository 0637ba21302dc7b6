"""Whatever is broken in a file, the refusal names the place."""

import json
import random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from criteria.domain.loader import InstrumentError, Problem, load
from tests.criteria.documents import Document, loaded, small, toml
from tests.criteria.places import KEYS, LEAVES, TABLES, Place

# Without these the file says the same or something else that is also sound.
OPTIONAL = {"provisional", "source"}


def path_of(place: Place) -> str:
    return place.path


def refused_paths(document: Document) -> list[str]:
    with pytest.raises(InstrumentError) as refusal:
        loaded(document)
    assert all(line.startswith("small.toml: ") for line in refusal.value.lines())
    return [problem.path for problem in refusal.value.problems]


def named(place: Place) -> str:
    """The path a fault has there: a list is named as a whole."""
    return place.path.removesuffix(f"[{place.key}]")


@pytest.mark.parametrize("place", LEAVES, ids=path_of)
def test_value_of_a_wrong_kind(place: Place) -> None:
    document = small()
    place.container(document)[place.key] = 1.5
    assert named(place) in refused_paths(document)


# Instruments that were frozen before it was asked for do not have it, and read as provisional.
WITHOUT = {"process.conflict_years"}


@pytest.mark.parametrize("place", [key for key in KEYS if key.path not in WITHOUT], ids=path_of)
def test_key_that_is_missing(place: Place) -> None:
    document = small()
    del place.container(document)[place.key]
    parent = place.path.rpartition(".")[0]
    expected = parent if place.key in OPTIONAL and parent else place.path
    if place.path == "sources.law":
        expected = "source"
    assert expected in refused_paths(document)


@pytest.mark.parametrize("place", TABLES, ids=path_of)
def test_key_nobody_knows(place: Place) -> None:
    document = small()
    place.container(document)[place.key]["judul"] = "x"
    assert f"{place.path}.judul" in refused_paths(document)


@given(st.lists(st.sampled_from(LEAVES), min_size=2, max_size=4, unique=True))
def test_every_fault_is_told_at_once(broken: list[Place]) -> None:
    document = small()
    for place in broken:
        place.container(document)[place.key] = 1.5
    assert {named(place) for place in broken} <= set(refused_paths(document))


@given(st.randoms(use_true_random=False))
def test_order_of_keys_does_not_matter(shuffle: random.Random) -> None:
    assert loaded(_shuffled(small(), shuffle)).digest == loaded(small()).digest


def test_canonical_form_reads_back_as_the_same_instrument() -> None:
    first = loaded(small())
    again = loaded(json.loads(first.canonical))
    assert again == first
    assert again.canonical == first.canonical


@given(st.text(max_size=200))
def test_any_text_is_refused_with_the_files_name(words: str) -> None:
    with pytest.raises(InstrumentError, match=r"^notes\.toml: "):
        load(words, name="notes.toml")


@example(LEAVES[0], "\x7f")
@given(st.sampled_from(LEAVES), st.text(max_size=20))
def test_any_word_is_either_read_or_refused(place: Place, word: str) -> None:
    document = small()
    place.container(document)[place.key] = word
    faults: tuple[Problem, ...] = ()
    try:
        load(toml(document), name="small.toml")
    except InstrumentError as refusal:
        faults = refusal.problems
    assert all(fault.path and fault.message for fault in faults)


def _shuffled(node: Any, shuffle: random.Random) -> Any:
    if isinstance(node, list):
        return [_shuffled(item, shuffle) for item in node]
    if not isinstance(node, dict):
        return node
    keys = list(node)
    shuffle.shuffle(keys)
    return {key: _shuffled(node[key], shuffle) for key in keys}
