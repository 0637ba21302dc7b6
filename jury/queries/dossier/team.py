"""Who verified an application, by which decree, and what they signed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from award.models import Application
from verification.models import Decree, DecreeMember, Minutes, Signature
from verification.queries.closing import Quorum, quorum_among


@dataclass
class Team:
    """A decree that was assigned to an application, from when to when, with whom it names."""

    decree: Decree
    starts: datetime
    ends: datetime | None
    members: list[DecreeMember] = field(default_factory=list)


@dataclass
class Document:
    """A closing document with its signatures; `stands`: it is of this round of verification."""

    minutes: Minutes
    stands: bool
    quorum: Quorum
    signers: list[str]


def teams_of(application: Application) -> list[Team]:
    """The teams in the order of their assignments, each by the rows of its members."""
    rows = DecreeMember.objects.filter(decree__assignments__application=application)
    rows = rows.annotate(
        assignment=F("decree__assignments"),
        since=F("decree__assignments__starts"),
        until=F("decree__assignments__ends"),
    ).select_related("person", "decree")
    teams: dict[int, Team] = {}
    for row in rows.order_by("assignment", "pk"):
        team = teams.setdefault(row.assignment, Team(row.decree, row.since, row.until))
        team.members.append(row)
    return list(teams.values())


def documents_of(application: Application) -> list[Document]:
    """The closing documents, the last of each kind and round last, signed or not."""
    rows = Minutes.objects.filter(application=application).order_by("number", "signatures__pk")
    columns = ("pk", "number", "kind", "verification_round", "at", "pdf_id")
    signed = ("signatures__person_id", "signatures__digest", "signatures__in_force")
    found: dict[object, Minutes] = {}
    signatures: defaultdict[object, list[tuple[str, Signature]]] = defaultdict(list)
    for row in rows.values(*columns, *signed, "signatures__person__name"):
        minutes = Minutes(application=application, **{name: row[name] for name in columns})
        found.setdefault(minutes.pk, minutes)
        if row["signatures__person_id"]:
            given = {name.removeprefix("signatures__"): row[name] for name in signed}
            signatures[minutes.pk].append((row["signatures__person__name"], Signature(**given)))
    return [_document(minutes, signatures[pk]) for pk, minutes in found.items()]


def _document(minutes: Minutes, signatures: list[tuple[str, Signature]]) -> Document:
    return Document(
        minutes=minutes,
        stands=minutes.verification_round == minutes.application.verification_round,
        quorum=quorum_among(minutes, [signature for _name, signature in signatures]),
        signers=[name for name, _signature in signatures],
    )
