"""What the Kanwil did: its team, the visit, what it asked to be repaired, what closed its work."""

import json
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from jury.pages.dossier.facts import Facts
from jury.pages.dossier.parts import Grid, Part
from jury.queries.dossier.team import Document, Team, documents_of, teams_of
from jury.queries.dossier.written import REPAIR, VISIT, WAIVER
from record.dates import day_text, moment_text
from record.pages.lists.columns import Shown
from verification.enums import RepairCode


def team_part(facts: Facts) -> Part:
    """The decrees that were assigned, with the people each names; the last is linked."""
    teams = teams_of(facts.application)
    last = teams[-1].decree if teams else None
    heads = [_("Nama"), _("Kedudukan"), _("Tugas")]
    return Part(
        name="tim",
        title=_("Tim verifikasi dan SK"),
        url=reverse("verification:decree", args=[last.pk]) if last else "",
        link=_("Buka SK tim"),
        facts=[(_("SK"), _decree(team)) for team in teams],
        grids=[Grid(team.decree.number, heads, _members(team)) for team in teams],
        nothing=_("Belum ada tim."),
    )


def _decree(team: Team) -> str:
    decree = team.decree
    text = _(
        "%(number)s tanggal %(date)s, diterbitkan %(issuer)s, berlaku %(starts)s sampai dengan %(last)s"
    )
    told = text % {
        "number": decree.number,
        "date": day_text(decree.date),
        "issuer": decree.get_issuer_display(),
        "starts": day_text(decree.starts),
        "last": day_text(decree.last_day),
    }
    ended = _("%(decree)s. Penugasan berakhir %(at)s.")
    return ended % {"decree": told, "at": moment_text(team.ends)} if team.ends else told


def _members(team: Team) -> list[list[Shown]]:
    return [[row.person.name, row.get_function_display(), row.tasks] for row in team.members]


def visits_part(facts: Facts) -> Part:
    """When the team was there and how much it noted; or why it did not go."""
    heads = [_("Tanggal"), _("Ringkasan"), _("Pengamatan"), _("Foto")]
    rows: list[list[Shown]] = [
        [day_text(date.fromisoformat(visit.word)), visit.text, str(visit.number), visit.more]
        for visit in facts.written(VISIT)
    ]
    return Part(
        name="kunjungan",
        title=_("Kunjungan lapangan"),
        url=reverse("verification:visits", args=[facts.application.pk]),
        link=_("Buka kunjungan"),
        facts=[(_("Dikecualikan Kepala Kanwil"), row.text) for row in facts.written(WAIVER)],
        grids=[Grid(_("Kunjungan lapangan"), heads, rows)],
        nothing=_("Belum ada kunjungan."),
    )


def repairs_part(facts: Facts) -> Part:
    """What each repair round asked, indicator by indicator."""
    heads = [_("Putaran"), _("Indikator"), _("Diminta karena"), _("Diminta")]
    rows: list[list[Shown]] = [
        [
            str(row.number),
            facts.name_of(row.indicator),
            tuple(filter(None, [*_reasons(row.word), row.text])),
            moment_text(row.at),
        ]
        for row in facts.written(REPAIR)
    ]
    return Part(
        name="perbaikan",
        title=_("Putaran perbaikan"),
        url=reverse("verification:desk", args=[facts.application.pk]) if rows else "",
        link=_("Buka meja verifikasi"),
        grids=[Grid(_("Putaran perbaikan"), heads, rows)],
        nothing=_("Tidak pernah diminta perbaikan."),
    )


def _reasons(codes: str) -> Iterator[str]:
    for code in json.loads(codes):
        yield str(RepairCode(code).label)


def closing_part(facts: Facts) -> Part:
    """The minutes and letters, with who signed them and whether the quorum was reached."""
    heads = [_("Dokumen"), _("Disusun"), _("Tanda tangan"), _("Keadaan")]
    return Part(
        name="berita-acara",
        title=_("Berita Acara dan tanda tangan"),
        url=reverse("verification:closing", args=[facts.application.pk]),
        link=_("Buka Berita Acara"),
        grids=[
            Grid(
                _("Berita Acara dan tanda tangan"),
                heads,
                [_document(row) for row in documents_of(facts.application)],
            )
        ],
        nothing=_("Belum ada Berita Acara."),
    )


def _document(row: Document) -> list[Shown]:
    named = {"kind": row.minutes.get_kind_display(), "number": row.minutes.number}
    signed = {"signed": row.quorum.signed, "needed": row.quorum.needed}
    if not row.stands:
        state = _("Tidak berlaku lagi: verifikasi dibuka kembali sesudahnya")
    elif row.quorum.reached:
        state = _("Kuorum tercapai")
    else:
        state = _("Kuorum belum tercapai")
    return [
        _("%(kind)s ke-%(number)d") % named,
        moment_text(row.minutes.at),
        (_("%(signed)d dari %(needed)d") % signed, *row.signers),
        state,
    ]
