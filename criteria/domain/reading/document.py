"""The whole document, from its head to the frozen instrument."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from criteria.domain.problems import Problem
from criteria.domain.reading.criteria import read_criteria
from criteria.domain.reading.evidence import read_evidence_rules
from criteria.domain.reading.indicators import Parts
from criteria.domain.reading.process import read_decree_issuer, read_modifiers, read_process
from criteria.domain.reading.scales import read_scales
from criteria.domain.reading.scoring import read_scoring
from criteria.domain.reading.standing import cited, read_origins
from criteria.domain.reading.table import Reading, Table
from criteria.domain.reading.units import read_unit_groups
from criteria.instrument import Instrument

SCHEMA = 1


def read_document(
    document: Mapping[str, object], *, unit_types: tuple[str, ...]
) -> tuple[Instrument | None, tuple[Problem, ...]]:
    """Read a document whose overrides are resolved. The instrument is None when there are
    problems, and then every one that can be told is in the list.
    """
    reading = Reading()
    top = Table(document, "", reading)
    if top.raw("schema") not in (None, SCHEMA):
        top.fault("schema", _("hanya versi %(schema)s yang dikenal") % {"schema": SCHEMA})
    read_origins(top)
    code, version = top.code("code"), top.version("version")
    title, standing, sources = top.text("title"), top.text("standing"), cited(top)
    issuer = read_decree_issuer(top)
    groups = read_unit_groups(top, unit_types)
    parts = Parts(groups, read_scales(top), read_evidence_rules(top))
    criteria = read_criteria(top, parts)
    scoring = read_scoring(top, criteria)
    process = read_process(top, parts.scales)
    modifiers = read_modifiers(top)
    top.close()
    if reading.problems or scoring is None or process is None or modifiers is None:
        return None, tuple(reading.problems)
    instrument = Instrument(
        code=code,
        version=version,
        title=title,
        standing=standing,
        standing_sources=sources,
        decree_issuer=issuer,
        unit_groups=groups,
        scales=parts.scales,
        evidence_rules=parts.rules,
        criteria=criteria,
        scoring=scoring,
        process=process,
        modifiers=modifiers,
        sources=tuple(reading.sources.values()),
        statements=tuple(reading.statements),
    )
    return instrument, ()
