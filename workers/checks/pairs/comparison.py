"""Two pictures compared: how one lies on the other, whether the pixels are the same, and where."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageChops

from workers.checks.pairs import pixels, regions
from workers.checks.pairs.geometry import Geometry, Matrix, align, inverse, moved
from workers.checks.pairs.overlay import Overlay, lay, scaling
from workers.checks.pairs.pair import Evidence, Pair, PairRelation, Polygon, Row
from workers.checks.pairs.regions import Outline
from workers.checks.pairs.sharpness import blur_between
from workers.checks.pairs.view import Soft, View, upright_size
from workers.checks.pairs.whole import laid_whole
from workers.checks.picture import Picture

cv2.setNumThreads(1)  # the child that compares may start no threads

# Set on one half of the photographs of bench/near_duplicates.py; docs/checks.md has the other's.
_LEAST_INLIERS: Final = 12  # for the pixels to be looked at
_SCENE_INLIERS: Final = 30  # for the same scene, where the pixels are not the same
_ALIKE, _CORRELATION = 0.6, 0.85  # the rest may be a date bar or a logo
_ALIKE_IN_PART, _CORRELATION_IN_PART = 0.9, 0.93
_DRIFT: Final = (0.35, 0.5, 0.8, 1.0, 1.5)  # working pixels, by the size of detail compared
_DRIFT_COARSE: Final = 0.65  # of strongly compressed copies in which all else is alike
_ASTRAY: Final = 0.15
# One of a dozen matches may be astray by chance.
_STILL, _ASTRAY_STILL, _CORRELATION_STILL = 0.15, 0.1, 0.7
_OTHER_GRAIN: Final = 0.1
# Coarser quantisation, that of JPEG quality 45, puts a grain of its own in place of the camera's.
_COARSEST: Final = 64.0
_GRAIN_WINDOW: Final = 1_024  # decoded pixels
# Of both pictures this much must be shared for one to be a copy of the other.
_MOST: Final = 0.5


@dataclass(frozen=True)
class _Claim:
    """A region of the overlay and what its blocks say."""

    outline: Outline
    evidence: Evidence
    proven: bool


@dataclass(frozen=True)
class _Laid:
    """One picture on the other, and what that says of the two."""

    overlay: Overlay
    claim: _Claim
    mirrored: bool


def compare_views(one: View, two: View) -> Pair:
    """Say what two pictures have to do with each other, of which either may be compared again."""
    if _same(one.picture.pixels, two.picture.pixels):
        return _identical(one.picture)
    rough = align(one.features, two.features, one.grey.shape[1])
    sure = _sure_geometry(rough) or _by_hash(one, two)
    found = _laid(one, two, sure) if sure else None
    if found is None or not found.claim.proven:
        found = _equally_sharp(one, two, sure or rough) or found
    if found is None:
        return Pair(
            relation=PairRelation.UNRELATED,
            evidence=Evidence(inliers=rough.inliers if rough else 0),
        )
    return _concluded(one, two, found)


def _sure_geometry(geometry: Geometry | None) -> Geometry | None:
    return geometry if geometry and geometry.inliers >= _LEAST_INLIERS else None


def _by_hash(one: View, two: View) -> Geometry | None:
    return laid_whole(one.fingerprint, two.fingerprint, (one.grey.shape, two.grey.shape))


def _equally_sharp(one: View, two: View, rough: Geometry | None) -> _Laid | None:
    """Lay them once more with the sharper blurred as the other was; None if that proves nothing."""
    if rough is None:
        return None
    first, second = blur_between(one.grey, two.grey, lay(one.grey, two.grey, rough.matrix))
    if not first and not second:
        return None
    ours, theirs = _soft(one, first), _soft(two, second)
    matched = _sure_geometry(align(ours.features, theirs.features, ours.grey.shape[1]))
    # What was laid by its hash has no places to be matched.
    geometry = matched or (None if rough.inliers else rough)
    found = _laid(ours, theirs, geometry) if geometry else None
    return found if found and found.claim.proven else None


def _soft(view: View, width: float) -> View:
    return Soft(view.picture, width) if width else view


def _laid(one: View, two: View, geometry: Geometry) -> _Laid:
    laid = lay(one.grey, two.grey, geometry.matrix)
    laid = replace(laid, drift=laid.drift / max(one.enlarged, two.enlarged))
    coarse = max(view.picture.quantisation for view in (one, two)) > _COARSEST
    claim = _claimed(geometry, laid, coarse=coarse)
    if claim.proven and not coarse:
        noise = _grain(one, two, laid, claim.outline)
        claim = replace(claim, evidence=replace(claim.evidence, noise=noise))
    return _Laid(laid, claim, mirrored=geometry.mirrored)


def _same(first: Image.Image, second: Image.Image) -> bool:
    return first.size == second.size and ImageChops.difference(first, second).getbbox() is None


def _identical(picture: Picture) -> Pair:
    width, height = upright_size(picture)
    whole = ((0, 0), (width, 0), (width, height), (0, height))
    return Pair(
        relation=PairRelation.IDENTICAL,
        evidence=Evidence(alike=1.0, correlation=1.0),
        transform=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        first=whole,
        second=whole,
        first_share=1.0,
        second_share=1.0,
    )


def _claimed(geometry: Geometry, laid: Overlay, *, coarse: bool) -> _Claim:
    """The whole of what both show if its pixels are the same, else the largest part that is."""
    blocks = pixels.compare_blocks(laid)
    whole = regions.overlap(laid)
    everywhere = np.ones(len(blocks.centres), bool)
    evidence = _evidence(geometry, laid, blocks, everywhere)
    if _proven(evidence, level=blocks.level, alike=_ALIKE, correlation=_CORRELATION) or (
        coarse and _sure(evidence)
    ):
        return _Claim(whole, evidence, proven=True)
    part = regions.densest(blocks)
    inside = _evidence(geometry, laid, blocks, regions.holds(part, blocks.centres))
    if _proven(inside, level=blocks.level, alike=_ALIKE_IN_PART, correlation=_CORRELATION_IN_PART):
        return _Claim(part, inside, proven=True)
    return _Claim(whole, evidence, proven=False)


def _evidence(
    geometry: Geometry, laid: Overlay, blocks: pixels.Blocks, where: pixels.Flags
) -> Evidence:
    compared = (blocks.textured | blocks.differs) & where
    textured = blocks.textured & where
    count = int(compared.sum())
    return Evidence(
        inliers=geometry.inliers,
        astray=geometry.astray,
        blocks=count,
        alike=float((blocks.alike & where).sum() / max(count, 1)),
        correlation=float(np.median(blocks.correlation[textured])) if textured.any() else 0.0,
        drift=laid.drift,
    )


def _proven(found: Evidence, *, level: int, alike: float, correlation: float) -> bool:
    return (
        found.blocks >= pixels.ENOUGH
        and found.alike >= alike
        and found.correlation >= (_CORRELATION_STILL if _still(found) else correlation)
        and found.drift <= _DRIFT[level]
        and found.astray <= _ASTRAY
    )


def _sure(found: Evidence) -> bool:
    """Whether all is alike, so that blocks which seem to be off are so by compression alone."""
    return (
        found.blocks >= pixels.ENOUGH
        and found.alike >= _ALIKE_IN_PART
        and found.correlation >= _CORRELATION_IN_PART
        and found.drift <= _DRIFT_COARSE
        and found.astray <= _ASTRAY
    )


def _still(found: Evidence) -> bool:
    """Whether nothing at all has moved: what differs then is noise and compression."""
    return found.drift <= _STILL and found.astray <= _ASTRAY_STILL


def _grain(one: View, two: View, laid: Overlay, outline: Outline) -> float | None:
    """Compare the noise in a window of the decoded pictures: shrinking averages it away."""
    mover, still = (two, one) if laid.swapped else (one, two)
    onto = inverse(laid.matrix) if laid.swapped else laid.matrix
    fine, coarse = (view.decoded for view in (mover, still))
    up = scaling(still.grey.shape, coarse.shape)
    middle = moved(up, outline).mean(axis=0) if len(outline) else np.zeros(2)
    left, top = np.maximum(middle - _GRAIN_WINDOW // 2, 0).astype(int).tolist()
    window = coarse[top : top + _GRAIN_WINDOW, left : left + _GRAIN_WINDOW]
    corner = np.array([[1.0, 0, -left], [0, 1, -top], [0, 0, 1]])
    matrix = corner @ up @ onto @ scaling(fine.shape, mover.grey.shape)
    return pixels.grain(lay(fine, window, matrix))


def _concluded(one: View, two: View, found: _Laid) -> Pair:
    laid, claim = found.overlay, found.claim
    onto = laid.matrix if laid.swapped else inverse(laid.matrix)
    there = moved(onto, claim.outline).astype(np.float32)
    ours, theirs = (claim.outline, there) if laid.swapped else (there, claim.outline)
    shares = regions.share(one.grey, ours), regions.share(two.grey, theirs)
    relation = _relation(claim, shares)
    if relation is PairRelation.UNRELATED:
        return Pair(relation=relation, evidence=claim.evidence)
    return Pair(
        relation=relation,
        evidence=claim.evidence,
        transform=_rows(two.to_picture @ laid.matrix @ inverse(one.to_picture)),
        mirrored=found.mirrored,
        first=_polygon(one, ours),
        second=_polygon(two, theirs),
        first_share=shares[0],
        second_share=shares[1],
    )


def _relation(claim: _Claim, shares: tuple[float, float]) -> PairRelation:
    found = claim.evidence
    if claim.proven and (found.noise is None or found.noise > _OTHER_GRAIN):
        most = min(shares) >= _MOST
        return PairRelation.NEAR_DUPLICATE if most else PairRelation.PART_OF
    # Without detail to compare nothing says that they are two photographs.
    seen = found.inliers >= _SCENE_INLIERS and found.blocks >= pixels.ENOUGH
    return PairRelation.SAME_SCENE if seen else PairRelation.UNRELATED


def _rows(matrix: Matrix) -> tuple[Row, Row, Row]:
    one, two, three = (matrix / matrix[2, 2]).tolist()
    return tuple(one), tuple(two), tuple(three)


def _polygon(view: View, outline: Outline) -> Polygon:
    """An outline in whole pixels of the upright picture, kept inside it."""
    width, height = upright_size(view.picture)
    corners = moved(view.to_picture, outline).clip((0, 0), (width, height)).round()
    return tuple((int(x), int(y)) for x, y in corners)
