"""How well scanned letters are read, and whether a wrong reading ever accuses.

    python -m bench.scans [DATA_DIR] [--letters 60] [--json]

The letters are made: set by typst with a number and a date of their own in one of several forms,
then turned by up to 1.5 degrees, blurred, grained and saved as a JPEG as scanners do at 150 or 200
dots an inch, or taken askew in uneven light as telephones do. They fall into two halves by the
digest of their number in the row: limits were set while looking at `calibrate`, figures are those
of `report`. DATA_DIR, if given, has camera photographs, to count how many are taken for paper.

Each letter is read once and judged four times: with what it bears (anything asked is a false
alarm), with one figure of its number changed, with another number, and with another date.
"""

import argparse
import csv
import hashlib
import io
import json
import random
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import typst
from PIL import Image, ImageFilter

from bench.intervals import interval
from workers.checks.context import Context
from workers.checks.file import File
from workers.checks.finding import CannotCheck
from workers.checks.scans import job
from workers.checks.scans.check import is_paper
from workers.checks.scans.letter import agree
from workers.checks.scans.line import Line
from workers.checks.scans.lines import places, read
from workers.checks.scans.verdict import judge

_FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
_PLACES = ("Jakarta", "Bandung", "Kuala Tungkal", "Bukittinggi", "Lubuk Pakam", "Kupang")
_BODY = (
    "Petugas loket mencatat setiap pengunjung lansia di buku besar tanpa dipungut biaya, lalu "
    "mengantar ke ruang tunggu yang dilengkapi kursi roda dan papan petunjuk huruf braille."
)


class Letter:
    """A letter with what it bears, as the scanner or the telephone shows it."""

    def __init__(self, row: int) -> None:
        chance = self._chance = random.Random(f"letter {row}")
        self.day = date(2026, 1, 1) + timedelta(days=chance.randrange(250))
        self.number = self._numbered()
        self.form = chance.choice(("office", "decree", "slip"))
        self.telephone = chance.random() < 0.3
        self.pixels = self._shown()

    def _numbered(self) -> str:
        pick = self._chance.randrange
        forms = (
            f"W.{pick(1, 34)}-PAS.PAS{pick(1, 40)}-{pick(1, 999)}-OT.02.0{pick(1, 9)} Tahun 2026",
            f"W{pick(1, 34)}.IMI.IMI.{pick(1, 20)}-{pick(1, 9999):04}-UM.01.01",
            f"{pick(1, 999):03}/BAPAS/{self._chance.choice(('I', 'IV', 'IX', 'XII'))}/2026",
            f"WP.{pick(1, 34)}.PAS.{pick(1, 40)}-HH.01.0{pick(1, 9)}-{pick(1, 999)}",
        )
        return self._chance.choice(forms)

    def _dated(self) -> str:
        day = self.day
        forms = (
            f"{day.day} {_MONTHS[day.month - 1]} {day.year}",
            f"{day:%d-%m-%Y}",
            f"{day:%d/%m/%Y}",
        )
        return self._chance.choice(forms)

    def _source(self) -> str:
        pick = self._chance.choice
        place, dated = pick(_PLACES), self._dated()
        if self.form == "decree":
            head = f"#align(center)[KEPUTUSAN KEPALA \\ NOMOR: {self.number} \\ TENTANG \\ TIM LAYANAN]"
            end = f"#align(right)[Ditetapkan di {place} \\ pada tanggal {dated}]"
        elif self.form == "slip":
            head = f"No. {self.number} \\ Tanggal : {dated} \\ Hal : Laporan"
            end = "#align(right)[Kepala,]"
        else:
            head = f"Nomor : {self.number} #h(1fr) {place}, {dated} \\ Hal : Laporan Kunjungan"
            end = "#align(right)[Kepala Lapas,]"
        return (
            f'#set page(paper: "a4", margin: {pick((15, 20, 25))}mm)\n'
            f'#set text(font: "{pick(_FONTS)}", size: {pick((10, 11, 12))}pt)\n'
            "#align(center)[*KEMENTERIAN HUKUM DAN HAK ASASI MANUSIA* \\ KANTOR WILAYAH \\ "
            "Jalan Pahlawan Nomor 12 Telepon (021) 555123]\n#line(length: 100%)\n"
            f"{head}\n\nDasar: Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.\n\n"
            f"{(_BODY + chr(10) * 2) * self._chance.randrange(2, 6)}\n{end}\n"
        )

    def _shown(self) -> np.ndarray[Any, Any]:
        chance = self._chance
        made: Any = typst.compile(  # a list of pages where there are several
            self._source().encode(), format="png", ppi=chance.choice((150, 150, 200))
        )
        first = made[0] if isinstance(made, list) else made
        sheet = Image.open(io.BytesIO(first)).convert("RGB")
        sheet = sheet.rotate(
            chance.uniform(-1.5, 1.5), resample=Image.Resampling.BICUBIC, fillcolor=(248, 247, 243)
        )
        sheet = sheet.filter(ImageFilter.GaussianBlur(chance.uniform(0, 0.9)))
        pixels = np.asarray(sheet).astype(np.float32)
        if self.telephone:
            pixels = _askew(pixels, chance)
        grain = np.random.default_rng(chance.randrange(10**6)).normal(
            0, chance.uniform(2, 10), pixels.shape[:2]
        )
        shown = Image.fromarray((pixels + grain[..., None]).clip(0, 255).astype(np.uint8))
        out = io.BytesIO()
        shown.save(out, "JPEG", quality=chance.choice((40, 55, 70, 85)))
        return np.asarray(File(out.getvalue(), "a.jpg").picture.pixels)

    def read(self) -> list[Line]:
        """The lines that are read where there is little time."""
        found = places(self.pixels)
        lines = [read(self.pixels, corners) for corners in job.ordered(found)[:22]]
        return sorted((line for line in lines if line), key=lambda line: line.box[1] + line.box[3])

    def another_figure(self) -> str:
        """The number with one of its figures changed."""
        at = self._chance.choice([i for i, sign in enumerate(self.number) if sign.isdigit()])
        figure = self._chance.choice([f for f in "0123456789" if f != self.number[at]])
        return self.number[:at] + figure + self.number[at + 1 :]


