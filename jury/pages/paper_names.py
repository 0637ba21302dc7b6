"""Names of files made of codes: before publication none of them tells an outcome."""

from jury.enums import PaperKind
from jury.models import Paper

WORDS = {
    PaperKind.DECREE: "rancangan-keputusan",
    PaperKind.LAUREATES: "daftar-penerima",
    PaperKind.LETTER: "surat-hasil",
    PaperKind.CLOSING: "berita-acara-penutupan",
    PaperKind.MEETING: "berita-acara-rapat",
}


def name_of(paper: Paper) -> str:
    """The name a paper is saved under."""
    parts = [WORDS[PaperKind(paper.kind)], str(paper.season.year)]
    if paper.decision is not None:
        parts += [paper.decision.application.unit.work_unit_code, str(paper.decision.version)]
    elif paper.number:
        parts.append(str(paper.number))
    else:
        parts.append(str(paper.pk)[:8])
    return f"{'-'.join(parts)}.pdf"
