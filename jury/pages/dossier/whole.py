"""All parts of the dossier in the order of an application's way."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from award.enums import State
from award.models import Application
from award.queries.embargo import knows_decision, shown_state, under_embargo
from directory.enums import UnitType
from directory.models import Person
from jury.pages.dossier.answers import answers_part
from jury.pages.dossier.asked import extensions_part, objections_part, questions_part
from jury.pages.dossier.evidence import evidence_part, findings_part
from jury.pages.dossier.facts import Facts
from jury.pages.dossier.heard import hearings_part, modifiers_part
from jury.pages.dossier.outcome import outcome_parts
from jury.pages.dossier.parts import Part
from jury.pages.dossier.region import (
    closing_part,
    repairs_part,
    team_part,
    visits_part,
)


@dataclass(frozen=True)
class Dossier:
    """The parts; `embargoed`: something in it was not announced yet. `provisional`: as marked."""

    unit: list[tuple[str, str]]
    parts: list[Part]
    embargoed: bool
    provisional: bool


def dossier_of(application: Application, reader: Person) -> Dossier:
    """The dossier as this reader may know it now. Ask `dossiers_for` before."""
    facts = Facts(application, reader)
    outcome, secret = outcome_parts(facts)
    modifiers, ruled = modifiers_part(facts)
    parts = [
        team_part(facts),
        answers_part(facts),
        evidence_part(facts),
        findings_part(facts),
        visits_part(facts),
        closing_part(facts),
        repairs_part(facts),
        questions_part(facts),
        extensions_part(facts),
        hearings_part(facts),
        modifiers,
        *outcome,
        objections_part(facts),
    ]
    # Who is shown something secret knows; others are asked for.
    known = secret or (under_embargo(application) and knows_decision(reader, application))
    unit = unit_facts(application, shown_state(application, knows=known))
    return Dossier(unit, parts, ruled or known, facts.instrument.provisional)


def unit_facts(application: Application, shown: State) -> list[tuple[str, str]]:
    """Whose application it is, and where it stands: the centre knows it before the others."""
    unit = application.unit
    kind = f"{UnitType(application.unit_type).label}, {unit.get_unit_class_display()}"
    state = str(shown.label)
    repaired = _("%(state)s, sedang diperbaiki (putaran %(round)d)")
    if application.in_repair:
        state = repaired % {"state": state, "round": application.repair_round}
    return [
        (_("UPT"), unit.name),
        (_("Kode satuan kerja"), unit.work_unit_code),
        (_("Jenis dan kelas"), kind),
        (_("Kanwil"), application.region.name),
        (_("Periode"), application.season.name),
        (_("Keadaan"), state),
    ]
