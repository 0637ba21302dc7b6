"""The Merkle tree against the published vectors and against its own definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record import merkle

# The leaves and roots that the implementations of Certificate Transparency share.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_published_vectors(size: int) -> None:
    assert merkle.root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root_of([]) == hashlib.sha256(b"").digest()


def leaves(count: int) -> list[bytes]:
    return [str(number).encode() for number in range(count)]


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proven_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    all_leaves = leaves(size)
    proof, root = merkle.inclusion_proof(all_leaves, index), merkle.root_of(all_leaves)
    assert merkle.is_included(all_leaves[index], index, size, proof, root)
    assert not merkle.is_included(b"another", index, size, proof, root)
    assert not merkle.is_included(all_leaves[index], index, size, [*proof, root], root)
    assert not proof or not merkle.is_included(all_leaves[index], index, size, proof[1:], root)
    wrong = (
        data.draw(st.integers(0, size - 1).filter(lambda other: other != index))
        if (size > 1)
        else -1
    )
    assert not merkle.is_included(all_leaves[index], wrong, size, proof, root)


@given(st.integers(1, 70), st.data())
def test_a_beginning_is_proven_and_no_other_history(size: int, data: st.DataObject) -> None:
    earlier = data.draw(st.integers(1, size))
    all_leaves = leaves(size)
    proof = merkle.consistency_proof(all_leaves, earlier)
    old, new = merkle.root_of(all_leaves[:earlier]), merkle.root_of(all_leaves)
    assert merkle.is_consistent(earlier, old, size, new, proof)
    other = [b"changed", *all_leaves[1:]]
    assert not merkle.is_consistent(earlier, merkle.root_of(other[:earlier]), size, new, proof)
    assert not merkle.is_consistent(earlier, old, size, merkle.root_of(other), proof)
    assert not merkle.is_consistent(earlier, old, size, new, [*proof, new])
    for place, part in enumerate(proof):
        bent = [*proof[:place], bytes(reversed(part)), *proof[place + 1 :]]
        assert not merkle.is_consistent(earlier, old, size, new, bent)


def test_proofs_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(leaves(3), 3)
    with pytest.raises(IndexError):
        merkle.consistency_proof(leaves(3), 0)
    with pytest.raises(IndexError):
        merkle.consistency_proof(leaves(3), 4)
    assert not merkle.is_included(b"0", 3, 3, [], merkle.root_of(leaves(3)))
    assert not merkle.is_consistent(0, merkle.EMPTY, 3, merkle.root_of(leaves(3)), [])
    assert not merkle.is_consistent(3, merkle.EMPTY, 2, merkle.root_of(leaves(2)), [])
