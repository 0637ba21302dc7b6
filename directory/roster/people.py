"""The people of a list and their roles, compared with those of the directory.

One row is one role: who has two stands in two rows, with the same details in both.
"""

from django.utils.translation import gettext as _

from directory.roster.columns import EXAMPLE_EMAIL
from directory.roster.heads import rows
from directory.roster.known import Known, KnownPerson
from directory.roster.plan import PersonChange, PersonLine, Plan
from directory.roster.roles import Roles
from directory.roster.values import Heads, Reader
from directory.sheets.tables import Table

_DETAILS = ("name", "nip", "rank", "position")


def plan_people(table: Table, heads: Heads, known: Known, plan: Plan, listed: set[str]) -> None:
    """Add to the plan what the table of people would do, and what is wrong with it.

    The units of the plan count as units; `listed` are the codes of all the list names. An empty
    cell says nothing.
    """
    lines: dict[str, tuple[PersonLine, int]] = {}
    nips: dict[str, str] = {}
    roles = Roles(known, plan, listed)
    for row in rows(table):
        reader = Reader(table, heads, row, plan.wrong)
        reader.refuse_strange()
        line = _line(reader)
        wish = roles.read(reader)
        if line is None:
            continue
        _refuse_person(reader, line, known, nips)
        _same_person(reader, line, lines)
        if wish is not None and reader.sound:
            roles.add(reader, line.email, wish)
        lines.setdefault(line.email, (line, row.number))
    for line, _row in lines.values():
        _add(plan, known.people.get(line.email), line)


def _line(reader: Reader) -> PersonLine | None:
    email = reader.email("email")
    name = reader.text("name", most=200, needed=True)
    nip = reader.nip("nip")
    rank, position = reader.text("rank", most=100), reader.text("position", most=200)
    if not email or not name or nip is None or rank is None or position is None:
        return None
    return PersonLine(email=email, name=name, nip=nip, rank=rank, position=position)


def _refuse_person(reader: Reader, line: PersonLine, known: Known, nips: dict[str, str]) -> None:
    if line.email == EXAMPLE_EMAIL:
        reader.refuse("email", _("Ini baris contoh. Hapus barisnya."))
    owner = known.nips.get(line.nip) or nips.setdefault(line.nip, line.email)
    if line.nip and owner != line.email:
        reader.refuse("nip", _("NIP ini milik orang lain, dengan surel lain."))
    before = known.people.get(line.email)
    if before is not None and not before.active:
        reader.refuse("email", _("Akun orang ini tidak aktif. Undang kembali terlebih dahulu."))


def _same_person(
    reader: Reader, line: PersonLine, lines: dict[str, tuple[PersonLine, int]]
) -> None:
    """Refuse a second row of a person that tells other details than the first."""
    if line.email not in lines:
        return
    first, number = lines[line.email]
    for key in _DETAILS:
        if getattr(first, key) != getattr(line, key):
            reader.refuse(
                key, _("Berbeda dengan baris %(row)d untuk surel yang sama.") % {"row": number}
            )


def _add(plan: Plan, before: KnownPerson | None, line: PersonLine) -> None:
    if before is None:
        plan.new_people.append(line)
        return
    kept = before.line
    after = PersonLine(
        email=line.email,
        name=line.name,
        nip=line.nip or kept.nip,
        rank=line.rank or kept.rank,
        position=line.position or kept.position,
    )
    if after == kept:
        plan.unchanged += 1
    else:
        plan.changed_people.append(PersonChange(before=kept, after=after))
