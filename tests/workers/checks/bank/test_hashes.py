import numpy as np
import pytest

from workers.checks.bank.hashes import near


@pytest.mark.parametrize("count", [1, 8, 40])
def test_it_finds_exactly_what_counting_finds(count: int) -> None:
    chance = np.random.default_rng(5)
    stored = chance.integers(0, 256, (5_000, 32), dtype=np.uint8)
    asked = stored[:count] ^ np.packbits(chance.random((count, 256)) < 0.2, axis=1)
    first, second, bits = near(asked, stored, 100)
    told = dict(zip(zip(first.tolist(), second.tolist(), strict=True), bits.tolist(), strict=True))
    differ = np.bitwise_count(asked[:, None] ^ stored[None]).sum(axis=2, dtype=np.int64)
    close = [(int(i), int(j)) for i, j in np.argwhere(differ <= 100)]
    assert told == {pair: int(differ[pair]) for pair in close}
    assert len(close) >= count


def test_the_last_bit_counts() -> None:
    stored = np.zeros((1, 32), np.uint8)
    asked = stored.copy()
    asked[0, :9] = 255
    assert len(near(asked, stored, 72)[0]) == 1
    assert len(near(asked, stored, 71)[0]) == 0


def test_nothing_stored_is_nothing_found() -> None:
    assert [len(c) for c in near(np.zeros((8, 32), np.uint8), np.zeros((0, 32), np.uint8), 72)] == [
        0,
        0,
        0,
    ]
