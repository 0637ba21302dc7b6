"""Whether the file is still what the camera wrote: its size, its tables, the marks of programs."""

import re
from collections.abc import Iterator

from PIL import Image

from workers.checks.finding import Finding, Severity
from workers.checks.metadata.capture import Capture
from workers.checks.metadata.said import said
from workers.checks.metadata.tables import standard_quality, writes_own_tables

# Programs that change what a picture shows. Programs that only copy pictures from a camera, and
# the applications that stamp date and place on a photograph, are not here.
_EDITORS = re.compile(
    r"photoshop|lightroom|gimp|snapseed|picsart|canva|pixlr|affinity|paint\.?net|paint shop"
    r"|corel|acd ?s|photoscape|faststone|xnview|luminar|capture one|darktable|rawtherapee"
    r"|inshot|meitu|beautyplus|facetune|youcam|remini|photoroom|fotor|polarr|vsco|picasa"
    r"|photo editor|editor foto|photofiltre|krita|inkscape|microsoft windows photo",
    re.IGNORECASE,
)
# What libraries and programs leave in a JPEG's comment, as their sources write it.
_COMMENTS = re.compile(
    rb"gd-jpeg|Created with GIMP|LEAD Technologies|File written by Adobe|ImageMagick|Lavc\d|"
    rb"Intel\(R\) JPEG Library|PaintShop|ACD Systems|Handmade Software",
)
# Turning a photograph without loss cuts off what does not fill a block of 16 pixels.
_BLOCK = 16


def edited(capture: Capture) -> Iterator[Finding]:
    """Yield each program named that can change a picture."""
    for software in capture.software:
        if _EDITORS.search(software):
            yield said("editing_software", Severity.LOW, {"software": software}, software=software)


def resized(capture: Capture, size: tuple[int, int]) -> Iterator[Finding]:
    """Yield where the picture is not as large as its camera said; a quarter turn is none."""
    if capture.declared is None or not capture.camera:
        return
    given, said_to_be = sorted(size), sorted(capture.declared)
    if all(abs(a - b) < _BLOCK for a, b in zip(given, said_to_be, strict=True)):
        return
    facts = {"given": list(size), "declared": list(capture.declared)}
    yield said(
        "size_differs",
        Severity.LOW,
        dict(facts),
        given="{} x {}".format(*size),
        declared="{} x {}".format(*capture.declared),
    )


def rewritten(capture: Capture, image: Image.Image) -> Iterator[Finding]:
    """Yield where a program's traces stand under a camera's name, and no program is named."""
    if not capture.camera or any(_EDITORS.search(one) for one in capture.software):
        return
    trace = _trace(capture, image)
    if trace:
        yield said("rewritten", Severity.LOW, {"trace": trace}, camera=capture.camera)


def _trace(capture: Capture, image: Image.Image) -> str:
    """What shows that a program wrote the file; empty where nothing does."""
    if "adobe" in image.info and "photoshop" in image.info:
        return "adobe_markers"
    comment = image.info.get("comment", b"")
    if isinstance(comment, bytes) and _COMMENTS.search(comment):
        return "comment"
    quality = standard_quality(image)
    if quality is not None and writes_own_tables(capture.make):
        return f"tables_of_quality_{quality}"
    return ""