def _askew(pixels: np.ndarray[Any, Any], chance: random.Random) -> np.ndarray[Any, Any]:
    """The sheet on a table, seen from aside, in light that falls off."""
    height, width = pixels.shape[:2]
    near = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = near + np.array(
        [[chance.uniform(-0.03, 0.03) * width, chance.uniform(-0.03, 0.03) * height] for _ in near],
        np.float32,
    )
    middle = np.array([width / 2, height / 2], np.float32)
    seen = cv2.warpPerspective(
        pixels,
        cv2.getPerspectiveTransform(near, ((moved - middle) * 0.93 + middle).astype(np.float32)),
        (width, height),
        borderValue=(96, 84, 70),
    )
    light = np.linspace(1.0, chance.uniform(0.6, 0.95), width, dtype=np.float32)
    return seen * light[None, :, None]


def half_of(row: int) -> str:
    """The half a letter belongs to."""
    digest = hashlib.sha256(f"letter {row}".encode()).digest()
    return ("calibrate", "report")[digest[0] % 2]


def letters(half: str, count: int) -> Iterator[Letter]:
    """Make so many letters of one half."""
    rows = (row for row in range(100 * count + 100) if half_of(row) == half)
    for _ in range(count):
        yield Letter(next(rows))


def _judged(lines: list[Line], number: str, day: date) -> set[str]:
    context = Context(
        letter_number=number,
        letter_date=day,
        season_start=date(2026, 1, 1),
        season_end=date(2026, 12, 31),
    )
    return {finding.kind for finding in judge(lines, context)[0]}


def measure(half: str, count: int) -> dict[str, Any]:
    """Read and judge so many letters."""
    rows = dict.fromkeys(
        ("number read", "date read", "false alarm", "another figure", "another number",
         "another date", "telephone"), 0,
    )  # fmt: skip
    seconds, wrong = [], []
    for letter in letters(half, count):
        begun = time.process_time()
        lines = letter.read()
        seconds.append(time.process_time() - begun)
        honest = _judged(lines, letter.number, letter.day)
        _, facts = judge(lines, Context())
        rows["telephone"] += letter.telephone
        rows["number read"] += any(agree(letter.number, number) for number in facts["numbers"])
        rows["date read"] += letter.day.isoformat() in facts["dates"]
        rows["false alarm"] += bool(honest)
        if honest:
            wrong.append(f"{letter.number} {letter.day}: {sorted(honest)} {facts}")
        figure = _judged(lines, letter.another_figure(), letter.day)
        rows["another figure"] += "letter_number_differs" in figure
        other = _judged(lines, "W.99-XYZ.77-4711-KP.09.08", letter.day)
        rows["another number"] += "letter_number_differs" in other
        later = _judged(lines, letter.number, letter.day + timedelta(days=37))
        rows["another date"] += "letter_date_differs" in later
    telephone = rows.pop("telephone")
    return {
        "letters": count, "telephone": telephone, "wrong": wrong,
        "rows": {name: [n, *interval(n, count)] for name, n in rows.items()},
        "seconds": round(sum(seconds) / len(seconds), 2), "most_seconds": round(max(seconds), 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip


def taken_for_paper(data: Path) -> dict[str, Any]:
    """Count photographs that would be read as if they were sheets of paper."""
    folder = data / "camera_exif"
    seen, paper = 0, []
    with (folder / "labels.csv").open(newline="") as table:
        for row in csv.DictReader(table):
            try:
                file = File((folder / row["path"]).read_bytes(), row["path"])
                paper += [row["path"]] if is_paper(file.picture) else []
            except CannotCheck:
                continue
            seen += 1
    return {"photographs": seen, "paper": len(paper), "which": paper}


def main(argv: Sequence[str] | None = None) -> dict[str, Any]:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", metavar="DATA_DIR", nargs="?", type=Path)
    parser.add_argument("--half", choices=("calibrate", "report"), default="report")
    parser.add_argument("--letters", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    cv2.setNumThreads(1)
    result = {"half": options.half, **measure(options.half, options.letters)}
    if options.data:
        result["photographs"] = taken_for_paper(options.data)
    print(json.dumps(result, indent=1) if options.json else _table(result))
    return result


def _table(result: dict[str, Any]) -> str:
    cost = f"{result['seconds']} s of the processor each, {result['most_seconds']} at most"
    lines = [
        f"{result['half']}: {result['letters']} letters, {result['telephone']} by telephone",
        f"  {cost}; {result['peak_mb']} MB",
    ]
    for name, (count, low, high) in result["rows"].items():
        lines.append(f"  {name:<16} {count}/{result['letters']} [{low:.3f}, {high:.3f}]")
    lines += [f"    {wrong}" for wrong in result["wrong"]]
    if found := result.get("photographs"):
        lines.append(f"photographs taken for paper: {found['paper']} of {found['photographs']}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
