"""Laying the other picture of a pair over the own one, as one SVG transform."""

from collections.abc import Sequence

from verification.queries.sizes import Point

Row = Sequence[float]
Matrix = Sequence[Row]


def onto_own(matrix: Matrix, own: Sequence[Point], *, from_own: bool) -> str:
    """The SVG transform that lays the other picture over the own one.

    `matrix` is the 3 x 3 one of the comparison, from the own picture to the other if `from_own`.
    What is bent in perspective is laid as it lies in the middle of the region. Empty where the
    matrix cannot be turned round.
    """
    back = _inverse(matrix) if from_own else matrix
    forth = matrix if from_own else _inverse(matrix)
    if back is None or forth is None:
        return ""
    middle = sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)
    a, b, c, d, e, f = _flat(back, _moved(forth, middle))
    return f"matrix({a:.6f} {b:.6f} {c:.6f} {d:.6f} {e:.3f} {f:.3f})"


def _moved(matrix: Matrix, point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    u, v, w = (row[0] * x + row[1] * y + row[2] for row in matrix)
    return (u / w, v / w) if w else (0.0, 0.0)


def _flat(matrix: Matrix, at: tuple[float, float]) -> tuple[float, ...]:
    """The affine map that does at one point what the projective one does there."""
    (x, y), (u, v) = at, _moved(matrix, at)
    w = matrix[2][0] * x + matrix[2][1] * y + matrix[2][2] or 1.0
    across = [(matrix[0][k] - u * matrix[2][k]) / w for k in (0, 1)]
    down = [(matrix[1][k] - v * matrix[2][k]) / w for k in (0, 1)]
    return (
        across[0], down[0], across[1], down[1],
        u - across[0] * x - across[1] * y,
        v - down[0] * x - down[1] * y,
    )  # fmt: skip


def _inverse(matrix: Matrix) -> Matrix | None:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    if not abs(whole) > 1e-12:
        return None
    return [
        [(e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole],
        [(f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole],
        [(d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole],
    ]
