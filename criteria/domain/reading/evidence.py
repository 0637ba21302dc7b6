"""What evidence an indicator needs."""

from django.utils.translation import gettext as _

from criteria.domain.reading.kinds import integer, several
from criteria.domain.reading.standing import stated
from criteria.domain.reading.table import Table
from criteria.domain.reading.unique import Unique
from criteria.parts import EvidenceRule

KINDS = ("photo", "document")


def read_evidence_rules(top: Table) -> tuple[EvidenceRule, ...]:
    """Read `[[evidence]]`."""
    codes = Unique()
    rules = []
    for table in top.tables("evidence"):
        code = codes.add(table, "code", table.code("code"))
        table.subject = title = table.text("title")
        count_min = stated(table, "count_min", integer(0, 50))
        count_max = stated(table, "count_max", integer(1, 100))
        counted = stated(table, "counted_kinds", several(*KINDS))
        kinds = stated(table, "kinds", several(*KINDS))
        if count_max < count_min and not table.faulty("count"):
            table.fault("count_max", _("lebih kecil daripada count_min"))
        if not set(counted) <= set(kinds) and not table.faulty("kinds"):
            table.fault("counted_kinds", _("memuat jenis yang tidak ada di kinds"))
        provisional = frozenset(table.provisional)
        rules.append(EvidenceRule(code, title, count_min, count_max, counted, kinds, provisional))
    return tuple(rules)
